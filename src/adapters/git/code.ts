import type { Cancellation } from '../../core/cancel';
import type { Commit } from '../../core/ports/git';
import { DateTime } from '../../core/time/luxon';
import type { GitRunner } from './runner';

/** Files of the working tree that git knows or would add: what is ignored is not the project's own. */
export async function files(runner: GitRunner, signal?: Cancellation): Promise<readonly string[]> {
  const found: string[] = [];
  let last = '';
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'];
  for await (const path of runner.records(args, { signal })) {
    if (path !== last) found.push(path);
    last = path;
  }
  return found;
}

/** The newest ancestor of HEAD (HEAD included) that a remote-tracking branch holds; null when nothing is pushed. */
export async function nearestPushed(runner: GitRunner, signal?: Cancellation): Promise<string | null> {
  // The edge of what is not pushed: the first boundary commit, or HEAD itself when there is nothing unpushed.
  const unpushed = ['rev-list', '--boundary', '--topo-order', 'HEAD', '--not', '--remotes', '--'];
  const { stdout, exitCode } = await runner.output(unpushed, { signal, statuses: [0, 128] });
  if (exitCode !== 0) return null;
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length > 0) return lines.find((line) => line.startsWith('-'))?.slice(1) ?? null;
  const head = await runner.output(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
    signal,
    statuses: [0, 1],
  });
  return head.stdout.trim() || null;
}

/** A file's text at a commit; null when it is not there. */
export async function textAt(
  runner: GitRunner,
  sha: string,
  path: string,
  signal?: Cancellation,
): Promise<string | null> {
  if (!/^[0-9a-f]{7,64}$/.test(sha)) return null;
  const args = ['cat-file', 'blob', `${sha}:${path}`];
  const { stdout, exitCode } = await runner.output(args, { signal, statuses: [0, 128] });
  return exitCode === 0 ? stdout : null;
}

/**
 * The commits that last touched lines `from`–`to` (1-based, inclusive) of a file at HEAD, newest first. Renames are
 * followed; commits of .git-blame-ignore-revs are looked through.
 */
export async function lastTouched(
  runner: GitRunner,
  path: string,
  from: number,
  to: number,
  signal?: Cancellation,
): Promise<readonly Pick<Commit, 'sha' | 'subject' | 'authoredAt'>[]> {
  const ignored = await textAt(runner, await headOf(runner, signal), '.git-blame-ignore-revs', signal);
  const skip = (ignored ?? '').split('\n').flatMap((line) => {
    const sha = /^[0-9a-f]{40}(?:[0-9a-f]{24})?(?=\s|$)/.exec(line)?.[0];
    return sha ? ['--ignore-rev', sha] : [];
  });
  const blame = (extra: readonly string[]) =>
    runner.output(
      // blame, unlike log, would run a text converter that the repository names.
      ['blame', '--porcelain', '-w', '--no-textconv', ...extra, '-L', `${from},${to}`, 'HEAD', '--', path],
      { signal, statuses: [0, 128] },
    );
  let answer = await blame(skip);
  // A revision that this clone does not have makes git refuse the whole list.
  if (answer.exitCode !== 0 && skip.length > 0) answer = await blame([]);
  if (answer.exitCode !== 0) return [];
  return commitsOf(answer.stdout);
}

async function headOf(runner: GitRunner, signal: Cancellation | undefined): Promise<string> {
  const { stdout } = await runner.output(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
    signal,
    statuses: [0, 1],
  });
  return stdout.trim();
}

function commitsOf(porcelain: string): Pick<Commit, 'sha' | 'subject' | 'authoredAt'>[] {
  const found = new Map<string, { subject: string; seconds: number; zone: string }>();
  let sha = '';
  for (const line of porcelain.split('\n')) {
    // A line of the file itself begins with a tab: it can say anything.
    if (line.startsWith('\t')) continue;
    const opens = /^([0-9a-f]{40,64}) \d+ \d+(?: \d+)?$/.exec(line);
    if (opens) {
      sha = opens[1] ?? '';
      if (!found.has(sha)) found.set(sha, { subject: '', seconds: 0, zone: '+0000' });
      continue;
    }
    const commit = found.get(sha);
    if (!commit) continue;
    if (line.startsWith('summary ')) commit.subject = line.slice(8);
    else if (line.startsWith('author-time ')) commit.seconds = Number(line.slice(12));
    else if (line.startsWith('author-tz ')) commit.zone = line.slice(10);
  }
  return [...found]
    .sort(([, one], [, other]) => other.seconds - one.seconds)
    .map(([id, { subject, seconds, zone }]) => ({
      sha: id,
      subject,
      authoredAt: DateTime.fromSeconds(seconds, { zone: `UTC${zone.slice(0, 3)}:${zone.slice(3)}` }),
    }));
}
