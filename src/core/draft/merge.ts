import { partsOf, sameLines, textOf, trimmed, withoutTail, type Line, type Part } from './document';
import { isLabel, labelLines, withoutPromoted } from './labels';
import { mergeOpening } from './opening';
import { isContinuation, withNewItems, withNewPart } from './place';

/**
 * Brings a note up to date without losing what its author wrote. `base` is the note as Baton drafted it before (empty
 * when nobody knows), `edited` what its author made of it, `fresh` the note as Baton would draft it now.
 *
 * Item by item: a line that the author changed stays as it is, one that was deleted stays deleted, one that was left
 * alone is brought up to date, and goes when its fact is gone; new facts come in place. Other text of Baton's is
 * brought up to date where the author left it alone. Merging the same draft again changes nothing.
 */
export function mergeDraft(base: string, edited: string, fresh: string): string {
  const { body, tail } = withoutTail(edited);
  const old = withoutTail(base).body;
  // Nobody wrote anything: the order of the sections is the fresh draft's too.
  if (old !== '' && body === old && tail !== '') return withLineEnds(fresh, edited);
  const mine = partsOf(body);
  const { before, now } = withoutPromoted(partsOf(old), mine, partsOf(withoutTail(fresh).body));
  const items: Items = { before: itemsOf(before), mine: countsOf(mine), now: itemsOf(now), moved: new Set() };
  const kept = mine.flatMap((part) => mergePart(part, before, now, items));
  const isNew = (id: string): boolean =>
    items.moved.has(id) || (!items.before.has(id) && !items.mine.has(id));
  const grown = withNewItems(withNewText(kept, before, mine, now), now, isNew);
  // The marker may have become the last line only now.
  const end = withoutTail(`${textOf(grown)}\n${tail}`);
  return withLineEnds(`${end.body}\n${end.tail === '' ? '' : `\n${end.tail}\n`}`, edited);
}

function withLineEnds(text: string, like: string): string {
  return like.includes('\r\n') ? text.replace(/\n/g, '\r\n') : text;
}

interface Item {
  readonly text: string;
  readonly section: string | null;
}

interface Items {
  readonly before: ReadonlyMap<string, Item>;
  /** How often the author's text has each item: a copied line is the author's own. */
  readonly mine: ReadonlyMap<string, number>;
  readonly now: ReadonlyMap<string, Item>;
  /** Untouched facts that belong to another section now; found on the way. */
  readonly moved: Set<string>;
}

function mergePart(part: Part, before: readonly Part[], now: readonly Part[], items: Items): Part[] {
  const was = sectionOf(before, part.section);
  const is = sectionOf(now, part.section);
  if (part.heading === null) {
    const lines = mergeOpening(mergeItems(part, items), was?.lines ?? [], is?.lines ?? []);
    for (const { id } of labelLines(before)) if (isListed(id, lines, items)) items.moved.add(id);
    return [{ ...part, lines }];
  }
  // Another template may have renamed the section meanwhile.
  const heading = is && part.heading === was?.heading ? is.heading : part.heading;
  const lines = mergeItems(part, items);
  // Also when a fact that stood in it for want of its heading has gone elsewhere.
  if (was && isText(was) && sameLines(lines, was.lines)) {
    return is && isText(is) ? [{ ...part, heading, lines: spaced(is.lines) }] : [];
  }
  // A heading of Baton's whose last fact is gone goes with it.
  const emptied = was !== undefined && !isText(part) && trimmed(lines).length === 0;
  const stays = !emptied || (is !== undefined && !isText(is));
  return stays ? [{ ...part, heading, lines: emptied ? [] : lines }] : [];
}

/** A fact that opened the note, and is one of a list now. */
function isListed(id: string | null, opening: readonly Line[], items: Items): id is string {
  if (id === null || opening.some((line) => line.id === id)) return false;
  return (items.now.get(id)?.section ?? null) !== null;
}

function mergeItems({ section, lines }: Part, items: Items): Line[] {
  return lines.flatMap((line, index): Line[] => {
    // The lines that open the note are told apart by their labels.
    if (line.id === null || (section === null && isLabel(line))) return [line];
    const was = items.before.get(line.id);
    const is = items.now.get(line.id);
    const untouched = was?.text === line.text.trimEnd() && items.mine.get(line.id) === 1;
    // What was written under a line would lose its meaning without it.
    if (!untouched || (isContinuation(lines[index + 1]) && !is)) return [line];
    if (is && is.section !== was.section && section === was.section && !isContinuation(lines[index + 1])) {
      items.moved.add(line.id);
      return [];
    }
    if (is && section !== null && is.section === null) return [line];
    return is ? [{ text: is.text, id: line.id }] : [];
  });
}

/** Sections of text alone that the draft did not have before, such as the commands to pick the work up. */
function withNewText(
  kept: readonly Part[],
  before: readonly Part[],
  mine: readonly Part[],
  now: readonly Part[],
): readonly Part[] {
  let parts = kept;
  now.forEach((part, at) => {
    if (part.heading === null || !isText(part)) return;
    if (sectionOf(before, part.section) || sectionOf(mine, part.section)) return;
    parts = withNewPart(parts, now.slice(0, at), { ...part, lines: spaced(part.lines) });
  });
  return parts;
}

function sectionOf(parts: readonly Part[], section: string | null): Part | undefined {
  return parts.find((part) => part.section === section);
}

function isText(part: Part): boolean {
  return part.lines.every(({ id }) => id === null);
}

function spaced(lines: readonly Line[]): Line[] {
  const blank: Line = { text: '', id: null };
  return [blank, ...trimmed(lines), blank];
}

function itemsOf(parts: readonly Part[]): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const { section, lines } of parts) {
    for (const { id, text } of lines) if (id !== null) items.set(id, { text: text.trimEnd(), section });
  }
  return items;
}

function countsOf(parts: readonly Part[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of parts.flatMap(({ lines }) => lines)) {
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
