import type { Memento } from 'vscode';

/** Where the zone is remembered that a webview's browser side reported of the machine the person sits at. */
const reportedKey = 'baton.reportedZone';

/** Remembers what the browser side says of the person's own machine; anything that is not a zone is ignored. */
export async function rememberReportedZone(memory: Memento, zone: string | null): Promise<void> {
  if (zone !== null && isZone(zone) && memory.get(reportedKey) !== zone)
    await memory.update(reportedKey, zone);
}

const hour12Key = 'baton.reportedHour12';

/** Remembers whether clocks show twelve hours on the machine the person sits at. */
export async function rememberHour12(memory: Memento, hour12: boolean): Promise<void> {
  if (reportedHour12(memory) !== hour12) await memory.update(hour12Key, hour12);
}

export const reportedHour12 = (memory: Memento): boolean => memory.get<unknown>(hour12Key) === true;

/**
 * My own time zone: the setting if given, else what the browser side reported (the extension host may run in a
 * container whose clock says UTC), else my entry in the team file, else the zone of the machine that runs Baton.
 */
export function myZone(from: {
  readonly setting: string | null;
  readonly memory: Memento;
  readonly team?: string | null;
  readonly machine: string;
}): string {
  const reported = from.memory.get<unknown>(reportedKey);
  const candidates = [from.setting, reported, from.team, from.machine];
  return candidates.find((zone): zone is string => typeof zone === 'string' && isZone(zone)) ?? 'UTC';
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
