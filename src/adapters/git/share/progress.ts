import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import type { Operation } from '../../../core/ports/git';
import type { Progress } from '../../../core/share/progress';
import { readCommits } from './commit';
import type { Place } from './settings';

/** Of an operation that cannot be carried along: how far it had come. A merge goes on by itself. */
export async function readProgress(place: Place, operation: Operation | null): Promise<Progress | null> {
  if (operation === null || operation === 'merge') return null;
  const read = (name: string): Promise<string> =>
    readFile(join(place.gitDirectory, name), 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  const first = async (...names: readonly string[]): Promise<string | null> =>
    (await Promise.all(names.map(read))).find((text) => text !== '') ?? null;
  const rebase = (name: string): readonly string[] => [`rebase-merge/${name}`, `rebase-apply/${name}`];
  const [head, tip, onto, log, at] = await Promise.all([
    first(...rebase('head-name')),
    first(...rebase('orig-head')),
    first(...rebase('onto')),
    operation === 'bisect' ? read('BISECT_LOG') : '',
    operation === 'bisect' ? null : first('CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD'),
  ]);
  const tried = (word: string): string[] =>
    [...log.matchAll(/^# (bad|good): \[([0-9a-f]{40,64})\]/gm)].flatMap(([, verdict, sha = '']) =>
      verdict === word ? [sha] : [],
    );
  return {
    branch: head?.startsWith('refs/heads/') ? head.slice('refs/heads/'.length) : null,
    tip,
    onto,
    at,
    bad: tried('bad').at(-1) ?? null,
    good: tried('good'),
  };
}

/** Commits without which nobody could go on, and which no branch may hold: they travel too. */
export async function neededFor(
  place: Place,
  progress: Progress | null,
  signal?: Cancellation,
): Promise<readonly string[]> {
  const wanted = [...new Set([progress?.at, progress?.tip])].filter(
    (sha): sha is string => typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha),
  );
  if (wanted.length === 0) return [];
  const found = await readCommits(place, wanted, signal);
  return wanted.filter((_, index) => found[index] !== null);
}
