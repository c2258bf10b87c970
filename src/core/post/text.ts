import { nextPlaceholder, statePlaceholder } from '../handoff/note';
import { bareHeading, sectionOfHeading } from '../handoff/sections';
import { withoutComments } from '../text/comments';
import { unescapeInline } from '../text/markdown';
import { withoutUnconfirmed } from './confirm';
import { withoutMarker } from './marker';
import { withoutFences } from './prose';

/** GitHub's limits, in characters. */
export const longestBody = 65_536;
const longestTitle = 256;

/** The note's first heading is its title; without one, its first line of text. As GitHub shows a title: no Markdown. */
export function titleOf(markdown: string): string | null {
  const line = titleLine(markdown);
  return line === null ? null : cut(unescapeInline(line));
}

/** The same as Markdown: for where it heads a text. */
export function headingOf(markdown: string): string | null {
  const line = titleLine(markdown);
  return line === null ? null : cut(line);
}

function titleLine(markdown: string): string | null {
  const heading = headingLine(markdown);
  const lines = withoutMarker(withoutItemIds(markdown)).split(/\r?\n/);
  const line = heading?.text ?? lines.map(plain).find((text) => text !== '');
  return line === undefined || line === '' ? null : line;
}

function cut(line: string): string {
  return line.length <= longestTitle ? line : `${line.slice(0, longestTitle - 1).trimEnd()}…`;
}

/** What is posted below the title: the note without its title heading and without what only Baton reads. */
export function bodyOf(markdown: string): string {
  const kept = withoutUnconfirmed(markdown);
  const heading = headingLine(kept);
  const lines = withoutItemIds(kept).split('\n');
  // Only a heading that opens the note is its title; a later one belongs to the text.
  if (heading?.opens) lines.splice(heading.line, 1);
  return withoutMarker(lines.join('\n')).trim();
}

/** True when nothing but headings, list marks, placeholders and comments is left: nobody could start from it. */
export function isEmptyNote(markdown: string): boolean {
  return withoutComments(withoutMarker(bodyOf(markdown)))
    .split(/\r?\n/)
    .every((line) => /^\s*#{1,6}(\s|$)/.test(line) || isPlaceholder(line));
}

/** True while the note holds a placeholder that only its author can fill. */
export function isUnfinished(markdown: string): boolean {
  return markdown.includes(statePlaceholder) || markdown.includes(nextPlaceholder);
}

/**
 * Without the hidden ids by which a later draft finds its lines again; code stays as it is. Which section a renamed heading
 * begins stays too: the note's readers have no template.
 */
function withoutItemIds(markdown: string): string {
  const prose = withoutFences(markdown).split('\n');
  const lines = markdown.split('\n');
  const bare = (line: string): string =>
    sectionOfHeading(line.trim()) === null ? line.replace(/ ?<!-- b:[0-9a-z]{1,20} -->(?=\r?$)/, '') : line;
  return lines.map((line, at) => (prose[at] === line ? bare(line) : line)).join('\n');
}

function isPlaceholder(line: string): boolean {
  const filled = line.replace(statePlaceholder, '').replace(nextPlaceholder, '');
  const text = plain(filled.replace(/^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s*)?/, ''));
  return text === '' || /^(?:[^:]{0,80}:)?\s*(?:…|\.\.\.|_+|n\/a|none|todo|tbd|\?+|-+)?$/i.test(text);
}

function headingLine(markdown: string): { line: number; text: string; opens: boolean } | null {
  const lines = withoutFences(markdown).split('\n');
  let opens = true;
  for (const [line, raw] of lines.entries()) {
    const match = /^ {0,3}#{1,6}[ \t]+(\S.*)$/.exec(raw.trimEnd());
    if (match) return { line, text: plain(bareHeading((match[1] ?? '').replace(/[ \t]#+$/, ''))), opens };
    if (raw.trim() !== '' && !/^<!--.*-->$/.test(raw.trim())) opens = false;
  }
  return null;
}

/** One line as plain text: a title is not rendered as Markdown. Control and bidirectional characters become spaces. */
function plain(line: string): string {
  return line
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\*\*|__/g, '')
    .trim();
}
