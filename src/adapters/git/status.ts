import type { Change, ChangeKind, DiffStat, Head } from '../../core/ports/git';
import type { GitRunner } from './runner';
import type { Cancellation } from '../../core/cancel';

/** HEAD and what differs from it, by `git status --porcelain=v2`. */
export async function readStatus(
  runner: GitRunner,
  signal?: Cancellation,
): Promise<{ head: Head; changes: Change[] }> {
  let sha: string | null = null;
  let branch: string | null = null;
  let upstream: string | null = null;
  let apart: { ahead: number; behind: number } | null = null;
  const changes: Change[] = [];
  let renamed: Change | null = null;
  const args = [
    'status',
    '--porcelain=v2',
    '--branch',
    '-z',
    '--untracked-files=normal',
    '--ignore-submodules=dirty',
  ];
  for await (const record of runner.records(args, { signal })) {
    if (renamed) {
      changes.push({ ...renamed, from: record });
      renamed = null;
    } else if (record.startsWith('# branch.oid ')) sha = valueOf(record, '(initial)');
    else if (record.startsWith('# branch.head ')) branch = valueOf(record, '(detached)');
    else if (record.startsWith('# branch.upstream ')) upstream = valueOf(record, null);
    else if (record.startsWith('# branch.ab ')) {
      const [ahead = '0', behind = '0'] = (valueOf(record, null) ?? '').split(' ');
      apart = { ahead: Math.abs(Number(ahead)), behind: Math.abs(Number(behind)) };
    } else {
      const change = readChange(record);
      if (change && record.startsWith('2 ')) renamed = change;
      else if (change) changes.push(change);
    }
  }
  // An upstream that was deleted on the other side has no counts: the branch is as good as not pushed.
  return {
    head: { branch, sha, upstream: upstream && apart ? { name: upstream, ...apart } : null },
    changes,
  };
}

function valueOf(record: string, none: string | null): string | null {
  const value = record.slice(record.indexOf(' ', 2) + 1);
  return value === none ? null : value;
}

/** How many space-separated fields stand before the path, by the kind of line. */
const fieldsBefore: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10, '?': 1 };

function readChange(record: string): Change | null {
  const type = record[0] ?? '';
  const fields = fieldsBefore[type];
  if (fields === undefined) return null;
  let at = 0;
  for (let field = 0; field < fields; field += 1) at = record.indexOf(' ', at) + 1;
  const path = record.slice(at);
  if (type === '?') return { path, kind: 'untracked', staged: false, unstaged: true };
  const [index = '.', tree = '.'] = record.slice(2, 4);
  if (type === 'u') return { path, kind: 'conflicted', staged: false, unstaged: true };
  const kind = kinds[index === '.' ? tree : index] ?? 'modified';
  const change: Change = { path, kind, staged: index !== '.', unstaged: tree !== '.' };
  return record[5] === 'S' ? { ...change, isSubmodule: true } : change;
}

const kinds: Readonly<Record<string, ChangeKind>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
};

/** Lines added and removed against HEAD; before the first commit, what is staged. */
export async function readDiffStat(runner: GitRunner, signal?: Cancellation): Promise<DiffStat[]> {
  const flags = ['--numstat', '-z', '--no-ext-diff', '--no-textconv', '--ignore-submodules=dirty', '-M'];
  const against = await runner.output(['diff', ...flags, 'HEAD', '--'], { signal, statuses: [0, 128] });
  const { stdout } =
    against.exitCode === 0 ? against : await runner.output(['diff', ...flags, '--cached', '--'], { signal });
  const stats: DiffStat[] = [];
  const fields = stdout.split('\0');
  for (let at = 0; at < fields.length; at += 1) {
    const [added, removed, path] = splitTwice(fields[at] ?? '');
    if (path === undefined) continue;
    // A rename leaves the path empty and gives the old and the new one as records of their own.
    stats.push({
      path: path === '' ? (fields[(at += 2)] ?? '') : path,
      added: added === '-' ? null : Number(added),
      removed: removed === '-' ? null : Number(removed),
    });
  }
  return stats;
}

function splitTwice(record: string): [string, string, string] | [] {
  const first = record.indexOf('\t');
  const second = record.indexOf('\t', first + 1);
  if (first < 0 || second < 0) return [];
  return [record.slice(0, first), record.slice(first + 1, second), record.slice(second + 1)];
}
