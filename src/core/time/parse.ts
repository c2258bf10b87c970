import { UserError } from '../errors';
import { DateTime } from './luxon';
import { instantOfWall, rulesOf } from './rules';
import { instantIn } from './zone';

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * Reads a time given on the command line: ISO 8601, or a date (its first instant). Without an offset it is a wall time
 * of `zone`. The answer is shown in `zone`. Rejects anything else with a UserError that names `flag`.
 */
export function parseTime(text: string, zone: string, flag: string): DateTime {
  const wrong = (): UserError =>
    new UserError(
      `${flag}: "${text.slice(0, 60).replace(/\p{Cc}+/gu, ' ')}" is not a time. Write it as 2026-11-19, 2026-11-19T18:00 or 2026-11-19T18:00+05:30.`,
    );
  const match = shape.exec(text.trim());
  if (!match) throw wrong();
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', offset] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}`;
  try {
    if (offset) return instantIn(DateTime.fromISO(iso + offset).toMillis(), zone);
    const wall = DateTime.fromISO(iso, { zone: 'utc' }).toMillis();
    return instantIn(instantOfWall(wall, rulesOf(zone)), zone);
  } catch {
    throw wrong();
  }
}
