import { bareHeading } from '../handoff/sections';
import { withoutFences } from './prose';

/** A text that fits, and what was moved out of it, in order: each part becomes a comment below. */
export interface Folded {
  readonly text: string;
  readonly parts: readonly string[];
}

interface List {
  /** Lines [start, end) of the text. */
  readonly start: number;
  readonly items: readonly string[];
  readonly title: string;
  /** How many of the items stay. */
  stays: number;
}

/** What a list always keeps, so that its reader sees what it is a list of. */
const fewest = 3;

/**
 * A body of at most `room` characters: while it is longer, its longest lists move to parts of at most `room` each, from
 * their ends on. Nothing is cut. Null when that is not enough: something else than a list is too long.
 */
export function foldLists(body: string, room: number): Folded | null {
  if (body.length <= room) return { text: body, parts: [] };
  const lines = body.split('\n');
  const lists = listsOf(lines);
  let excess = body.length - room;
  for (const list of [...lists].sort((one, other) => lengthOf(other) - lengthOf(one))) {
    if (excess <= 0) break;
    const note = moreLine(list.items.length).length + 1;
    let freed = -note;
    while (list.stays > fewest && freed < excess) {
      list.stays--;
      freed += (list.items[list.stays] ?? '').length + 1;
    }
    if (freed <= 0) list.stays = list.items.length;
    else excess -= freed;
  }
  const folded = lists.filter(({ items, stays }) => stays < items.length);
  const text = withMoved(lines, folded);
  const parts = folded.flatMap((list) => partsOf(list, room));
  return text.length <= room && parts.every((part) => part.length <= room) ? { text, parts } : null;
}

const lengthOf = ({ items }: List): number => items.reduce((sum, item) => sum + item.length + 1, 0);
const moreLine = (count: number): string => `- *… and ${count} more, in a comment below*`;

function withMoved(lines: readonly string[], lists: readonly List[]): string {
  const kept: string[] = [];
  let line = 0;
  for (const { start, items, stays } of lists) {
    kept.push(...lines.slice(line, start), ...items.slice(0, stays), moreLine(items.length - stays));
    line = start + items.reduce((sum, item) => sum + item.split('\n').length, 0);
  }
  return [...kept, ...lines.slice(line)].join('\n');
}

function partsOf({ items, stays, title }: List, room: number): string[] {
  const heading = `**${title === '' ? 'List' : title}, continued**\n`;
  const parts: string[] = [];
  let part = heading;
  for (const item of items.slice(stays)) {
    if (part !== heading && part.length + item.length + 1 > room) {
      parts.push(part);
      part = heading;
    }
    part += `\n${item}`;
  }
  return [...parts, part];
}

/** The lists that stand at the margin, outside of code. */
function listsOf(lines: readonly string[]): List[] {
  const prose = withoutFences(lines.join('\n')).split('\n');
  const isCode = (line: number): boolean => lines[line]?.trim() !== '' && prose[line]?.trim() === '';
  const lists: List[] = [];
  let title = '';
  let items: string[] = [];
  let start = 0;
  const close = (): void => {
    if (items.length > fewest) lists.push({ start, items, title, stays: items.length });
    items = [];
  };
  for (const [index, line] of lines.entries()) {
    if (!isCode(index) && /^(?:[-*+]|\d{1,9}[.)])\s/.test(line)) {
      if (items.length === 0) start = index;
      items.push(line);
    } else if (items.length > 0 && /^\s+\S/.test(line)) {
      // Belongs to the item above, code in it included.
      items.push(`${items.pop() ?? ''}\n${line}`);
    } else {
      close();
      const heading = /^#{1,6}\s+(\S.*)$/.exec(line)?.[1] ?? /^\*\*([^*]{1,80})\*\*:?\s*$/.exec(line)?.[1];
      if (heading !== undefined && !isCode(index)) title = bareHeading(heading.trim());
    }
  }
  close();
  return lists;
}
