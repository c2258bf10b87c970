import type { Stretch } from './spans';

/** A stretch during which exactly these people (indices, ascending) work. */
export interface Shared extends Stretch {
  readonly people: readonly number[];
}

/**
 * Cuts [from, to) into stretches during which the same people work, in one sweep over all starts and ends.
 * `working[i]` are the sorted, disjoint stretches of person i.
 */
export function sweep(working: readonly (readonly Stretch[])[], from: number, to: number): Shared[] {
  const edges: { readonly at: number; readonly person: number; readonly starts: boolean }[] = [];
  working.forEach((stretches, person) => {
    for (const { start, end } of stretches) {
      if (end <= from || start >= to) continue;
      edges.push({ at: Math.max(start, from), person, starts: true });
      edges.push({ at: Math.min(end, to), person, starts: false });
    }
  });
  edges.sort((a, b) => a.at - b.at);
  const shared: Shared[] = [];
  const people = new Set<number>();
  let since = from;
  const close = (at: number): void => {
    if (at > since) shared.push({ start: since, end: at, people: [...people].sort((a, b) => a - b) });
    since = at;
  };
  for (const { at, person, starts } of edges) {
    if (at > since) close(at);
    if (starts) people.add(person);
    else people.delete(person);
  }
  close(to);
  return shared;
}
