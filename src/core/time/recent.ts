import { offsetZoneName } from './zone';
import type { ZoneRules } from './rules';

/** A change of a zone's rules that zone data in use may not have yet: from `from` on, `minutes` east of UTC. */
interface RuleChange {
  readonly zones: readonly string[];
  /** An instant after which old data and new data differ, in epoch milliseconds. */
  readonly from: number;
  readonly minutes: number;
}

/** British Columbia does not turn its clocks back in November 2026 and keeps −07:00. */
const changes: readonly RuleChange[] = [
  { zones: ['America/Vancouver', 'Canada/Pacific'], from: Date.UTC(2026, 10, 1, 9), minutes: -420 },
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
