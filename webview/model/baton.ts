import type { TeamViewModel } from '../../src/protocol';
import { nextStart, spanAt } from './presence';

/** Who holds the baton, and who of the others starts next. Ids of rows. */
export interface Baton {
  readonly holder: string | null;
  readonly next: { readonly id: string; readonly startsAt: number } | null;
}

/** The baton at an instant; the order of the rows decides between those who start at the same time. */
export function batonAt(model: TeamViewModel, at: number): Baton {
  const holder = spanAt(model.turns, at)?.id ?? null;
  let next: Baton['next'] = null;
  for (const row of model.rows) {
    const startsAt = row.work === null || row.id === holder ? null : nextStart(row.work, at);
    if (startsAt !== null && (next === null || startsAt < next.startsAt)) next = { id: row.id, startsAt };
  }
  return { holder, next };
}
