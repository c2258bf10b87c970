import { oneLine, shortened, visible, visibleName } from './visible';

/** Stands between a sign and its name or number: it cannot be seen, and GitHub then neither links nor notifies. */
const joiner = '\u2060';

/** Longest piece of somebody else's text in one line of a note. */
const longest = 300;

/**
 * Somebody else's text (a commit message, a name, an answer of GitHub) as one line of a note: it shows what it is,
 * and nothing in it becomes markup, HTML, a mention or a reference. Linear in the text's length.
 */
export function escapeInline(text: string, limit = longest): string {
  return shortened(oneLine(visible(text)), limit)
    .replace(/[\\`*{}[\]<>|~$]/g, '\\$&')
    .replace(/&(?=[#A-Za-z])/g, '&amp;')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/@(?=[A-Za-z0-9])/g, `@${joiner}`)
    .replace(/#(?=\d)/g, `#${joiner}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${joiner}`)
    .replace(/^(?:[#+=-]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** What `escapeInline` was given, as far as its signs say: for places that show text as it is, such as a title. */
export function unescapeInline(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('&amp;', '&');
}

/** A name of a file, a branch or a program as code: shown letter by letter, whatever it holds. */
export function codeSpan(text: string, limit = longest): string {
  const shown = shortened(visibleName(text), limit);
  if (shown.trim() === '') return `\`"${shown}"\``;
  const ticks = '`'.repeat(longestRun(shown) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || / $|^ /.test(shown) ? ' ' : '';
  return `${ticks}${pad}${shown}${pad}${ticks}`;
}

/** Lines of code or output as a fenced block that nothing inside it can end. */
export function fence(text: string, language = ''): string {
  const shown = visible(text.replace(/\r\n?/g, '\n')).replace(/\n+$/, '');
  const ticks = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${ticks}${/^[\w+#.-]{1,30}$/.test(language) ? language : ''}\n${shown}\n${ticks}`;
}

function longestRun(text: string): number {
  let longestSeen = 0;
  for (const [run] of text.matchAll(/`+/g)) longestSeen = Math.max(longestSeen, run.length);
  return longestSeen;
}
