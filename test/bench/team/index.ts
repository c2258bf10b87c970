import { DateTime } from '../../../src/core/time/luxon';
import { option } from '../options';
import type { Result } from '../result';
import { besideIntervals } from './plain';
import { real, staying } from './prediction';
import { readingHistory } from './reading';

/**
 * The team beside plain luxon, reading zones beside git, and how often they are right. `--clone DIR --from DATE`
 * measures on another history: git's own at 2025-12-01 has a target.
 */
export async function run(): Promise<Result[]> {
  const clone = option('clone');
  const from = DateTime.fromISO(option('from') ?? '2025-12-01', { zone: 'UTC' });
  if (clone !== null) return real(`${clone}, 120 days from ${from.toISODate()}`, clone, from, 88);
  const lately = DateTime.now().minus({ days: 30 });
  return [
    ...besideIntervals(),
    ...(await readingHistory()),
    ...staying(),
    ...(await real('this repository, the last 30 days', process.cwd(), lately, null)),
  ];
}
