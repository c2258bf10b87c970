import { withoutFences } from './prose';

/** What stands where code was left out. */
const leftOut = '*(code left out: not all work here is pushed)*';

/** A line of code that stands beside its place in a note, since nobody can look it up. */
const unpushedLine = /(, not pushed yet): (`{1,20})(?!`).{1,500}?(?<!`)\2(?!`)/g;

/**
 * The text without the code that it quotes, and how many pieces that were. Commands to run (blocks marked `sh`) stay.
 */
export function withoutQuotedCode(markdown: string): { readonly text: string; readonly pieces: number } {
  const lines = markdown.split('\n');
  const prose = withoutFences(markdown).split('\n');
  const kept: string[] = [];
  let pieces = 0;
  for (let line = 0; line < lines.length; line++) {
    const text = lines[line] ?? '';
    const opening = prose[line] === text ? null : /^(.*?)(`{3,}|~{3,})\s*([^\s`]*)/.exec(text);
    if (!opening) {
      const bare = text.replace(unpushedLine, '$1');
      if (bare !== text) pieces++;
      kept.push(bare);
      continue;
    }
    const [, indent = '', fence = '', language] = opening;
    const end = closingLine(lines, line, fence);
    if (/^(sh|shell|bash|console)$/i.test(language ?? '')) kept.push(...lines.slice(line, end + 1));
    else {
      kept.push(`${indent}${leftOut}`);
      pieces++;
    }
    line = end;
  }
  return { text: kept.join('\n'), pieces };
}

/** The line that closes a fence; the last line when none does. */
function closingLine(lines: readonly string[], opening: number, fence: string): number {
  for (let line = opening + 1; line < lines.length; line++) {
    const text = (lines[line] ?? '').trim();
    if (text.length >= fence.length && [...text].every((each) => each === fence.charAt(0))) return line;
  }
  return lines.length - 1;
}
