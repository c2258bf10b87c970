// What a teammate's clock says and whether they work, told by the runtime alone and not by Baton.
import type { Colleague } from '../start/sampleTeam';

/** `HH:MM` on the clock of a zone. */
export function timeIn(zone: string, at: number): string {
  const { hour, minute } = parts(zone, at);
  return `${hour}:${minute}`;
}

/** As the row's `data-state` says it, for someone who works Monday to Friday. */
export function stateOf({ zone, hours }: Colleague, at: number): 'working' | 'off-hours' | 'day-off' {
  if (/^S/.test(parts(zone, at).weekday)) return 'day-off';
  const now = timeIn(zone, at);
  const [from = '', to = ''] = hours.split('-');
  return now >= from && now < to ? 'working' : 'off-hours';
}

function parts(zone: string, at: number): { hour: string; minute: string; weekday: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  });
  const found = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { hour: found['hour'] ?? '', minute: found['minute'] ?? '', weekday: found['weekday'] ?? '' };
}
