import { withoutMarker } from './marker';
import { withoutFences } from './prose';

/** What a part says once its list fits into the note again. */
export const emptiedPart = '*What stood here is in the note above again.*';

/**
 * The whole note again: what `foldLists` moved into parts, back at its place in the text. Null where the parts are not
 * those that the text tells of: somebody took items away, or added some.
 */
export function unfoldLists(text: string, parts: readonly string[]): string | null {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const prose = withoutFences(lines.join('\n')).split('\n');
  const left = parts.map(itemsIn);
  const whole: string[] = [];
  for (const [index, line] of lines.entries()) {
    const told =
      prose[index] === line ? /^- \*… and (\d{1,6}) more, in a comment below\*$/.exec(line)?.[1] : null;
    let missing = Number(told ?? 0);
    if (missing === 0) whole.push(line);
    while (missing > 0) {
      const items = left.shift();
      if (!items) return null;
      missing -= items.count;
      whole.push(...items.lines);
    }
    if (missing < 0) return null;
  }
  return left.length === 0 ? whole.join('\n') : null;
}

/**
 * The text of a posted note with what its parts hold, in whatever order they come; null where it cannot be told, as
 * where an update of it was posted below.
 */
export function wholeText(
  text: string,
  parts: readonly { readonly id: string; readonly body: string }[],
): string | null {
  const numbered = parts.map(({ id, body }) => ({
    number: Number(/-c(\d{1,6})$/.exec(id)?.[1] ?? NaN),
    body: withoutMarker(body),
  }));
  if (numbered.some(({ number }) => Number.isNaN(number))) return null;
  const held = numbered.filter(({ body }) => body !== emptiedPart);
  const bodies = held.sort((one, other) => one.number - other.number).map(({ body }) => body);
  return unfoldLists(text, bodies);
}

/** A part's items without the heading above them. */
function itemsIn(part: string): { readonly lines: readonly string[]; readonly count: number } {
  const lines = part.replace(/\r\n?/g, '\n').split('\n').slice(2);
  return { lines, count: lines.filter((line) => /^(?:[-*+]|\d{1,9}[.)])\s/.test(line)).length };
}
