import { DateTime, FixedOffsetZone } from '../../core/time/luxon';

/** git's raw date, `seconds ±hhmm`. A commit that carries none, or none that can be, counts as 1970. */
export function rawInstant(raw: string): DateTime {
  const [seconds = '', offset = ''] = raw.split(' ');
  const at = Number(seconds);
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3, 5)));
  const zone = FixedOffsetZone.instance(Number.isFinite(minutes) && Math.abs(minutes) < 1440 ? minutes : 0);
  return DateTime.fromSeconds(Number.isFinite(at) && Math.abs(at) < 8.64e12 ? at : 0, { zone });
}
