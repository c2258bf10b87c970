import type { JournalEvent } from '../../core/journal/events';
import { choiceOf } from '../../core/journal/notes';
import type { TeamViewModel } from '../../protocol';

/** How a person wants the view of this repository's team; ids of rows. What somebody else sees does not change. */
export interface Arrangement {
  readonly pinned: readonly string[];
  readonly hidden: readonly string[];
  /** The one group that is shown; null for everybody. */
  readonly group: string | null;
}

export const asItComes: Arrangement = { pinned: [], hidden: [], group: null };

/** The choice in Baton's own state that holds it: VS Code's memory is written late, and lost by a quick reload. */
const key = 'team.arrangement';

/** What was chosen last, as far as it can be read. */
export function arrangementIn(events: readonly JournalEvent[]): Arrangement {
  try {
    return arrangementOf(JSON.parse(choiceOf(events, key) ?? 'null'));
  } catch {
    return asItComes;
  }
}

/** The event that remembers a choice made at `at` (ISO 8601 in UTC). */
export const arrangementEvent = (arrangement: Arrangement, at: string): JournalEvent => ({
  kind: 'choice',
  at,
  key,
  value: JSON.stringify(arrangement),
});

/** A model in another arrangement. */
export const arranged = (model: TeamViewModel, { pinned, hidden, group }: Arrangement): TeamViewModel => ({
  ...model,
  group,
  rows: model.rows.map((row) => ({
    ...row,
    pinned: pinned.includes(row.id),
    hidden: hidden.includes(row.id),
  })),
});

/** What was remembered, as far as it has this shape. */
export function arrangementOf(memory: unknown): Arrangement {
  if (typeof memory !== 'object' || memory === null) return asItComes;
  const { pinned, hidden, group } = memory as Record<string, unknown>;
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  return { pinned: texts(pinned), hidden: texts(hidden), group: typeof group === 'string' ? group : null };
}

/** A list with an id in it, or without; what was there before keeps its order. */
export const turned = (ids: readonly string[], id: string, on: boolean): string[] =>
  on && ids.includes(id) ? [...ids] : [...ids.filter((each) => each !== id), ...(on ? [id] : [])];
