import { offsetZoneName } from './zone';
import type { ZoneRules } from './rules';

/** A change of a zone's rules that zone data in use may not have yet: from `from` on, `minutes` east of UTC, for good. */
interface RuleChange {
  readonly zones: readonly string[];
  /** The first instant at which old data and new data differ, in epoch milliseconds. */
  readonly from: number;
  readonly minutes: number;
}

/**
 * In 2026 British Columbia and Alberta stop turning their clocks back, and Morocco leaves +01 behind: the zone database
 * knows it from 2026c on.
 */
const changes: readonly RuleChange[] = [
  { zones: ['America/Vancouver', 'Canada/Pacific'], from: Date.UTC(2026, 10, 1, 9), minutes: -420 },
  {
    zones: ['America/Edmonton', 'America/Yellowknife', 'Canada/Mountain'],
    from: Date.UTC(2026, 10, 1, 8),
    minutes: -360,
  },
  { zones: ['Africa/Casablanca', 'Africa/El_Aaiun'], from: Date.UTC(2026, 8, 20, 1), minutes: 0 },
];

/** Whether a version of the zone database (`2026b`) is older than another; versions sort as their names do. */
export const isOlder = (version: string, needed: string): boolean => version < needed;

/**
 * The fixed offset (`UTC-07:00`) that is right for a zone at an instant where the runtime's zone data is too old to
 * know its rules; null where the data is as good as Baton's list.
 */
export function rightOffset(zone: string, at: number, rules: ZoneRules): string | null {
  const change = changes.find(({ zones, from }) => zones.includes(zone) && at >= from);
  return change === undefined || rules.offsetAt(at) === change.minutes
    ? null
    : offsetZoneName(change.minutes);
}

/** A zone's rules as Baton's list has them; null where the runtime's zone data has them itself. */
export function newerRules(zone: string, rules: ZoneRules): ZoneRules | null {
  const change = changes.find(({ zones }) => zones.includes(zone));
  if (change === undefined || rules.offsetAt(change.from) === change.minutes) return null;
  return { offsetAt: (at) => (at < change.from ? rules.offsetAt(at) : change.minutes) };
}
