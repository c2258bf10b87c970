import type { Team, Teammate } from '../team/model';
import { teamNow } from '../team/now';
import { DateTime } from '../time/luxon';
import type { Handoff } from './model';
import { same } from './recipients';

/** Who reads the inbox. */
export interface Reader {
  /** As GitHub knows them; null before anybody signed in. */
  readonly login: string | null;
  /** What else notes may call them: their names and addresses. */
  readonly names: readonly string[];
  /** Null where nobody is known. */
  readonly team: Team | null;
  /** The entry of the team that is the reader. */
  readonly member: Teammate | null;
}

/** `next`: it names nobody, and the reader works next. `own`: the reader wrote it, for somebody else. */
export type Standing = 'me' | 'next' | 'own' | 'others';

/** For whom a note is, from where the reader stands. */
export function standingOf(handoff: Pick<Handoff, 'from' | 'to' | 'postedAt'>, reader: Reader): Standing {
  const { from, to, postedAt } = handoff;
  const isOwn = from !== null && reader.login !== null && same(from, reader.login);
  if (to.some((name) => isReader(name, reader))) return 'me';
  if (to.length > 0) return isOwn ? 'own' : 'others';
  const next = reader.team === null ? null : nextAfter(reader.team, from, postedAt);
  // Who works alone hands over to themselves; where nobody knows who is next, a note is for everybody else.
  if (next === null) {
    const alone = (reader.team?.members ?? []).every((member) => isTheSame(member, reader.member));
    return isOwn ? (alone ? 'me' : 'own') : 'next';
  }
  if (isTheSame(next, reader.member)) return 'next';
  return isOwn ? 'own' : 'others';
}

/** Whether a name in a note means the reader. */
export function isReader(name: string, reader: Reader): boolean {
  const own = [reader.login, reader.member?.login, reader.member?.name, ...reader.names];
  return own.some((each) => each !== undefined && each !== null && same(each, name));
}

/** The teammate of a name, a login or an address; null when the team has none. */
export function memberCalled(name: string, team: Team | null): Teammate | null {
  return (
    team?.members.find((member) =>
      [member.login, member.name, ...member.emails].some((each) => each && same(each, name)),
    ) ?? null
  );
}

function nextAfter(team: Team, author: string | null, postedAt: string): Teammate | null {
  const at = DateTime.fromISO(postedAt, { zone: 'utc' });
  let best: { member: Teammate; start: number } | null = null;
  for (const { member, startsAt } of teamNow(team, at, { days: 1 }).members) {
    const start = startsAt?.toMillis();
    if (start === undefined || (author !== null && isCalled(member, author))) continue;
    if (best === null || start < best.start) best = { member, start };
  }
  return best?.member ?? null;
}

function isCalled({ login, name }: Teammate, author: string): boolean {
  return same(login ?? name, author);
}

function isTheSame(one: Teammate, other: Teammate | null): boolean {
  return other !== null && one.name === other.name;
}
