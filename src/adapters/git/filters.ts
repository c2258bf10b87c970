import type { Cancellation } from '../../core/cancel';
import { createConfiguration, type ScopedValue } from './configuration';
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
  return filtersOffAmong(await createConfiguration(runner).recent(signal));
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
