import type { Node } from 'yaml';
import type { Read } from './hours';
import { type FileKey, fileKeys, keyOf, memberKeys, nearestKey } from './keys';
import { listAt, memberAt } from './member';
import type { Team, TeamFileProblem, Teammate } from './model';
import { periodsAt } from './period';
import { readMemberOf, rotationAt } from './rotation';
import { Tree, type Entry } from './tree';
import { type Defaults, daysAt, hoursAt, textAt, usual } from './week';

/** What a team file says. `team` is null when nothing of it could be read. */
export interface TeamFile {
  readonly team: Team | null;
  readonly problems: readonly TeamFileProblem[];
}

/**
 * Reads the text of `.baton/team.yml` (media/team.schema.json says what it may hold). Every problem has its place;
 * a member with a wrong value keeps what is right, and never hides the others.
 */
export function readTeamFile(text: string): TeamFile {
  const tree = new Tree(text);
  const read = membersAt(tree);
  if (tree.exhausted) {
    tree.problems.length = 0;
    tree.wrong(tree.root, 'This file repeats itself too often by aliases (*name). Write the members out.');
  }
  const nothing = read === null || (read.members.length === 0 && tree.problems.length > 0);
  // What YAML itself could not read makes everything after it doubtful: mend that first.
  const problems = tree.broken ? tree.problems.slice(0, 1) : tree.problems;
  return {
    team: nothing || tree.exhausted ? null : { source: 'file', ...read },
    problems: [...problems].sort((a, b) => a.line - b.line || a.column - b.column),
  };
}

function membersAt(tree: Tree): Omit<Team, 'source'> | null {
  const list = tree.items(tree.root);
  if (list) return { members: membersOf(tree, list, usual) };
  const entries = tree.entries(tree.root);
  if (!entries) {
    tree.wrong(
      tree.root,
      'This file names no members. Write "members:" and, below it, "- name: …" for each.',
    );
    return null;
  }
  const found = new Map<FileKey, Node | null>();
  for (const entry of entries) {
    const key = keyOf(fileKeys, entry.key);
    if (key === null) {
      const near = keyOf(memberKeys, entry.key) === null ? nearestKey(fileKeys, entry.key) : null;
      tree.wrong(entry.keyNode, unknownKey(entry, near), 'warning', near === null ? [] : [near]);
    } else if (found.has(key))
      tree.wrong(entry.keyNode, `"${entry.key}" is here twice by two names. Keep one.`);
    else found.set(key, entry.value);
  }
  const defaults: Defaults = {
    hours: (found.has('hours') ? hoursAt(tree, found.get('hours') ?? null) : null) ?? usual.hours,
    days: found.has('days') ? daysAt(tree, found.get('days') ?? null) : usual.days,
  };
  const node = found.get('members') ?? null;
  const items = tree.items(node);
  if (items) {
    const read = membersOf(tree, items, defaults);
    const at = <T>(key: FileKey, reader: (value: Node | null) => T | null): T | null =>
      found.has(key) ? reader(found.get(key) ?? null) : null;
    const rotation = at('rotation', (value) => rotationAt(tree, value, read));
    const zoneData = at('zoneData', (value) => textAt(tree, value, readVersion, 'a version such as 2026b'));
    const forAll = at('daysOff', (value) => periodsAt(tree, value)) ?? [];
    const daysOff = forAll.map((days) => ({ ...days, forAll: true as const }));
    const order = at('baton', (value) => listAt(tree, value, readMemberOf(read), 'a name of a member')) ?? [];
    return {
      members: ordered(read, order).map((member) => ({ ...member, leave: [...member.leave, ...daysOff] })),
      ...(rotation === null ? {} : { rotation }),
      ...(zoneData === null ? {} : { zoneData }),
    };
  }
  tree.wrong(node ?? tree.root, 'List the members here, one "- name: …" each.');
  return null;
}

/** Those named first, in that order, then the others as they are. */
function ordered(members: readonly Teammate[], names: readonly string[]): Teammate[] {
  const named = names.flatMap((name) => members.find((member) => member.name === name) ?? []);
  return [...new Set([...named, ...members])];
}

function readVersion(text: string): Read<string> {
  return /^20\d\d[a-z]$/.test(text)
    ? { value: text }
    : { wrong: `"${text.slice(0, 40)}" is not a version of the time zone database. Write it as 2026b.` };
}

function unknownKey({ key }: Entry, near: string | null): string {
  if (keyOf(memberKeys, key) !== null) return `"${key}" belongs to a member: indent it below its "- name:".`;
  return `"${key.slice(0, 40)}" is not a key of a team file.${near ? ` Did you mean "${near}"?` : ''}`;
}

function membersOf(tree: Tree, items: readonly Node[], defaults: Defaults): Teammate[] {
  const members: Teammate[] = [];
  const names = new Set<string>();
  const logins = new Set<string>();
  for (const item of items) {
    const read = memberAt(tree, item, defaults);
    if (read === null) continue;
    const { member, places } = read;
    const login = member.login?.toLowerCase();
    if (login !== undefined && logins.has(login)) {
      tree.wrong(
        places.get('login') ?? item,
        `The login "${member.login}" is here twice. Keep one of the two.`,
      );
      continue;
    }
    if (names.has(member.name)) {
      tree.wrong(
        places.get('name') ?? item,
        `The name "${member.name}" is here twice. Give each member a name of their own.`,
      );
      continue;
    }
    names.add(member.name);
    if (login !== undefined) logins.add(login);
    members.push(member);
  }
  return members;
}
