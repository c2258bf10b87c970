import type { Node } from 'yaml';
import type { Read } from './hours';
import { listAt, readName } from './member';
import { readDate } from './period';
import type { Rotation, Teammate } from './model';
import type { Tree } from './tree';
import { textAt } from './week';

/** Reads the file's on-call rotation: `{ from: 2026-11-02, every: 7 days, members: [ada, bo] }`. */
export function rotationAt(tree: Tree, node: Node | null, team: readonly Teammate[]): Rotation | null {
  const entries = tree.entries(node);
  if (!entries) {
    tree.wrong(node, 'Write the rotation as { from: 2026-11-02, every: 7 days, members: [ada, bo] }.');
    return null;
  }
  let from: string | null = null;
  let everyDays: number | null = 7;
  let members: string[] = [];
  for (const { key, keyNode, value } of entries) {
    if (key === 'from') from = textAt(tree, value, readDate, 'a date such as 2026-11-02', keyNode);
    else if (key === 'every')
      everyDays = textAt(tree, value, readPeriodDays, 'a number of days such as 7 days', keyNode);
    else if (key === 'members') members = listAt(tree, value, readMemberOf(team), 'a name of a member') ?? [];
    else
      tree.wrong(
        keyNode,
        `"${key.slice(0, 40)}" is not a key of a rotation. Write from, every and members.`,
        'warning',
      );
  }
  if (from === null && !entries.some(({ key }) => key === 'from'))
    tree.wrong(node, 'This rotation does not say from when. Add "from: 2026-11-02".');
  if (!entries.some(({ key }) => key === 'members'))
    tree.wrong(node, 'This rotation does not say who. Add "members: [ada, bo]".');
  return from === null || everyDays === null || members.length === 0 ? null : { from, everyDays, members };
}

function readPeriodDays(text: string): Read<number> {
  const match = /^(?:(\d{1,3}) ?)?(d|days?|w|weeks?)?$/.exec(text);
  const days = Number(match?.[1] ?? 1) * (match?.[2]?.startsWith('w') ? 7 : 1);
  return match && days > 0
    ? { value: days }
    : { wrong: `"${text.slice(0, 40)}" is not a number of days. Write it as 7 days or 2 weeks.` };
}

/** A name of the team, or a login, which stands for the name. */
export function readMemberOf(team: readonly Teammate[]): (text: string) => Read<string> {
  return (text) => {
    const read = readName(text);
    if ('wrong' in read) return read;
    const login = read.value.replace(/^@/, '').toLowerCase();
    const member = team.find((each) => each.name === read.value || each.login?.toLowerCase() === login);
    return member
      ? { value: member.name }
      : { wrong: `"${read.value}" is nobody of the members. Write a name that is there.` };
  };
}
