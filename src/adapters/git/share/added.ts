import type { Cancellation } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import type { ShareRemote } from '../../../core/ports/share';
import type { AddedLines } from '../../../core/share/secrets';
import { pathOf } from '../hunks';
import { listRefs } from './push';
import type { Place } from './settings';
import { shownPath } from './treeState';

/** Lines are gathered until they come to this many characters. */
const mostText = 256 * 1024;

const format = [
  '-p',
  '-U0',
  '-M',
  '--text',
  '--no-ext-diff',
  '--no-textconv',
  '--submodule=short',
  // Nobody reads them; to find how short they may be costs a third of the whole.
  '--full-index',
  '--no-relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

/** The trees of a snapshot, the commits that go with it, and what is said of it. */
export interface Travelling {
  readonly remote: ShareRemote;
  /** Null before the first commit. */
  readonly head: string | null;
  readonly whole: string;
  readonly index: string;
  readonly more: string | null;
  readonly merging: readonly string[];
  readonly command: string | null;
}

/**
 * The lines that pushing a snapshot would make readable: its own, staged or not, and those of every commit below it
 * that the remote does not have, as far as is known here, with the messages. What is binary for git is read all the
 * same, and so is what attributes would hide.
 */
export async function* addedLines(
  place: Place,
  { remote, head, whole, index, more, merging, command }: Travelling,
  signal?: Cancellation,
): AsyncGenerator<AddedLines> {
  const tips = [...(head === null ? [] : [head]), ...merging];
  // Most often there is nothing to tell; git is asked while the rest is read.
  const ahead = newThere(place, remote, tips, signal);
  ahead.catch(() => undefined);
  if (command !== null) yield { within: 'command', path: '', line: 1, text: command, commit: null };
  const from = head ?? (await emptyTree(place, signal));
  for (const tree of index === head ? [whole] : [whole, index]) {
    yield* patchLines(place, ['diff-tree', '-r', ...format, from, tree], null, signal);
  }
  if (more !== null) {
    const args = ['diff-tree', '-r', ...format, await emptyTree(place, signal), more];
    for await (const each of patchLines(place, args, null, signal)) {
      // What trees cannot say stands in a folder more.
      yield { ...each, path: each.path.slice(each.path.indexOf('/') + 1) };
    }
  }
  yield* linesOf(place, await ahead, signal);
}

/** The same of pushing what HEAD is: nothing but commits. */
export async function* committedLines(
  place: Place,
  remote: ShareRemote,
  signal?: Cancellation,
): AsyncGenerator<AddedLines> {
  const { sha } = place.head;
  yield* linesOf(place, await newThere(place, remote, sha === null ? [] : [sha], signal), signal);
}

/** The commits that pushing `tips` to a remote would bring there, as arguments for git; null when there are none. */
async function newThere(
  place: Place,
  remote: ShareRemote,
  tips: readonly string[],
  signal: Cancellation | undefined,
): Promise<readonly string[] | null> {
  if (tips.length === 0) return null;
  const ask = async (known: readonly string[]): Promise<readonly string[] | null> => {
    const range = ['--ignore-missing', ...tips, '--not', ...known, '--'];
    const { stdout } = await place.runner.output(['rev-list', '-n', '1', ...range], { signal });
    return stdout === '' ? null : range;
  };
  // Another remote's branches tell nothing: what is private there may become public here.
  const found = await ask([`--remotes=${remote.name}`]);
  if (found === null) return null;
  const tracking = ['for-each-ref', '--count=1', '--format=x', `refs/remotes/${remote.name}`];
  if ((await place.runner.output(tracking, { signal })).stdout !== '') return found;
  // It was never fetched from: what it has it says itself, and all of history need not be read.
  const there = await listRefs(place, remote, ['refs/heads/*'], signal).catch((error: unknown) => {
    if (error instanceof UserError) return new Map<string, string>();
    throw error;
  });
  return ask([...new Set(there.values())]);
}

/** What commits add, line by line, and what they say. */
async function* linesOf(
  place: Place,
  range: readonly string[] | null,
  signal: Cancellation | undefined,
): AsyncGenerator<AddedLines> {
  if (range === null) return;
  const messages = ['log', '-z', '--format=%H%n%B', ...range];
  for await (const record of place.runner.records(messages, { signal })) {
    const end = record.indexOf('\n');
    const text = record.slice(end + 1);
    yield { within: 'message', path: '', line: 1, text, commit: record.slice(0, end) };
  }
  const opaque = new Set<string>();
  const log = ['log', ...format, '--root', '--cc', '--format=commit %H', ...range];
  yield* patchLines(place, log, opaque, signal);
  // Where all sides of a merge differ, git shows nothing of what it takes for binary: then beside one side.
  for (const merge of opaque) {
    const args = ['show', ...format, '--diff-merges=first-parent', '--format=commit %H', merge, '--'];
    yield* patchLines(place, args, null, signal);
  }
}

async function emptyTree(place: Place, signal: Cancellation | undefined): Promise<string> {
  const { stdout } = await place.runner.output(['hash-object', '-t', 'tree', '--stdin'], { signal });
  return stdout.trim();
}

/** The added lines of a patch. `opaque` gathers the merges of which git shows only that they differ. */
async function* patchLines(
  place: Place,
  args: readonly string[],
  opaque: Set<string> | null,
  signal: Cancellation | undefined,
): AsyncGenerator<AddedLines> {
  let sha: string | null = null;
  let path = '';
  let hunk: { readonly old: number[]; added: number; line: number } | null = null;
  let open: { line: number; readonly lines: string[]; size: number } | null = null;
  const flush = (): AddedLines[] => {
    if (open === null) return [];
    const { line, lines } = open;
    open = null;
    return [{ within: 'file', path: shownPath(path), line, text: lines.join('\n'), commit: sha }];
  };
  const run = { signal, separator: '\n', encoding: 'latin1' } as const;
  for await (const line of place.runner.records(args, run)) {
    if (hunk !== null) {
      if (line.startsWith('\\')) continue;
      // Counted, not guessed: a file can hold anything, a header's likeness too. One sign a parent.
      const signs = line.slice(0, hunk.old.length);
      const isNew = !signs.includes('-');
      for (let parent = 0; parent < signs.length; parent += 1) {
        if (isNew ? signs[parent] === ' ' : signs[parent] === '-')
          hunk.old[parent] = (hunk.old[parent] ?? 0) - 1;
      }
      if (isNew && !signs.includes(' ')) {
        open ??= { line: hunk.line, lines: [], size: 0 };
        open.lines.push(line.slice(signs.length));
        open.size += line.length;
      } else yield* flush();
      if (isNew) {
        hunk.line += 1;
        hunk.added -= 1;
      }
      const isOver = hunk.added <= 0 && hunk.old.every((left) => left <= 0);
      if (isOver || (open !== null && open.size > mostText)) yield* flush();
      if (isOver) hunk = null;
      continue;
    }
    const head = line.startsWith('@@') ? headOf(line) : null;
    if (head) hunk = head.added > 0 || head.old.some((left) => left > 0) ? head : null;
    else if (line.startsWith('+++ ') || line.startsWith('--- ')) path = pathOf(line.slice(4)) ?? path;
    else if (line.startsWith('commit ')) sha = line.slice(7);
    else if (line.startsWith('Binary files ') && sha !== null) opaque?.add(sha);
  }
  yield* flush();
}

/** `@@ -1,2 +3,4 @@`, or with one more `@` and one more range for each further parent. */
function headOf(line: string): { old: number[]; added: number; line: number } | null {
  const signs = line.slice(0, line.indexOf(' ')).length - 1;
  const ranges = line.split(' ', signs + 2).slice(1);
  const counts = ranges.map((range) => /^[-+](\d+)(?:,(\d+))?$/.exec(range));
  const last = counts.at(-1);
  if (counts.length !== signs + 1 || !last || counts.some((each) => each === null)) return null;
  const old = counts.slice(0, -1).map((each) => Number(each?.[2] ?? 1));
  return { old, added: Number(last[2] ?? 1), line: Number(last[1]) };
}
