import { nextPlaceholder } from '../handoff/note';
import { headingOf, usualTitles } from '../handoff/sections';
import type { Line, Part } from './document';

/** A title in bold that begins a line, as a template may have named it. */
const label = /^\*\*.{1,400}?:\*\* /;

/** The lines that open a note with its conclusion: `**State:** …`, then `**Next action:** …`. */
export function labelLines(parts: readonly Part[]): readonly Line[] {
  return parts.filter(({ heading }) => heading === null).flatMap(({ lines }) => lines.filter(isLabel));
}

export function isLabel({ text }: Line): boolean {
  return label.test(text);
}

/**
 * A fact that the opening tells goes back to the list of what is next, in both drafts, where the author said something
 * else in its place, or about it in the list: it must not be lost with the line that it stood in, nor come again.
 */
export function withoutPromoted(
  before: readonly Part[],
  mine: readonly Part[],
  now: readonly Part[],
): { readonly before: readonly Part[]; readonly now: readonly Part[] } {
  const [was, is] = [labelLines(before), labelLines(now)];
  const own = labelLines(mine).map(({ text }) => text.trimEnd());
  let parts = { before, now };
  for (let at = 0; at < Math.max(was.length, is.length); at++) {
    const drafted = was[at] ?? is[at];
    const stays = drafted !== undefined && own.includes(drafted.text);
    if (stays && isFree(is[at]?.id ?? null, drafted, before, mine)) continue;
    const left = stays ? unfilled(drafted) : null;
    parts = {
      before: stays ? parts.before : demoted(parts.before, was[at], null),
      now: demoted(parts.now, is[at], left),
    };
  }
  return parts;
}

/** Whether a fact may open the note: new, there already, or listed before and left alone. */
function isFree(id: string | null, drafted: Line, before: readonly Part[], mine: readonly Part[]): boolean {
  if (id === null || id === drafted.id) return true;
  const linesOf = (parts: readonly Part[]): string[] =>
    parts.flatMap(({ lines }) => lines.filter((line) => line.id === id).map(({ text }) => text.trimEnd()));
  const [listed, kept] = [linesOf(before), linesOf(mine)];
  return kept.length === listed.length && kept.every((text, index) => text === listed[index]);
}

/** What the line says without the fact that it told. */
function unfilled({ id, text }: Line): Line {
  if (id === null) return { id, text };
  const [title = ''] = label.exec(text) ?? [];
  return { text: `${title}${nextPlaceholder}`, id: null };
}

function demoted(parts: readonly Part[], line: Line | undefined, left: Line | null): readonly Part[] {
  if (!line || line.id === null) return parts;
  const item: Line = { text: `- ${line.text.replace(label, '')}`, id: line.id };
  const opening = parts.map((part) =>
    part.heading === null
      ? {
          ...part,
          lines: part.lines.map((each) => (each === line ? (left ?? { ...line, id: null }) : each)),
        }
      : part,
  );
  if (opening.some(({ section }) => section === 'next')) {
    return opening.map((part) =>
      part.section === 'next' ? { ...part, lines: [blank, item, ...part.lines.slice(1)] } : part,
    );
  }
  const earlier = ['shipped', 'now', 'blocked'];
  const after = opening.findLastIndex(({ section }) => section === null || earlier.includes(section)) + 1;
  const heading = headingOf('next', usualTitles.next);
  const part: Part = { heading, section: 'next', lines: [blank, item, blank] };
  return [...opening.slice(0, after), part, ...opening.slice(after)];
}

const blank: Line = { text: '', id: null };
