import { readTeamFile } from './file';
import { type MemberKey, keyOf, memberKeys } from './keys';
import type { Team, TeamFileProblem, Teammate } from './model';

/**
 * A team with what one person alone knows: entries written as the team file's members, each for the member of the same
 * login or name; who is in no team stays out. Only what an entry says replaces what the file says; leave is added.
 */
export function withPrivate(
  team: Team,
  entries: readonly unknown[],
): { readonly team: Team; readonly problems: readonly TeamFileProblem[] } {
  if (entries.length === 0) return { team, problems: [] };
  // JSON is YAML: the file's own reader judges what stands here.
  const { team: told, problems } = readTeamFile(JSON.stringify({ members: entries }));
  const own = (told?.members ?? []).map((member) => ({ member, keys: keysOf(entries, member) }));
  const members = team.members.map((member) => {
    const found = own.find(({ member: each }) => isSame(each, member));
    return found ? merged(member, found.member, found.keys) : member;
  });
  return { team: { ...team, members }, problems };
}

function keysOf(entries: readonly unknown[], { name, login }: Teammate): ReadonlySet<MemberKey> {
  const entry = entries.find((each) => {
    const values = typeof each === 'object' && each !== null ? Object.values(each) : [];
    return values.includes(name) || (login !== undefined && values.includes(login));
  });
  return new Set(Object.keys(entry ?? {}).flatMap((key) => keyOf(memberKeys, key) ?? []));
}

function isSame(entry: Teammate, member: Teammate): boolean {
  if (entry.login !== undefined && member.login !== undefined)
    return entry.login.toLowerCase() === member.login.toLowerCase();
  return entry.name.toLowerCase() === member.name.toLowerCase() || entry.name === member.login;
}

function merged(member: Teammate, own: Teammate, keys: ReadonlySet<MemberKey>): Teammate {
  return {
    ...member,
    emails: [...new Set([...own.emails, ...member.emails])],
    ...(own.zone === null ? {} : { zone: own.zone, zoneFrom: own.zoneFrom }),
    ...(keys.has('hours') || keys.has('days') ? { week: own.week } : {}),
    leave: [...member.leave, ...own.leave],
    onCall: [...member.onCall, ...own.onCall],
    ...(own.groups ? { groups: own.groups } : {}),
    ...(own.response ? { response: own.response } : {}),
  };
}
