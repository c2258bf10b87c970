import type { AuthorHistory, RecordedStamp, StampRange, Tips } from '../../core/ports/authors';
import type { Cancellation } from '../../core/cancel';
import type { GitRunner } from './runner';

export function createAuthors(runner: GitRunner, commonDirectory: string): AuthorHistory {
  return {
    tips: (at, signal) => tipsAt(runner, at, signal),
    stamps: (range, signal) => stampsIn(runner, range, signal),
    canonical: (authors, head, signal) =>
      canonical(runner, authors, head === null ? [] : mailmapOf(head, commonDirectory), signal),
  };
}

async function tipsAt(runner: GitRunner, at: number, signal: Cancellation | undefined): Promise<Tips> {
  // HEAD is named too, since it may be detached; before the first commit there is none.
  const head = await runner.output(['log', '-1', '--format=%H %ct', 'HEAD', '--'], {
    signal,
    statuses: [0, 128],
  });
  const format = '--format=%(objectname) %(committerdate:unix)';
  const refs = await runner.output(['for-each-ref', format, 'refs/heads', 'refs/remotes'], { signal });
  const all = new Map<string, number>();
  for (const line of [...head.stdout.split('\n'), ...refs.stdout.split('\n')]) {
    const [sha = '', committed = ''] = line.split(' ');
    if (/^[0-9a-f]{40,64}$/.test(sha)) all.set(sha, Number(committed));
  }
  const later = [...all].filter(([, committed]) => committed > at).map(([sha]) => sha);
  const today = [...all].filter(([, committed]) => committed <= at).map(([sha]) => sha);
  if (later.length === 0) return { shas: today.sort(), areToday: true, head: null };
  const before = await lastBefore(runner, later, at, signal);
  const [headToday = ''] = head.stdout.split(' ');
  return {
    shas: [...new Set([...today, ...before.values()])].sort(),
    areToday: false,
    head: before.get(headToday) ?? null,
  };
}

/** For each of the tips, the newest commit on its first-parent line that was committed no later than `at`. */
async function lastBefore(
  runner: GitRunner,
  tips: readonly string[],
  at: number,
  signal: Cancellation | undefined,
): Promise<ReadonlyMap<string, string>> {
  const parents = new Map<string, { readonly first: string | undefined; readonly committed: number }>();
  // The commits older than the instant end the walk, and are named by those that follow them.
  const args = ['log', '--first-parent', `--max-age=${at}`, '--format=%H %ct %P', '--stdin', '--'];
  for await (const line of runner.records(args, { signal, separator: '\n', input: `${tips.join('\n')}\n` })) {
    const [sha = '', committed = '', first] = line.split(' ');
    parents.set(sha, { first: first || undefined, committed: Number(committed) });
  }
  const found = new Map<string, string>();
  for (const tip of tips) {
    let sha: string | undefined = tip;
    while (sha !== undefined && (parents.get(sha)?.committed ?? at) > at) sha = parents.get(sha)?.first;
    if (sha !== undefined) found.set(tip, sha);
  }
  return found;
}

const fields = ['%an', '%ae', '%ad', '%ct'];

async function* stampsIn(
  runner: GitRunner,
  { from, without, since }: StampRange,
  signal: Cancellation | undefined,
): AsyncGenerator<readonly RecordedStamp[]> {
  if (from.length === 0) return;
  const args = [
    'log',
    `--max-age=${Math.max(0, since)}`,
    `--format=tformat:${fields.join('%x00')}`,
    '-z',
    '--date=raw',
    '--encoding=UTF-8',
    '--stdin',
    '--',
  ];
  const input = [...from, ...without.map((sha) => `^${sha}`), ''].join('\n');
  let open: string[] = [];
  let rest = '';
  for await (const chunk of runner.chunks(args, { signal, input })) {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    const values = open.length === 0 ? parts : [...open, ...parts];
    const whole = values.length - (values.length % fields.length);
    const stamps: RecordedStamp[] = [];
    for (let at = 0; at < whole; at += fields.length) {
      const [name = '', email = '', authored = '', committed = ''] = values.slice(at, at + fields.length);
      const stamp = stampOf(name, email, authored, Number(committed));
      if (stamp) stamps.push(stamp);
    }
    open = values.slice(whole);
    yield stamps;
  }
}

/** `authored` is git's raw date, such as `1763640000 +0530`; null for what is none. */
function stampOf(name: string, email: string, authored: string, committed: number): RecordedStamp | null {
  const space = authored.indexOf(' ');
  const seconds = Number(authored.slice(0, space));
  const clock = Number(authored.slice(space + 2));
  const minutes = Math.floor(clock / 100) * 60 + (clock % 100);
  const fits = space > 0 && isSeconds(seconds) && isSeconds(committed) && minutes <= 14 * 60;
  if (!fits) return null;
  const offset = authored[space + 1] === '-' && minutes > 0 ? -minutes : minutes;
  return { name, email, authored: seconds, offset, committed };
}

/** Up to the year 2106. A commit may carry any number for a date. */
const isSeconds = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;

/**
 * Makes git read the .mailmap of a commit: that of the working tree, which it would read first, is not in git's own
 * directory.
 */
const mailmapOf = (head: string, commonDirectory: string): string[] => [
  ...['-C', commonDirectory, '--git-dir=.', '--work-tree=.'],
  ...['-c', `mailmap.blob=${head}:.mailmap`],
];

/** Lines of `Name <address>`; git refuses one without an address, so that is not asked about. */
async function canonical(
  runner: GitRunner,
  authors: readonly { readonly name: string; readonly email: string }[],
  settings: readonly string[],
  signal: Cancellation | undefined,
): Promise<readonly { readonly name: string; readonly email: string }[]> {
  const asked = authors.filter(({ email }) => email.trim() !== '');
  if (asked.length === 0) return authors;
  const input = asked.map(({ name, email }) => `${plain(name)} <${plain(email)}>\n`).join('');
  const { stdout } = await runner.output([...settings, 'check-mailmap', '--stdin'], { signal, input });
  const lines = stdout.split('\n');
  const known = new Map(asked.map((author, index) => [author, lines[index] ?? '']));
  return authors.map((author) => {
    const line = known.get(author) ?? '';
    const open = line.lastIndexOf('<');
    if (open < 0) return author;
    return { name: line.slice(0, open).trim() || author.name, email: line.slice(open + 1, -1) };
  });
}

const plain = (text: string): string => text.replace(/[<>\r\n\0]/g, '').trim();
