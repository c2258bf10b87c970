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
  const trusted = new Map<string, string>();
  const named = new Set<string>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const record = fields[at + 1] ?? '';
    const end = record.indexOf('\n');
    // A key without a value is a switch that is on.
    const [key, value] = end < 0 ? [record, 'true'] : [record.slice(0, end), record.slice(end + 1)];
    if (!repositoryScopes.has(fields[at] ?? '')) trusted.set(key, value);
    else {
      named.add(key);
      // A driver that is required and does nothing would be a failure.
      named.add(key.replace(/[^.]*$/, 'required'));
    }
  }
  return [...named].map((key) => [key, trusted.get(key) ?? (key.endsWith('.required') ? 'false' : '')]);
}
