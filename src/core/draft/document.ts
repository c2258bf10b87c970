import { sectionOfHeading } from '../handoff/sections';

/** A line of a note. `id` is the fact that it tells; null for every other line. */
export interface Line {
  readonly text: string;
  readonly id: string | null;
}

/** A heading of the second level and what follows it; the first part of a note has no heading. */
export interface Part {
  readonly heading: string | null;
  /** The same for one section whatever its title: one of Baton's keys, else the heading; null before the first. */
  readonly section: string | null;
  readonly lines: readonly Line[];
}

const itemMark = /<!-- b:([0-9a-z]{1,20}) -->\s*$/;
const fenceMark = /^ {0,3}(`{3,}|~{3,})/;

/** Cuts a note into its parts. What stands in fenced code is neither heading nor item. */
export function partsOf(markdown: string): Part[] {
  const parts: (Part & { lines: Line[] })[] = [{ heading: null, section: null, lines: [] }];
  let fence = '';
  for (const text of markdown.split('\n')) {
    const mark = fenceMark.exec(text)?.[1] ?? '';
    const inCode = fence !== '' || mark !== '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence) && text.trim() === mark) fence = '';
    if (!inCode && /^ {0,3}## /.test(text)) {
      const heading = text.trim();
      parts.push({ heading, section: sectionOfHeading(heading) ?? heading, lines: [] });
    } else parts.at(-1)?.lines.push({ text, id: inCode ? null : (itemMark.exec(text)?.[1] ?? null) });
  }
  return parts;
}

/** The text of the parts, with a blank line before each heading. */
export function textOf(parts: readonly Part[]): string {
  const text: string[] = [];
  for (const { heading, lines } of parts) {
    if (heading !== null && text.length > 0 && text.at(-1)?.trim() !== '') text.push('');
    if (heading !== null) text.push(heading);
    text.push(...lines.map((line) => line.text));
  }
  return text.join('\n').trimEnd();
}

/** The note's hidden marker, when it is the last line, apart from the text before it. */
export function withoutTail(markdown: string): { readonly body: string; readonly tail: string } {
  const text = markdown.replace(/\r\n?/g, '\n').trimEnd();
  const last = text.slice(text.lastIndexOf('\n') + 1);
  if (!/^<!-- baton:note [^\s<>]{1,64} -->$/.test(last)) return { body: text, tail: '' };
  return { body: text.slice(0, text.length - last.length).trimEnd(), tail: last };
}

/** Lines without the blank ones at both ends. */
export function trimmed(lines: readonly Line[]): readonly Line[] {
  const isText = ({ text }: Line): boolean => text.trim() !== '';
  const first = lines.findIndex(isText);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}

/** Whether two runs of lines say the same, blanks at line ends aside. */
export function sameLines(one: readonly Line[], other: readonly Line[]): boolean {
  const text = (lines: readonly Line[]): string => lines.map((line) => line.text.trimEnd()).join('\n');
  return text(trimmed(one)) === text(trimmed(other));
}
