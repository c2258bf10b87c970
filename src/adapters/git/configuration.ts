import { throwIfCancelled, type Cancellation } from '../../core/cancel';
import { CancelledError } from '../../core/errors';
import type { GitRunner } from './runner';

/** A value of git's configuration and where it comes from. */
export interface ScopedValue {
  /** As git names it: system, global, local, worktree, command. */
  readonly scope: string;
  /** In small letters but for the part in the middle. */
  readonly key: string;
  readonly value: string;
}

/** What of git's configuration the repository is read by, all of it by one start of git. */
export interface Configuration {
  /** In git's order: of two values of one key the later one counts. Asked anew when the last answer is a second old. */
  recent(signal?: Cancellation): Promise<readonly ScopedValue[]>;
}

/** How long an answer holds, milliseconds: a person can change the configuration while a window is open. */
const sameReading = 1_000;

const asked = [
  'filter\\..*\\.(clean|smudge|process|required)',
  '(user|author)\\.(name|email)',
  'mailmap\\..*',
  'remote\\..*\\.(url|pushurl)',
  'url\\..*\\.(insteadof|pushinsteadof)',
];

/** `now` is a clock that never goes back, milliseconds. */
export function createConfiguration(runner: GitRunner, now = () => performance.now()): Configuration {
  let last: { readonly at: number; readonly values: Promise<readonly ScopedValue[]> } | undefined;
  return {
    recent(signal) {
      const at = now();
      if (!last || at - last.at >= sameReading) {
        const values = readConfiguration(runner, ['--get-regexp', `^(${asked.join('|')})$`]);
        last = { at, values };
        values.catch(() => (last = undefined));
      }
      return unlessCancelled(last.values, signal);
    },
  };
}

/** What `git config` prints for `question`; empty when no key matches. */
export async function readConfiguration(
  runner: GitRunner,
  question: readonly string[],
  signal?: Cancellation,
): Promise<readonly ScopedValue[]> {
  // Status 1: no such key.
  const run = { signal, statuses: [0, 1] };
  const { stdout } = await runner.output(['config', '-z', '--show-scope', ...question], run);
  const fields = stdout.split('\0');
  const values: ScopedValue[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2)
    values.push(scopedValue(fields[at] ?? '', fields[at + 1] ?? ''));
  return values;
}

/** A record of `git config -z`. A key without a value is a switch that is on. */
function scopedValue(scope: string, record: string): ScopedValue {
  const end = record.indexOf('\n');
  const [key, value] = end < 0 ? [record, 'true'] : [record.slice(0, end), record.slice(end + 1)];
  return { scope, key, value };
}

/** Ends at once for whoever calls it off; others wait for the same answer. */
async function unlessCancelled<T>(work: Promise<T>, signal: Cancellation | undefined): Promise<T> {
  throwIfCancelled(signal);
  if (!signal) return work;
  let stop = (): void => {};
  const cancelled = new Promise<never>((_, reject) => {
    stop = () => reject(new CancelledError('cancelled'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
