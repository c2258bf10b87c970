import { UserError } from '../errors';
import { teamNow } from '../team/now';
import type { MemberNow, Team, WorkingWeek } from '../team/model';
import { scheduleOf } from '../team/spans';
import type { WorkFacts } from '../ports/workItems';
import type { DateTime } from '../time/luxon';
import { rulesOf } from '../time/rules';
import { instantIn } from '../time/zone';
import type { Author, Receiver } from './model';

/**
 * Whom the note is for: those that `to` names (login, name or address), else whoever of the others works next, else
 * the author's own next day of `week`. Rejects with a UserError when the team file holds nobody of a name in `to`.
 */
export function receiversOf(
  team: Team,
  author: Author,
  to: readonly string[],
  until: DateTime,
  week: WorkingWeek,
): Receiver[] {
  const { members } = teamNow(team, until, { days: 1 });
  if (to.length > 0) return to.map((name) => named(team, members, name));
  const others = members.filter(({ member }) => !isAuthor(member, author));
  const next = earliest(others);
  if (next) return [receiver(next)];
  return [tomorrow(author, until, week)];
}

/**
 * Whom a note about one branch is for when nobody was named: who is asked to review its pull request, whoever it is
 * assigned to, and who asked for changes, else whoever opened it; empty where no pull request says so. Who is not in the team has no zone.
 */
export function receiversOfBranch(
  team: Team,
  author: Author,
  branch: string,
  work: readonly (WorkFacts | null)[],
  until: DateTime,
): Receiver[] {
  const pulls = work.flatMap((facts) => facts?.pullRequests ?? []);
  const pull = pulls.find(({ state, headName }) => state === 'open' && headName === branch);
  if (!pull) return [];
  const own = new Set(
    [author.login, ...work.map((facts) => facts?.login)].map((each) => each?.toLowerCase()),
  );
  const asked = [...pull.awaited.map(({ from }) => from), ...pull.assignees, ...pull.changesAskedBy];
  const others = asked.filter((login) => !own.has(login.toLowerCase()));
  // Who works on somebody else's branch hands it back.
  const back = pull.author !== null && !own.has(pull.author.toLowerCase()) ? [pull.author] : [];
  const logins = [...new Set(others.length > 0 ? others : back)];
  const { members } = teamNow(team, until, { days: 1 });
  return logins.map((login) => {
    const found = members.find(({ member }) => member.login?.toLowerCase() === login.toLowerCase());
    return found ? receiver(found) : { name: login, login, zone: null, startsWorkAt: null };
  });
}

function named(team: Team, members: readonly MemberNow[], asked: string): Receiver {
  const wanted = asked.trim().replace(/^@/, '').toLowerCase();
  const found = members.find(({ member }) =>
    [member.login, member.name, ...member.emails].some((each) => each?.toLowerCase() === wanted),
  );
  if (found) return receiver(found);
  if (team.source === 'commits') return { name: asked, login: asked, zone: null, startsWorkAt: null };
  const known = team.members.map(({ login, name }) => login ?? name);
  const list = known.length > 8 ? [...known.slice(0, 8), '…'] : known;
  throw new UserError(
    `--to: the team file has nobody called "${asked}": name one of ${list.join(', ')}, or add them to it.`,
  );
}

function earliest(members: readonly MemberNow[]): MemberNow | null {
  let best: { member: MemberNow; at: number } | null = null;
  for (const member of members) {
    const at = member.startsAt?.toMillis();
    if (at !== undefined && (best === null || at < best.at)) best = { member, at };
  }
  return best?.member ?? null;
}

/** Who works alone hands over to the next day. */
function tomorrow({ name, login, zone }: Author, until: DateTime, week: WorkingWeek): Receiver {
  const start = scheduleOf({ leave: [] }, week, rulesOf(zone)).nextStart(until.toMillis());
  return {
    name,
    ...(login !== undefined && { login }),
    zone,
    startsWorkAt: start === null ? null : instantIn(start, zone),
  };
}

function isAuthor(member: MemberNow['member'], author: Author): boolean {
  if (author.login !== undefined && member.login?.toLowerCase() === author.login.toLowerCase()) return true;
  const own = new Set(author.emails.map((email) => email.toLowerCase()));
  return member.emails.some((email) => own.has(email.toLowerCase()));
}

function receiver({ member, startsAt }: MemberNow): Receiver {
  const { name, login, zone } = member;
  return { name, ...(login !== undefined && { login }), zone, startsWorkAt: startsAt };
}
