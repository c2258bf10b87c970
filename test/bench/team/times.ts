import { median } from '../result';

/** The median time of some runs, in milliseconds, after one that is not counted. */
export function times(work: () => unknown, runs = 7): number {
  work();
  const measured = Array.from({ length: runs }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(measured);
}

export async function elapsed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
