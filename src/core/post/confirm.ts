import { isContinuation } from '../draft/place';
import { partsOf, trimmed, type Line } from '../draft/document';

const inferred = /^\s{0,3}[-*+] +\*inferred:\* /;

/** Whether a line of a note tells a dead end that Baton only concluded: it is posted once its author confirms it. */
export function isUnconfirmed(line: Line, section: string | null): boolean {
  return section === 'tried' && line.id !== null && inferred.test(line.text);
}

/**
 * The note without the dead ends that its author did not confirm: nobody is to be kept from a way that may be none.
 * What its author wrote under a line confirms it.
 */
export function withoutUnconfirmed(markdown: string): string {
  const parts = partsOf(markdown);
  const leavesOut = parts.some(({ section, lines }) => lines.some((line) => isUnconfirmed(line, section)));
  if (!leavesOut) return markdown;
  return parts
    .flatMap(({ heading, section, lines }) => {
      const kept = lines.filter(
        (line, index) => !isUnconfirmed(line, section) || isContinuation(lines[index + 1]),
      );
      if (kept.length < lines.length && trimmed(kept).length === 0) return [];
      return [...(heading === null ? [] : [heading]), ...kept.map(({ text }) => text)];
    })
    .join('\n');
}

/** The lines (from 0) that tell what their author has to confirm. */
export function unconfirmedLines(markdown: string): number[] {
  const found: number[] = [];
  let at = 0;
  for (const { heading, section, lines } of partsOf(markdown)) {
    if (heading !== null) at++;
    for (const [index, line] of lines.entries()) {
      if (isUnconfirmed(line, section) && !isContinuation(lines[index + 1])) found.push(at);
      at++;
    }
  }
  return found;
}
