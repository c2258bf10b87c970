import { trimmed, type Line, type Part } from './document';

const blank: Line = { text: '', id: null };

/** Puts each new line where the fresh draft has it: beside its neighbours there, else in a section of its own. */
export function withNewItems(
  kept: readonly Part[],
  fresh: readonly Part[],
  isNew: (id: string) => boolean,
): readonly Part[] {
  let parts = [...kept];
  fresh.forEach((part, at) => {
    // Its lines are told apart by their labels.
    if (part.heading === null) return;
    const siblings = part.lines.filter(({ id }) => id !== null);
    siblings.forEach((line, index) => {
      if (line.id === null || !isNew(line.id)) return;
      parts = placed(parts, fresh.slice(0, at), part, siblings, index);
    });
  });
  return parts;
}

function placed(
  parts: readonly Part[],
  earlier: readonly Part[],
  home: Part,
  siblings: readonly Line[],
  index: number,
): Part[] {
  const line = siblings[index];
  if (!line) return [...parts];
  const ids = new Set(siblings.map(({ id }) => id));
  const target =
    parts.find((part) => part.section === home.section) ??
    // Its author renamed the section.
    parts.find((part) => part.lines.some(({ id }) => id !== null && ids.has(id)));
  if (!target) return withNewPart(parts, earlier, { ...home, lines: [blank, line, blank] });
  const lines = insertBeside(target.lines, siblings, index, line);
  return parts.map((part) => (part === target ? { ...part, lines } : part));
}

/** A section that is not there yet comes after the section that it follows in the fresh draft. */
export function withNewPart(parts: readonly Part[], earlier: readonly Part[], part: Part): Part[] {
  const before = earlier.map(({ section }) => parts.findLastIndex((each) => each.section === section));
  const after = Math.max(0, ...before) + 1;
  return [...parts.slice(0, after), part, ...parts.slice(after)];
}

function insertBeside(
  lines: readonly Line[],
  siblings: readonly Line[],
  index: number,
  line: Line,
): readonly Line[] {
  const placeOf = (sibling: Line): number => lines.findIndex(({ id }) => id === sibling.id);
  const before = siblings
    .slice(0, index)
    .map(placeOf)
    .findLast((place) => place >= 0);
  if (before !== undefined) return insertAt(lines, endOfItem(lines, before), line);
  const next = siblings
    .slice(index + 1)
    .map(placeOf)
    .find((place) => place >= 0);
  if (next !== undefined) return insertAt(lines, next, line);
  const text = trimmed(lines);
  return text.length === 0 ? [blank, line, blank] : [blank, ...text, line, blank];
}

/** Past the item's own line and what its author wrote under it. */
function endOfItem(lines: readonly Line[], item: number): number {
  let end = item + 1;
  while (isContinuation(lines[end])) end += 1;
  return end;
}

/** An indented line belongs to the item above it. */
export function isContinuation(line: Line | undefined): boolean {
  return line !== undefined && line.id === null && /^\s+\S/.test(line.text);
}

function insertAt(lines: readonly Line[], at: number, line: Line): Line[] {
  return [...lines.slice(0, at), line, ...lines.slice(at)];
}
