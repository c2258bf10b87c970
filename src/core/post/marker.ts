import { withoutFences } from './prose';

const alone = /^<!-- baton:note ([A-Za-z0-9_-]{1,64}) -->$/;

/** The hidden line that ties a text to a note: GitHub keeps it in the body and shows it to nobody. */
export function noteMarker(id: string): string {
  const marker = `<!-- baton:note ${id} -->`;
  if (!alone.test(marker))
    throw new RangeError('a note id is 1 to 64 letters, digits, hyphens or underscores');
  return marker;
}

/**
 * The id in the text's marker; null unless there is exactly one, alone on its line and outside code. A marker in a
 * text that somebody else wrote proves nothing: ask for the author first.
 */
export function noteIdIn(markdown: string): string | null {
  const found = markerLines(markdown.split(/\r\n?|\n/));
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

/** The text with this note's marker as its last line and without any other marker. */
export function withMarker(markdown: string, id: string): string {
  const text = withoutMarker(markdown);
  // An unclosed fence would swallow the marker, and the note could never be found again.
  const body = `${text}\n\n${noteMarker(id)}`;
  if (noteIdIn(body) === id) return `${body}\n`;
  return `${noteMarker(id)}\n\n${text}\n`;
}

/** The text without its markers and outer blank lines: what a person reads. Line ends become LF. */
export function withoutMarker(markdown: string): string {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  const drop = new Set(markerLines(lines).map(({ line }) => line));
  return lines
    .filter((_, line) => !drop.has(line))
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}

/** How many markers the text holds. */
export function markerCount(markdown: string): number {
  return markerLines(markdown.split(/\r\n?|\n/)).length;
}

function markerLines(lines: readonly string[]): { line: number; id: string }[] {
  return withoutFences(lines.join('\n'))
    .split('\n')
    .flatMap((text, line) => {
      const id = alone.exec(text.trim())?.[1];
      return id === undefined ? [] : [{ line, id }];
    });
}
