/** How a person wants the view of this workspace; ids of rows. What somebody else sees does not change. */
export interface Arrangement {
  readonly pinned: readonly string[];
  readonly hidden: readonly string[];
  /** The one group that is shown; null for everybody. */
  readonly group: string | null;
}

export const asItComes: Arrangement = { pinned: [], hidden: [], group: null };

/** What was remembered, as far as it has this shape. */
export function arrangementOf(memory: unknown): Arrangement {
  if (typeof memory !== 'object' || memory === null) return asItComes;
  const { pinned, hidden, group } = memory as Record<string, unknown>;
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  return { pinned: texts(pinned), hidden: texts(hidden), group: typeof group === 'string' ? group : null };
}

/** Puts an id into a list, or takes it out. */
export const toggled = (ids: readonly string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];
