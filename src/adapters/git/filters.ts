import type { Cancellation } from '../../core/cancel';
import type { GitRunner } from './runner';

/** Where configuration comes with the repository, not from the person or the machine. */
const repositoryScopes = new Set(['local', 'worktree']);

/**
 * Settings under which git runs no filter program (`filter.<driver>.clean` and its kin) that a repository names for
 * itself: reading the state of the working tree would start it. A program that the person's own configuration names
 * for the same driver, such as Git LFS, takes its place.
 */
export async function ownFiltersOff(
  runner: GitRunner,
  signal?: Cancellation,
): Promise<readonly (readonly [string, string])[]> {
  const pattern = '^filter\\..*\\.(clean|smudge|process|required)$';
  const args = ['config', '-z', '--show-scope', '--get-regexp', pattern];
  // Status 1: no such key.
  const { stdout } = await runner.output(args, { signal, statuses: [0, 1] });
  const fields = stdout.split('\0');
  const values: ScopedValue[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2)
    values.push(scopedValue(fields[at] ?? '', fields[at + 1] ?? ''));
  return filtersOffAmong(values);
}

/** A value of git's configuration and where it comes from. */
export interface ScopedValue {
  readonly scope: string;
  readonly key: string;
  readonly value: string;
}

/** A record of `git config -z`. A key without a value is a switch that is on. */
export function scopedValue(scope: string, record: string): ScopedValue {
  const end = record.indexOf('\n');
  const [key, value] = end < 0 ? [record, 'true'] : [record.slice(0, end), record.slice(end + 1)];
  return { scope, key, value };
}

/** The same from values that were read already. */
export function filtersOffAmong(values: readonly ScopedValue[]): readonly (readonly [string, string])[] {
  const trusted = new Map<string, string>();
  const named = new Set<string>();
  for (const { scope, key, value } of values) {
    if (!/^filter\..*\.(?:clean|smudge|process|required)$/s.test(key)) continue;
    if (!repositoryScopes.has(scope)) trusted.set(key, value);
    else {
      named.add(key);
      // A driver that is required and does nothing would be a failure.
      named.add(key.replace(/[^.]*$/, 'required'));
    }
  }
  return [...named].map((key) => [key, trusted.get(key) ?? (key.endsWith('.required') ? 'false' : '')]);
}
