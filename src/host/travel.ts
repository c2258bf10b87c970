/** Where a person is until a day, and where from then on (null: where their machine is). */
export interface Travel {
  readonly zone: string;
  /** The last day there, an ISO date in that zone. */
  readonly until: string;
  readonly then: string | null;
}

const shape = /^(\S{1,64}) until (\d{4}-\d{2}-\d{2})(?:, then (\S{1,64}))?$/;

/** Reads the setting of one's own zone: `Asia/Tokyo until 2026-12-04, then Europe/Lisbon`; null where it tells of no travel. */
export function travelOf(setting: string): Travel | null {
  const [, zone, until, then] = shape.exec(setting) ?? [];
  return zone === undefined || until === undefined ? null : { zone, until, then: then ?? null };
}

/** The setting of somebody who is in `zone` until a day, and then in `then`. */
export function travelText({ zone, until, then }: Travel): string {
  return `${zone} until ${until}${then === null ? '' : `, then ${then}`}`;
}

/** The zone that the setting names at an instant; null for that of the machine. */
export function zoneSetAt(setting: string, at: Date): string | null {
  if (setting === 'auto') return null;
  const travel = travelOf(setting);
  if (travel === null) return setting;
  return dateIn(travel.zone, at) <= travel.until ? travel.zone : travel.then;
}

/** The ISO date in a zone; of a zone that is none, a date that is over. */
function dateIn(timeZone: string, at: Date): string {
  try {
    const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    return new Intl.DateTimeFormat('sv-SE', options).format(at);
  } catch {
    return '9999-12-31';
  }
}
