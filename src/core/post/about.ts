import { markedLabel } from '../handoff/labels';
import { sectionOfHeading } from '../handoff/sections';
import { proseOf } from './prose';

/**
 * The pull request or issue that a note is about, as far as it says so: the first number (`#142`, or the end of a link
 * to one) in its title, else in its state and next action, else in what it works on now. Null when it names none there.
 */
export function numberAbout(markdown: string): number | null {
  const lines = proseOf(markdown).split('\n');
  const title = lines.find((line) => /^ {0,3}#{1,6} /.test(line)) ?? '';
  const first = lines.filter(
    (line) => /^\*\*(?:State|Next action):\*\*/.test(line) || markedLabel(line) !== null,
  );
  const now: string[] = [];
  let within = false;
  for (const line of lines) {
    if (/^#{1,6} /.test(line))
      within = /^#{1,6} +working on now/i.test(line) || sectionOfHeading(line.trim()) === 'now';
    else if (within) now.push(line);
  }
  for (const line of [title, ...first, ...now]) {
    const found = /(?:(?<![\w&])#|\/(?:pull|issues)\/)([1-9]\d{0,8})\b/.exec(line)?.[1];
    if (found !== undefined) return Number(found);
  }
  return null;
}
