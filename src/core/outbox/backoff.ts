import { digest } from '../text/digest';

const first = 30_000;
const longest = 15 * 60_000;

/**
 * When to try again, in milliseconds since the epoch: never before `retryAt` (what GitHub said), and after a pause that
 * doubles from half a minute to a quarter of an hour. "Was submitted too quickly" can last an hour without saying so.
 * The pauses of different entries differ by up to a fifth, so that not all of them come back at once.
 */
export function nextTry(
  entry: string,
  {
    at,
    failures,
    retryAt,
  }: { readonly at: number; readonly failures: number; readonly retryAt: number | null },
): number {
  const pause = Math.min(first * 2 ** Math.min(Math.max(failures, 1) - 1, 20), longest);
  const spread = (parseInt(digest(`${entry} ${failures}`).slice(0, 6), 16) % 1000) / 5000;
  return Math.max(retryAt ?? 0, Math.round(at + pause * (1 + spread)));
}
