import type { Cancellation } from '../../../core/cancel';
import type { AddedLines } from '../../../core/share/secrets';
import { pathOf } from '../hunks';
import type { Place } from './settings';
import { shownPath } from './treeState';

/** Lines are gathered until they come to this many characters. */
const mostText = 256 * 1024;

/**
 * The lines that pushing a commit would make readable: of it and of every commit below it that no remote-tracking
 * branch has. What is binary for git is read all the same, and so is what attributes would hide.
 */
export async function* addedLines(
  place: Place,
  commit: string,
  parts: { readonly own: ReadonlySet<string>; readonly more: string | null },
  signal?: Cancellation,
): AsyncGenerator<AddedLines> {
  const args = [
    'log',
    '-p',
    '-U0',
    '-M',
    '--cc',
    '--root',
    '--text',
    '--no-ext-diff',
    '--no-textconv',
    '--submodule=short',
    '--no-relative',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    '--format=commit %H',
    commit,
    '--not',
    '--remotes',
    '--',
  ];
  let sha: string | null = null;
  let path = '';
  let hunk: { readonly old: number[]; added: number; line: number } | null = null;
  let open: { line: number; readonly lines: string[]; size: number } | null = null;
  const flush = (): AddedLines[] => {
    if (open === null) return [];
    const { line, lines } = open;
    open = null;
    // What trees cannot say stands in a folder more.
    const real = sha === parts.more ? path.slice(path.indexOf('/') + 1) : path;
    const isOwn = sha === null || sha === parts.more || parts.own.has(sha);
    return [{ path: shownPath(real), line, text: lines.join('\n'), commit: isOwn ? null : sha }];
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
