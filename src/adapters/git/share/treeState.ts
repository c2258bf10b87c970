import { readFile } from 'node:fs/promises';
import type { Cancellation } from '../../../core/cancel';
import type { GitRunner } from '../runner';
import { hasFlags } from './indexFlags';
import { copyIndex } from './scratch';
import type { Place } from './settings';

/** A path of the index or the working tree that differs. Paths are bytes, one a character. */
export interface ChangedPath {
  readonly path: string;
  readonly staged: boolean;
  /** What the working tree has against the index. */
  readonly here: 'same' | 'changed' | 'gone';
  readonly isSubmodule: boolean;
  /** Mode and object of HEAD and of the index; zeros where there is none. */
  readonly head: { readonly mode: string; readonly sha: string };
  readonly index: { readonly mode: string; readonly sha: string };
  /** `git add --intent-to-add`. */
  readonly isIntent: boolean;
  /** The three sides of a conflict: base, ours, theirs. */
  readonly stages: readonly { readonly mode: string; readonly sha: string }[] | null;
}

export interface TreeState {
  readonly changed: readonly ChangedPath[];
  readonly untracked: readonly string[];
  /** Files and folders that git ignores; a folder ends with a slash. */
  readonly ignored: readonly string[];
}

export const noMode = '000000';

/** What differs between HEAD, the index and the working tree; the index is the runner's. */
export async function readTreeState(runner: GitRunner, signal?: Cancellation): Promise<TreeState> {
  const changed: ChangedPath[] = [];
  const untracked: string[] = [];
  const ignored: string[] = [];
  const args = [
    'status',
    '--porcelain=v2',
    '-z',
    '--no-renames',
    '--untracked-files=all',
    '--ignored=matching',
    '--ignore-submodules=dirty',
  ];
  for await (const record of runner.records(args, { signal, encoding: 'latin1' })) {
    if (record.startsWith('? ')) untracked.push(record.slice(2));
    else if (record.startsWith('! ')) ignored.push(record.slice(2));
    else if (record.startsWith('1 ')) changed.push(ordinary(record));
    else if (record.startsWith('u ')) changed.push(conflicted(record));
  }
  return { changed, untracked, ignored };
}

/** The first fields, and all that follows them: a path may hold spaces. */
function fieldsOf(record: string, count: number): readonly string[] {
  const fields = record.split(' ', count);
  return [...fields, record.slice(fields.join(' ').length + 1)];
}

function ordinary(record: string): ChangedPath {
  const [
    ,
    states = '..',
    submodule = 'N',
    headMode = noMode,
    mode = noMode,
    treeMode = noMode,
    head = '',
    sha = '',
    path = '',
  ] = fieldsOf(record, 8);
  const isGone = states[1] === 'D' || (treeMode === noMode && states[1] !== '.');
  return {
    path,
    staged: states[0] !== '.',
    here: states[1] === '.' ? 'same' : isGone ? 'gone' : 'changed',
    isSubmodule: submodule.startsWith('S') || mode === '160000' || treeMode === '160000',
    head: { mode: headMode, sha: head },
    index: { mode, sha },
    // An entry that no commit would hold: HEAD has none of the name, or the commit would delete it and yet it is there.
    isIntent: states[0] === '.' ? headMode === noMode : states[0] === 'D' && states[1] !== '.',
    stages: null,
  };
}

function conflicted(record: string): ChangedPath {
  const [
    ,
    ,
    submodule = 'N',
    base = noMode,
    ours = noMode,
    theirs = noMode,
    treeMode = noMode,
    one = '',
    two = '',
    three = '',
    path = '',
  ] = fieldsOf(record, 10);
  const [first, second, third] = [
    { mode: base, sha: one },
    { mode: ours, sha: two },
    { mode: theirs, sha: three },
  ];
  return {
    path,
    staged: true,
    here: treeMode === noMode ? 'gone' : 'changed',
    isSubmodule: submodule.startsWith('S') || treeMode === '160000',
    head: second,
    index: second,
    isIntent: false,
    stages: [first, second, third],
  };
}

/** The path as people read it. */
export function shownPath(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Files that differ although git was told to take them for unchanged. Most repositories have none, and pay one look into the index. */
export async function hiddenChanges(
  place: Place,
  indexFile: string,
  copy: string,
  signal?: Cancellation,
): Promise<readonly string[]> {
  const index = await readFile(indexFile).catch(() => null);
  const isSha256 = place.config.get('extensions.objectformat') === 'sha256';
  if (index === null || !hasFlags(index, isSha256)) return [];
  const runner = place.with({ indexFile });
  // In a sparse checkout git itself marks what is not there; what is there again, it unmarks.
  const isSparse = place.config.get('core.sparsecheckout') === 'true';
  const hidden: string[] = [];
  // As one text: of a large repository's files, hardly any is of interest, and none is worth a turn of its own.
  const { stdout: listed } = await runner.output(['ls-files', '-v', '-z'], { signal, encoding: 'latin1' });
  for (const [, tag = '', path = ''] of listed.matchAll(/(?<=^|\0)([Sa-z]) ([^\0]*)/g)) {
    if (tag !== 'S' || !isSparse) hidden.push(path);
  }
  if (hidden.length === 0) return [];
  await copyIndex(indexFile, copy);
  const shown = place.with({ indexFile: copy });
  const input = hidden.map((path) => `${path}\0`).join('');
  for (const flag of ['--no-assume-unchanged', '--no-skip-worktree']) {
    await shown.output(['update-index', '-z', flag, '--stdin'], { signal, input, encoding: 'latin1' });
  }
  // A file that was only touched is no change.
  await shown.output(['update-index', '-q', '--refresh'], { signal, statuses: [0, 1] });
  const { stdout } = await shown.output(['diff-files', '-z', '--name-only', '--ignore-submodules'], {
    signal,
    encoding: 'latin1',
  });
  const differing = new Set(stdout.split('\0'));
  return hidden.filter((path) => differing.has(path));
}
