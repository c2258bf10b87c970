import type { Cancellation } from '../../core/cancel';
import type { Hunk } from '../../core/ports/git';
import type { GitRunner } from './runner';

const format = [
  '-U0',
  '-M',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--ignore-submodules',
];

/** A day's work is read, a vendored library is not. */
const mostLines = 20_000;
const mostCommits = 200;
const mostPaths = 100;

/** What differs from HEAD in tracked files, as hunks without context: at most the first 20,000 lines. */
export async function worktreeHunks(runner: GitRunner, signal?: Cancellation): Promise<readonly Hunk[]> {
  return readHunks(runner, ['diff', ...format, 'HEAD', '--'], { signal });
}

/** How these files of the working tree differ from a commit. */
export async function changesSince(
  runner: GitRunner,
  sha: string,
  paths: readonly string[],
  signal?: Cancellation,
): Promise<readonly Hunk[]> {
  if (!isSha(sha) || paths.length === 0) return [];
  const named = paths.slice(0, mostPaths).map((path) => `:(top,literal)${path}`);
  return readHunks(runner, ['diff', ...format, sha, '--', ...named], { signal });
}

/** What commits changed in files where a line of `pattern` (an extended regular expression) came or went. */
export async function committedHunks(
  runner: GitRunner,
  shas: readonly string[],
  pattern: string,
  signal?: Cancellation,
): Promise<readonly Hunk[]> {
  const told = shas.filter(isSha).slice(0, mostCommits);
  if (told.length === 0) return [];
  const args = ['log', '--no-walk=unsorted', '--format=', '-p', ...format, `-G${pattern}`, ...told, '--'];
  return readHunks(runner, args, { signal });
}

function isSha(text: string): boolean {
  return /^[0-9a-f]{40,64}$/.test(text);
}

async function readHunks(
  runner: GitRunner,
  args: readonly string[],
  run: { signal?: Cancellation | undefined },
): Promise<readonly Hunk[]> {
  const hunks: { path: string; line: number; within: string; added: string[]; removed: string[] }[] = [];
  let path = '';
  let [toRemove, toAdd, lines] = [0, 0, 0];
  // Status 128: there is no HEAD yet.
  for await (const line of runner.records(args, { ...run, statuses: [0, 128], separator: '\n' })) {
    lines += 1;
    if (lines > mostLines) break;
    const hunk = hunks.at(-1);
    // Counted, not guessed: what a file holds can look like anything.
    if (hunk && toRemove > 0 && line.startsWith('-')) {
      hunk.removed.push(line.slice(1));
      toRemove -= 1;
    } else if (hunk && toAdd > 0 && line.startsWith('+')) {
      hunk.added.push(line.slice(1));
      toAdd -= 1;
    } else if (line.startsWith('--- ')) path = pathOf(line.slice(4)) ?? path;
    else if (line.startsWith('+++ ')) path = pathOf(line.slice(4)) ?? path;
    else {
      const head = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/.exec(line);
      if (!head) continue;
      [toRemove, toAdd] = [Number(head[1] ?? 1), Number(head[3] ?? 1)];
      hunks.push({ path, line: Number(head[2]), within: head[4] ?? '', added: [], removed: [] });
    }
  }
  return hunks;
}

/** The path in a header; null for `/dev/null`. git quotes what would break the line, and ends a name with spaces by a tab. */
export function pathOf(text: string): string | null {
  if (text === '/dev/null') return null;
  // A quoted name with spaces has the tab behind its quote.
  const named = text.replace(/\t$/, '');
  return (named.startsWith('"') ? unquoted(named.slice(1, -1)) : named).slice(2);
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
};

function unquoted(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, sign: string) =>
    sign.length === 3 ? String.fromCharCode(parseInt(sign, 8)) : (escapes[sign] ?? sign),
  );
}
