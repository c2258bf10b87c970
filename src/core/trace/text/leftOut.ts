/** So many frames are counted; of a program that has no end nobody needs to know more. */
export const mostCounted = 250_000;

/** The last line of a text whose last trace was cut: how many frames of it were read and not kept. */
const line = /\n… and (?:at least )?(\d{1,12}) more frames?, left out\n?$/;
/** As long as that line can be. */
const longest = 80;

/** What a text or a report says of frames that are not in it; `omitted` is how many were counted. */
export function leftOutLine(omitted: number): string {
  const counted = omitted < mostCounted ? String(omitted) : `at least ${omitted}`;
  return `… and ${counted} more ${omitted === 1 ? 'frame' : 'frames'}, left out`;
}

/** A text with a last line that says how many frames of its last trace were left out. */
export function withLeftOut(text: string, omitted: number): string {
  return omitted === 0 ? text : `${text}\n${leftOutLine(omitted)}`;
}

/** The text without that line, and the number that it says; 0 when there is none. */
export function leftOutOf(text: string): { readonly rest: string; readonly omitted: number } {
  const found = line.exec(text.slice(-longest));
  if (!found) return { rest: text, omitted: 0 };
  return { rest: text.slice(0, text.length - found[0].length), omitted: Number(found[1]) };
}
