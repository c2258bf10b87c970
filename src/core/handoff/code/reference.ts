import type { Hunk } from '../../ports/git';
import { linesOf } from '../../report/code';
import { codeSpan } from '../../text/markdown';
import type { Web } from './web';

/** What is known of the code that a note refers to. */
export interface CodeReading {
  readonly web: Web | null;
  /** The newest commit at or below HEAD that others can fetch; null when nothing is pushed. */
  readonly pushed: string | null;
  /** Of the files referred to: those that are in that commit. */
  readonly known: ReadonlySet<string>;
  /** How the files referred to differ from that commit. */
  readonly changes: readonly Hunk[];
  /** The files referred to, as they are on disk; what is too large or outside of the repository is left out. */
  readonly texts: ReadonlyMap<string, string>;
}

/** A place in the code. */
interface Place {
  /** Relative to the repository's root, with forward slashes. */
  readonly path: string;
  /** From 1. */
  readonly line: number | null;
}

const longestLine = 160;

/**
 * A place as its reader can see it: a permalink to a commit that others can reach, at the line that holds the same
 * text there. Where no such commit has the line, the reference says so and carries the line itself. Its name alone
 * where there is nowhere to push to.
 */
export function reference(place: Place, code: CodeReading | null): string {
  if (!code) return nameOf(place);
  const there = pushedPlace(place, code);
  if (there) {
    const label = nameOf(there);
    if (!code.web || code.pushed === null) return label;
    return `[${label}](${code.web.file(code.pushed, there.path, there.line ?? undefined)})`;
  }
  const text = place.line === null ? '' : (textAt(place, code)?.trim() ?? '');
  return `${nameOf(place)}, not pushed yet${text === '' ? '' : `: ${codeSpan(text, longestLine)}`}`;
}

function nameOf({ path, line }: Place): string {
  return codeSpan(line === null ? path : `${path}:${line}`, 200);
}

function textAt({ path, line }: Place, { texts }: CodeReading): string | null {
  const text = line === null ? undefined : texts.get(path);
  return text === undefined ? null : (linesOf(text)[(line ?? 0) - 1] ?? null);
}

/** The place in the pushed commit that holds what stands at `place` now; null when it does not hold it. */
function pushedPlace({ path, line }: Place, code: CodeReading): Place | null {
  if (code.pushed === null || !code.known.has(path)) return null;
  if (line === null) return { path, line };
  let moved = 0;
  for (const hunk of code.changes.filter((each) => each.path === path)) {
    // git numbers a hunk that only removes by the line before it.
    const first = hunk.added.length === 0 ? hunk.line + 1 : hunk.line;
    if (line < first) break;
    if (line < first + hunk.added.length) return null;
    moved += hunk.removed.length - hunk.added.length;
  }
  return { path, line: line + moved };
}
