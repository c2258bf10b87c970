import type { EditorFacts } from '../../ports/editor';
import type { Hunk } from '../../ports/git';
import type { RepositoryReading } from '../facts';
import { checksTheWork, failedWithin } from '../failures';
import type { Window } from '../model';
import { belowRoot, placesOf } from '../within';

/** A place to open. `line` is as the file is on disk, from 1. */
export interface OpenPlace {
  readonly path: string;
  readonly line: number | null;
  /** The function or class that it lies in. */
  readonly within: string | null;
  /** What the editor reports there. */
  readonly problem: string | null;
}

const told = 4;

/** What is opened to read, and not to write. */
const aside =
  /(?:^|\/)(?:CHANGELOG|README|LICENSE)[^/]*$|(?:^|[./-])lock(?:\.\w+)?$|(?:^|\/)\.git[a-z]+$|\.(?:snap|svg|png|min\.js|map|md|txt|json|ya?ml|toml|lock|csv)$/i;
const tests = /(?:^|[/._-])(?:tests?|specs?|__tests__)(?:[/._-]|$)/i;

/**
 * Where to begin to read: the place of the next step that was added, errors and breakpoints in what was changed, then
 * what is not committed, or else what the newest commits changed; of these, what is open in the editor first. At most
 * four files, each once; a test comes first where something fails.
 */
export function placesToOpen(
  reading: Pick<RepositoryReading, 'root' | 'tree' | 'hunks' | 'added' | 'outcomes'>,
  editor: EditorFacts,
  window: Pick<Window, 'since' | 'until'>,
): OpenPlace[] {
  const isRed = failedWithin(reading, window).some(checksTheWork);
  const { root, tree, hunks, added } = reading;
  const gone = new Set(tree.changes.filter(({ kind }) => kind === 'deleted').map(({ path }) => path));
  const changed = new Set([...tree.changes.map(({ path }) => path), ...hunks.recent.map(({ path }) => path)]);
  const place = (path: string, line: number | null, problem: string | null = null): OpenPlace => ({
    path,
    line,
    within: null,
    problem,
  });
  const named = added
    .filter(({ type, path }) => type === 'next-step' && path !== null)
    .map(({ path, line }) => place(path ?? '', line));
  const errors = editor.diagnostics().flatMap(({ path, line, severity, message }) => {
    const file = severity === 'error' ? belowRoot(root, path) : null;
    return file !== null && changed.has(file) ? [place(file, line, message)] : [];
  });
  const stops = editor.breakpoints().flatMap(({ path, line }) => {
    const file = belowRoot(root, path);
    return file !== null && changed.has(file) ? [place(file, line)] : [];
  });
  const isOpen = new Set(editor.open().map((path) => belowRoot(root, path)));
  const fresh = tree.changes
    .filter(({ kind, path }) => (kind === 'untracked' || kind === 'added') && !path.endsWith('/'))
    .map(({ path }) => place(path, null));
  const openFirst = (places: readonly OpenPlace[]): OpenPlace[] =>
    ranked(
      [...places].sort((one, other) => Number(isOpen.has(other.path)) - Number(isOpen.has(one.path))),
      isRed,
    );
  const written = openFirst([...ofHunks(hunks.worktree), ...fresh]);
  const before = openFirst(ofHunks(hunks.recent));
  const found = new Map<string, OpenPlace>();
  for (const each of [...named, ...errors, ...stops, ...written, ...before]) {
    if (gone.has(each.path)) continue;
    const was = found.get(each.path);
    if (!was) found.set(each.path, each);
    else if (was.line === null && each.line !== null) found.set(each.path, { ...each, problem: was.problem });
  }
  return [...found.values()].slice(0, told);
}

/** Each file once, at the first line that says more than what it imports. */
function ofHunks(hunks: readonly Hunk[]): OpenPlace[] {
  const byPath = new Map<string, Hunk[]>();
  for (const hunk of hunks) byPath.set(hunk.path, [...(byPath.get(hunk.path) ?? []), hunk]);
  return [...byPath].flatMap(([path, all]) => {
    const [first] = all;
    // Nothing is left where its first line was: it was deleted.
    if (!first || (first.line === 0 && first.added.length === 0)) return [];
    // Further back are older commits, whose lines have moved since.
    const older = all.findIndex(({ line }, index) => line < (all[index - 1]?.line ?? 0));
    const newest = older < 0 ? all : all.slice(0, older);
    const telling = newest.find(({ added }) => added.some((line) => !isSetting(line))) ?? first;
    const skipped = telling.added.findIndex((line) => !isSetting(line));
    const line = Math.max(1, telling.line) + Math.max(0, skipped);
    return [{ path, line, within: placesOf([telling])[0] ?? null, problem: null }];
  });
}

/** Blank lines, imports, comments and the marks of a conflict: where a change begins is after them. */
export function isSetting(line: string): boolean {
  return /^\s{0,200}(?:$|<{7}\s|={7}$|>{7}\s|\|{7}\s|import\b|from\b|using\b|use\b|require\b|#include\b|package\b|\/\/|\/\*|\*|#|"""|'use strict')/.test(
    line.slice(0, 300),
  );
}

function ranked(places: readonly OpenPlace[], isRed: boolean): OpenPlace[] {
  const rank = ({ path }: OpenPlace): number => (aside.test(path) ? 2 : tests.test(path) === isRed ? 0 : 1);
  return [...places].sort((one, other) => rank(one) - rank(other));
}
