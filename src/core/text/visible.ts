/**
 * Characters that a reader cannot see and that change what is seen: controls, bidirectional marks, invisible
 * separators, and the tag characters that can hide a text within a text. Joiners of emoji and of Persian stay.
 */
const hidden =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const lineBreaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;

/** The text with hidden characters spelled out, such as `⟨U+202E⟩`; line breaks and tabs stay. */
export function visible(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(
      hidden,
      (found) => `⟨U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
    );
}

/** One line: every run of line breaks, tabs and spaces becomes one space. */
export function oneLine(text: string): string {
  return text.replace(lineBreaks, ' ').replace(/\t/g, ' ').replace(/ {2,}/g, ' ').trim();
}

/** Names of files may hold line breaks: shown as a sign, so that two names never look the same. */
export function visibleName(name: string): string {
  return visible(name.replace(lineBreaks, '␊').replace(/\t/g, '␉'));
}

/** At most `limit` characters, cut between characters; what is left out is counted. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Never between the halves of a surrogate pair.
  const cut = /[\ud800-\udbff]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
  const left = (text.length - cut).toLocaleString('en');
  return `${text.slice(0, cut).trimEnd()}… (${left} more characters)`;
}
