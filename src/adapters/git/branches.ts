import type { Branch } from '../../core/ports/git';
import type { Cancellation } from '../../core/cancel';
import type { GitRunner } from './runner';

const fields = ['%(refname)', '%(objectname)', '%(upstream)', '%(symref)'];

/** Local and remote-tracking branches in one cheap command: no object is opened, so that 2,000 branches cost little. */
export async function readBranches(runner: GitRunner, signal?: Cancellation): Promise<Branch[]> {
  const args = ['for-each-ref', `--format=${fields.join('%00')}`, 'refs/heads', 'refs/remotes'];
  const { stdout } = await runner.output(args, { signal });
  const defaults = new Set<string>();
  const found: { ref: string; sha: string; upstream: string }[] = [];
  for (const line of stdout.split('\n')) {
    const [ref = '', sha = '', upstream = '', symref = ''] = line.split('\0');
    if (ref === '') continue;
    if (symref === '') found.push({ ref, sha, upstream });
    else if (ref.startsWith('refs/remotes/') && ref.endsWith('/HEAD')) defaults.add(symref);
  }
  return found.map(({ ref, sha, upstream }) => ({
    name: shortName(ref),
    remote: ref.startsWith('refs/remotes/'),
    sha,
    upstream: upstream === '' ? null : shortName(upstream),
    isDefault: defaults.has(ref) || defaults.has(upstream),
  }));
}

/** `refs/heads/x` → `x`, `refs/remotes/origin/x` → `origin/x`. */
function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, '');
}
