import type { JournalEvent } from '../journal/events';
import { codeSpan } from '../text/markdown';
import { DateTime } from '../time/luxon';
import type { Origin } from './origin';
import type { LastWorked } from './suspects';

type Ended = Extract<JournalEvent, { kind: 'task-ended' | 'debug-ended' }>;

/**
 * When the same run last succeeded, by what is recorded: of the task or launch configuration that the trace came from,
 * else of those that fail now and did not before. Null when nothing tells.
 */
export function lastWorkedIn(events: readonly JournalEvent[], { kind, name }: Origin): LastWorked | null {
  const deleted = events.findLastIndex((event) => event.kind === 'activity-deleted');
  const ended = events
    .slice(deleted + 1)
    .filter((event): event is Ended => event.kind === 'task-ended' || event.kind === 'debug-ended');
  const wanted = kind === 'task' ? 'task-ended' : kind === 'debug' ? 'debug-ended' : null;
  const known = wanted !== null && name !== null;
  const failing = new Set<string>();
  for (const event of ended) {
    if (hasFailed(event)) failing.add(keyOf(event));
    else if (event.exitCode === 0) failing.delete(keyOf(event));
  }
  const success = ended.findLast(
    (event) =>
      event.exitCode === 0 &&
      !hasFailed(event) &&
      (known ? event.kind === wanted && event.name === name : failing.has(keyOf(event))),
  );
  if (!success) return null;
  const what = `${success.kind === 'task-ended' ? 'task' : 'launch'} ${codeSpan(success.name, 80)}`;
  return { at: DateTime.fromISO(success.at, { zone: 'UTC' }), what };
}

function hasFailed(event: Ended): boolean {
  return (
    (event.exitCode !== null && event.exitCode !== 0) || (event.kind === 'debug-ended' && event.exception)
  );
}

function keyOf({ kind, folder, name }: Ended): string {
  return JSON.stringify([kind, folder, name]);
}
