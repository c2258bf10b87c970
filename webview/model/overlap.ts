import type { Span, TeamRow } from '../../src/protocol';

/** [start, end) with how many teammates work throughout it. */
export interface Crew extends Span {
  readonly count: number;
}

/** The time between two instants cut where anybody starts or stops, with how many work in each piece. */
export function crews(rows: readonly TeamRow[], between: Span): Crew[] {
  const edges: { at: number; step: number }[] = [];
  for (const row of rows) {
    for (const span of row.work ?? []) {
      const start = Math.max(span.start, between.start);
      const end = Math.min(span.end, between.end);
      if (start >= end) continue;
      edges.push({ at: start, step: 1 }, { at: end, step: -1 });
    }
  }
  edges.sort((left, right) => left.at - right.at);
  const found: Crew[] = [];
  let count = 0;
  let since = between.start;
  for (const edge of [...edges, { at: between.end, step: 0 }]) {
    if (edge.at > since) found.push({ start: since, end: edge.at, count });
    since = edge.at;
    count += edge.step;
  }
  return found;
}

/** The first stretch of at least `length` in which all of `count` teammates or more work together. */
function firstShared(pieces: readonly Crew[], count: number, length: number): Span | null {
  let start: number | null = null;
  for (const piece of pieces) {
    if (piece.count < count) start = null;
    else {
      start ??= piece.start;
      if (piece.end - start >= length) return { start, end: piece.end };
    }
  }
  return null;
}

export interface SharedTime {
  /** How many have working hours at all. */
  readonly team: number;
  readonly all: Span | null;
  /** When not all can meet: the most who can, and when. Null when no two ever do. */
  readonly best: { readonly count: number; readonly span: Span } | null;
}

/** When the whole team next has an hour together, or how many can meet at most and when. */
export function sharedTime(rows: readonly TeamRow[], between: Span, length: number): SharedTime {
  const team = rows.filter((row) => row.work !== null).length;
  const pieces = crews(rows, between);
  const most = pieces.reduce((count, piece) => Math.max(count, piece.count), 0);
  for (let count = Math.min(most, team); count >= 2; count--) {
    const span = firstShared(pieces, count, length);
    if (span === null) continue;
    return count === team ? { team, all: span, best: null } : { team, all: null, best: { count, span } };
  }
  return { team, all: null, best: null };
}

/** The next stretch in which nobody works, or the present one; null when somebody always does. */
export function nextGap(rows: readonly TeamRow[], between: Span): Span | null {
  if (!rows.some((row) => row.work !== null)) return null;
  const gap = crews(rows, between).find((piece) => piece.count === 0);
  return gap ? { start: gap.start, end: gap.end } : null;
}
