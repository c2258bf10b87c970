/** Where a line of one text is in another. */
export interface CarriedLine {
  readonly line: number;
  /** Whether it says the same there; else it stands where the changed line stood. */
  readonly same: boolean;
}

/** Between two anchors, more pairs of lines than this are not compared one by one. */
const mostPairs = 250_000;

/**
 * Carries line numbers (1-based) from one version of a text to another, as a diff would: lines that are the same keep
 * their place in the order; a changed line goes where its replacement stands; a deleted one nowhere (null).
 */
export function carryLines(
  from: readonly string[],
  to: readonly string[],
): (line: number) => CarriedLine | null {
  const matches = new Int32Array(from.length).fill(-1);
  match(from, to, { start: 0, end: from.length }, { start: 0, end: to.length }, matches);
  return (line) => {
    const at = line - 1;
    const found = matches[at];
    if (found === undefined) return null;
    if (found >= 0) return { line: found + 1, same: true };
    let above = at;
    while (above >= 0 && (matches[above] ?? -1) < 0) above -= 1;
    let below = at;
    while (below < from.length && (matches[below] ?? -1) < 0) below += 1;
    const first = above < 0 ? 0 : (matches[above] ?? -1) + 1;
    const end = below >= from.length ? to.length : (matches[below] ?? to.length);
    if (end <= first) return null;
    return { line: Math.min(first + at - above - 1, end - 1) + 1, same: false };
  };
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Equal ends first, then the lines that occur once on both sides, then what lies between those. */
function match(
  a: readonly string[],
  b: readonly string[],
  one: Stretch,
  two: Stretch,
  out: Int32Array,
): void {
  const open: [Stretch, Stretch][] = [[one, two]];
  for (let next = open.pop(); next; next = open.pop()) {
    let [{ start: i, end: iEnd }, { start: j, end: jEnd }] = next;
    while (i < iEnd && j < jEnd && a[i] === b[j]) out[i++] = j++;
    while (i < iEnd && j < jEnd && a[iEnd - 1] === b[jEnd - 1]) out[--iEnd] = --jEnd;
    if (i >= iEnd || j >= jEnd) continue;
    const anchors = commonOnce(a, b, { start: i, end: iEnd }, { start: j, end: jEnd });
    if (anchors.length === 0) {
      if ((iEnd - i) * (jEnd - j) <= mostPairs) longest(a, b, [i, iEnd], [j, jEnd], out);
      continue;
    }
    for (const [x, y] of [...anchors, [iEnd, jEnd] as const]) {
      if (x > i && y > j)
        open.push([
          { start: i, end: x },
          { start: j, end: y },
        ]);
      if (x < iEnd) out[x] = y;
      [i, j] = [x + 1, y + 1];
    }
  }
}

/** Pairs of lines that occur exactly once on both sides, as many as keep their order. */
function commonOnce(
  a: readonly string[],
  b: readonly string[],
  one: Stretch,
  two: Stretch,
): readonly (readonly [number, number])[] {
  const places = (lines: readonly string[], { start, end }: Stretch): Map<string, number> => {
    const found = new Map<string, number>();
    for (let at = start; at < end; at += 1) {
      const text = lines[at] ?? '';
      found.set(text, found.has(text) ? -1 : at);
    }
    return found;
  };
  const there = places(b, two);
  const pairs: [number, number][] = [];
  for (const [text, x] of places(a, one)) {
    const y = there.get(text) ?? -1;
    if (x >= 0 && y >= 0) pairs.push([x, y]);
  }
  pairs.sort(([x], [other]) => x - other);
  return increasing(pairs);
}

/** The longest run of pairs whose second numbers increase (patience sorting). */
function increasing(pairs: readonly [number, number][]): readonly (readonly [number, number])[] {
  const tops: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, y], index) => {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tops[low - 1] ?? -1) : -1;
    tops[low] = index;
  });
  const chain: [number, number][] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) chain.unshift(pair);
  }
  return chain;
}

/** The longest common subsequence of two short stretches. */
function longest(
  a: readonly string[],
  b: readonly string[],
  [i, iEnd]: readonly [number, number],
  [j, jEnd]: readonly [number, number],
  out: Int32Array,
): void {
  const width = jEnd - j + 1;
  const lengths = new Uint32Array((iEnd - i + 1) * width);
  for (let x = iEnd - 1; x >= i; x -= 1) {
    for (let y = jEnd - 1; y >= j; y -= 1) {
      const at = (x - i) * width + (y - j);
      lengths[at] =
        a[x] === b[y]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  for (let [x, y] = [i, j]; x < iEnd && y < jEnd;) {
    const at = (x - i) * width + (y - j);
    if (a[x] === b[y]) out[x++] = y++;
    else if ((lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0)) x += 1;
    else y += 1;
  }
}
