import { type Node, isMap, isSeq } from 'yaml';
import { readTeamFile } from './file';
import { type FileKey, fileKeys, keyOf, type MemberKey, memberKeys } from './keys';
import type { Teammate } from './model';
import { type Entry, Tree } from './tree';

/** One place of a text, from an offset on, and what comes there instead. Everything else stays as it is. */
export interface TeamEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** How somebody is found in the file. */
export type Who = Pick<Teammate, 'name' | 'login'>;

/**
 * Gives a member's key a value written on one line, or changes it. Comments and the order of the file stay. `comment`
 * is put behind a new line only. Null where the file is written in a way that only a person should touch.
 */
export function valueEdit(
  text: string,
  who: Who,
  key: MemberKey,
  value: string,
  comment?: string,
): TeamEdit | null {
  const place = placeOf(text, who);
  if (!place) return null;
  const known = place.entries.find((entry) => keyOf(memberKeys, entry.key) === key);
  return checked(text, known ? replaced(text, known, value) : added(text, place, key, value, comment));
}

/** Adds a period such as `2026-12-24 – 2027-01-02` to a member's `leave` or `on-call`. */
export function periodEdit(text: string, who: Who, key: 'leave' | 'onCall', period: string): TeamEdit | null {
  const place = placeOf(text, who);
  if (!place) return null;
  const known = place.entries.find((entry) => keyOf(memberKeys, entry.key) === key);
  if (!known) return checked(text, added(text, place, key, `[${period}]`));
  const list = known.value;
  if (!isSeq(list)) {
    const range = list?.range;
    // One date, or one { from, to }: it becomes the first of a list.
    const old = range ? text.slice(range[0], range[1]) : '';
    return old.includes('\n') ? null : checked(text, replaced(text, known, `[${old}, ${period}]`));
  }
  const last = list.items.at(-1) as Node | undefined;
  if (!last?.range) return checked(text, replaced(text, known, `[${period}]`));
  if (list.flow) return checked(text, { offset: last.range[1], length: 0, text: `, ${period}` });
  const indent = ' '.repeat(columnOf(text, list.range?.[0] ?? 0));
  return checked(text, lineAfter(text, last.range[1], `${indent}- ${period}`));
}

export function applied(text: string, { offset, length, text: put }: TeamEdit): string {
  return text.slice(0, offset) + put + text.slice(offset + length);
}

interface Place {
  readonly entries: readonly Entry[];
  readonly flow: boolean;
}

function listOf(tree: Tree) {
  if (tree.broken) return null;
  if (isSeq(tree.root)) return tree.root;
  const entries = tree.entries(tree.root) ?? [];
  const members = entries.find(({ key }) => keyOf<FileKey>(fileKeys, key) === 'members')?.value;
  return isSeq(members) ? members : null;
}

/** Where a member is written; null for one that an alias stands for. */
function placeOf(text: string, { name, login }: Who): Place | null {
  const tree = new Tree(text);
  for (const item of listOf(tree)?.items ?? []) {
    if (!isMap(item)) continue;
    const entries = tree.entries(item) ?? [];
    const told = (key: MemberKey): string | null => {
      const entry = entries.find((each) => keyOf(memberKeys, each.key) === key);
      return entry ? tree.text(entry.value) : null;
    };
    const isWho =
      login === undefined
        ? (told('name') ?? told('login')) === name
        : told('login')?.replace(/^@/, '').toLowerCase() === login.toLowerCase();
    if (isWho) return { entries, flow: item.flow === true };
  }
  return null;
}

function replaced(text: string, { keyNode, value }: Entry, put: string): TeamEdit | null {
  const range = value?.range;
  if (!range) {
    const colon = text.indexOf(':', keyNode.range?.[1] ?? 0);
    return colon < 0 ? null : { offset: colon + 1, length: 0, text: ` ${put}` };
  }
  // A value that goes over several lines may hold comments.
  if (text.slice(range[0], range[1]).includes('\n')) return null;
  return { offset: range[0], length: range[1] - range[0], text: put };
}

/** The key comes behind the name, on a line of its own where the member is written in lines. */
function added(
  text: string,
  { entries, flow }: Place,
  key: MemberKey,
  value: string,
  comment?: string,
): TeamEdit | null {
  const line = `${memberKeys[key][0]}: ${value}`;
  const first = entries[0];
  if (flow) {
    const end = entries.at(-1)?.value?.range?.[1];
    return end === undefined ? null : { offset: end, length: 0, text: `, ${line}` };
  }
  const anchor = entries.findLast(({ key: each }) =>
    ['name', 'login', 'emails'].includes(keyOf(memberKeys, each) ?? ''),
  );
  const end = anchor?.value?.range?.[1];
  if (!first?.keyNode.range || end === undefined) return null;
  const indent = ' '.repeat(columnOf(text, first.keyNode.range[0]));
  return lineAfter(text, end, `${indent}${line}${comment === undefined ? '' : ` # ${comment}`}`);
}

const endOfLine = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const columnOf = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** A line of its own after the one that holds the character before `offset`; a comment at its end stays with it. */
function lineAfter(text: string, offset: number, line: string): TeamEdit {
  // A block's range may reach to the beginning of the next line.
  const from = offset > 0 && text[offset - 1] === '\n' ? offset - 1 : offset;
  const end = text.indexOf('\n', from);
  const eol = endOfLine(text);
  return end < 0
    ? { offset: text.length, length: 0, text: `${eol}${line}` }
    : { offset: end + 1, length: 0, text: `${line}${eol}` };
}

/** An edit that does not read back, without new problems and with as many members as there should be, is none. */
function checked(text: string, edit: TeamEdit | null): TeamEdit | null {
  if (edit === null) return null;
  const [before, after] = [readTeamFile(text), readTeamFile(applied(text, edit))];
  const isWhole = after.team?.members.length === (before.team?.members.length ?? 0);
  return isWhole && after.problems.length <= before.problems.length ? edit : null;
}
