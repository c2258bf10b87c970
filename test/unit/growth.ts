import assert from 'node:assert/strict';

const times = 4;
/** Four times as much takes 4 times as long when work is linear, and 16 times when it is quadratic. */
const most = 9;
const rounds = 25;
/** What a clock and a garbage collection may add, milliseconds: so little work as this cannot be told apart. */
const grain = 1;

/**
 * Asserts that work grows with the size of its input, and not with its square. No limit in seconds: each size is
 * measured until its best time shows it, in the processor's time, which a busy machine does not stretch.
 */
export function assertLinear(work: (size: number) => unknown, size: number, what = ''): void {
  const best = (was: number, of: number): number => {
    const began = process.cpuUsage();
    work(of);
    const { user, system } = process.cpuUsage(began);
    return Math.min(was, (user + system) / 1_000);
  };
  // What has not been compiled yet makes the small size look slow, and a square look like a line.
  for (let round = 0; round < 3; round++) work(size * times);
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
