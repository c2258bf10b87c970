import type { Cancellation } from '../../core/cancel';
import type { BlamedLine, TouchedRange } from '../../core/ports/history';
import { DateTime } from '../../core/time/luxon';
import { textAt } from './code';
import type { GitRunner } from './runner';

/** More commits than this do not help to find the one. */
const mostTouching = 12;
/** More revisions to look through than a command line should hold. */
const mostIgnored = 500;

/** The revisions that `.git-blame-ignore-revs` names at HEAD. */
export async function ignoredRevisions(runner: GitRunner, signal?: Cancellation): Promise<readonly string[]> {
  const text = (await textAt(runner, 'HEAD', '.git-blame-ignore-revs', signal)) ?? '';
  const shas = text
    .split('\n')
    .flatMap((line) => /^[0-9a-f]{40}(?:[0-9a-f]{24})?(?=\s|$)/.exec(line)?.[0] ?? []);
  return shas.slice(0, mostIgnored);
}

/** Where lines `from`–`to` (1-based, inclusive) of a file at HEAD come from. */
export async function blame(
  runner: GitRunner,
  path: string,
  from: number,
  to: number,
  signal?: Cancellation,
): Promise<readonly BlamedLine[]> {
  const skip = (await ignoredRevisions(runner, signal)).flatMap((sha) => ['--ignore-rev', sha]);
  const ask = (extra: readonly string[]) =>
    runner.output(
      // blame, unlike log, would run a text converter that the repository names.
      ['blame', '--porcelain', '-w', '--no-textconv', ...extra, '-L', `${from},${to}`, 'HEAD', '--', path],
      { signal, statuses: [0, 128] },
    );
  let answer = await ask(skip);
  // A revision that this clone does not have makes git refuse the whole list.
  if (answer.exitCode !== 0 && skip.length > 0) answer = await ask([]);
  return answer.exitCode === 0 ? linesOf(answer.stdout) : [];
}

function linesOf(porcelain: string): BlamedLine[] {
  const commits = new Map<string, { subject: string; seconds: number; zone: string }>();
  const found: { sha: string; line: number }[] = [];
  let sha = '';
  for (const line of porcelain.split('\n')) {
    // A line of the file itself begins with a tab: it can say anything.
    if (line.startsWith('\t')) continue;
    const opens = /^([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?$/.exec(line);
    if (opens) {
      sha = opens[1] ?? '';
      found.push({ sha, line: Number(opens[2]) });
      if (!commits.has(sha)) commits.set(sha, { subject: '', seconds: 0, zone: '+0000' });
      continue;
    }
    const commit = commits.get(sha);
    if (!commit) continue;
    if (line.startsWith('summary ')) commit.subject = line.slice(8);
    else if (line.startsWith('author-time ')) commit.seconds = Number(line.slice(12));
    else if (line.startsWith('author-tz ')) commit.zone = line.slice(10);
  }
  return found.map(({ sha: id, line }) => {
    const { subject = '', seconds = 0, zone = '+0000' } = commits.get(id) ?? {};
    return { sha: id, line, subject, authoredAt: timeOf(seconds, zone) };
  });
}

/** The commits since `since` that changed these lines, newest first. */
export async function touched(
  runner: GitRunner,
  path: string,
  [from, to]: readonly [from: number, to: number],
  since: DateTime,
  signal?: Cancellation,
): Promise<readonly TouchedRange[]> {
  const args = [
    'log',
    '--no-merges',
    '--no-ext-diff',
    '--no-textconv',
    '--no-color',
    `--max-count=${mostTouching}`,
    `--since=${since.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'")}`,
    `--format=${mark}%H%x09%at%x09%ad%x09%s`,
    '--date=format:%z',
    `-L${from},${to}:${path}`,
    'HEAD',
  ];
  const [skip, { stdout, exitCode }] = await Promise.all([
    ignoredRevisions(runner, signal),
    runner.output(args, { signal, statuses: [0, 128] }),
  ]);
  if (exitCode !== 0) return [];
  return commitsOf(stdout).filter(({ sha }) => !skip.includes(sha));
}

/** Begins each commit: a line of a diff begins with a sign, a blank or a word of git's, never with this. */
const mark = '\u0001';

/** The commits and the places of the range that their diffs change, counted, not guessed. */
function commitsOf(log: string): TouchedRange[] {
  const found: (TouchedRange & { changedAt: number[] })[] = [];
  let [first, line, added, removed] = [0, 0, 0, 0];
  for (const text of log.split('\n')) {
    const commit = found.at(-1);
    if (commit && (added > 0 || removed > 0)) {
      const sign = text.charAt(0);
      if (sign === '+' || sign === '-') commit.changedAt.push(line - first);
      if (sign !== '-') [line, added] = [line + 1, added - 1];
      if (sign !== '+') removed -= 1;
      continue;
    }
    if (text.startsWith(mark)) {
      const [sha = '', seconds = '', zone = '', ...subject] = text.slice(mark.length).split('\t');
      if (!/^[0-9a-f]{40,64}$/.test(sha)) continue;
      const authoredAt = timeOf(Number(seconds), zone);
      found.push({ sha, subject: subject.join('\t'), authoredAt, changedAt: [] });
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    if (!hunk) continue;
    [removed, line, added] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
    first = line;
  }
  return found;
}

function timeOf(seconds: number, zone: string): DateTime {
  return DateTime.fromSeconds(seconds, { zone: `UTC${zone.slice(0, 3)}:${zone.slice(3)}` });
}
