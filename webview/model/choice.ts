import type { TeamRow, TeamViewModel } from '../../src/protocol';

/** So many teammates are found at a glance; more get a field to filter them by. */
const glance = 8;

/** The groups of the team, each once, by name. */
export const groupsOf = ({ rows }: TeamViewModel): string[] =>
  [...new Set(rows.flatMap(({ groups }) => groups))].sort();

export const hasFilter = ({ rows }: TeamViewModel): boolean => rows.length > glance;

/**
 * The rows to list: those of the chosen group whose name or group has the text in it. Me and whom a person has pinned
 * are there whatever the group is; whom a person has hidden is not there.
 */
export function shownRows({ rows, group }: TeamViewModel, text: string): readonly TeamRow[] {
  const wanted = text.trim().toLowerCase();
  const known = group !== null && rows.some(({ groups }) => groups.includes(group));
  return rows.filter((row) => {
    if (row.hidden) return false;
    if (wanted !== '' && ![row.name, ...row.groups].some((each) => each.toLowerCase().includes(wanted)))
      return false;
    return !known || row.isMe || row.pinned || row.groups.includes(group);
  });
}

/** `3 hidden`; empty when nobody is. */
export function hiddenText({ rows }: TeamViewModel): string {
  const count = rows.filter(({ hidden }) => hidden).length;
  return count === 0 ? '' : `${count} hidden`;
}
