/** The last line of a text whose last trace was cut: how many frames of it were read and not kept. */
const line = /\n… and (\d{1,12}) more frames?, left out\n?$/;
/** As long as that line can be. */
const longest = 60;

/** A text with a last line that says how many frames of its last trace were left out. */
export function withLeftOut(text: string, omitted: number): string {
  return omitted === 0
    ? text
    : `${text}\n… and ${omitted} more ${omitted === 1 ? 'frame' : 'frames'}, left out`;
}

/** The text without that line, and the number that it says; 0 when there is none. */
export function leftOutOf(text: string): { readonly rest: string; readonly omitted: number } {
  const found = line.exec(text.slice(-longest));
  if (!found) return { rest: text, omitted: 0 };
  return { rest: text.slice(0, text.length - found[0].length), omitted: Number(found[1]) };
}
