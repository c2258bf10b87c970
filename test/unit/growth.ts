import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';

const times = 4;
/** Four times as much takes 4 times as long when work is linear, and 16 times when it is quadratic. */
const most = 9;
const rounds = 25;
/** What a clock and a garbage collection may add, milliseconds: so little work as this cannot be told apart. */
const grain = 1;

/**
 * Asserts that work grows with the size of its input, and not with its square. No limit in seconds: each size is
 * measured until its best time shows it, so that a busy machine only makes it ask more often.
 */
export function assertLinear(work: (size: number) => unknown, size: number, what = ''): void {
  const best = (was: number, of: number): number => {
    const began = performance.now();
    work(of);
    return Math.min(was, performance.now() - began);
  };
  let small = Infinity;
  let large = Infinity;
  for (let round = 0; round < rounds; round++) {
    small = best(small, size);
    large = best(large, size * times);
    if (large <= most * small + grain) return;
  }
  assert.fail(
    `${what || 'The work'} grows too fast: ${small.toFixed(1)} ms for ${size}, ${large.toFixed(1)} ms for ${size * times}.`,
  );
}
