import type { DateTime } from '../time/luxon';
import { DAY } from '../time/rules';
import { createInference } from './infer';
import type { Team, Teammate } from './model';
import { type Evidence, type Person, plainName } from './people';

/** Who committed within so many days before is taken for a teammate, and at most so many people are. */
const kinds = {
  recent: { within: 30 * DAY, most: 15 },
  all: { within: Number.POSITIVE_INFINITY, most: 300 },
} as const;

/**
 * The team of a repository without a team file: the people with most commits in the 30 days before `at` (15 of them), or
 * of all who ever committed (300 of them). Working hours are unknown.
 */
export function teamFromCommits(evidence: Evidence, at: DateTime, who: keyof typeof kinds = 'recent'): Team {
  const now = at.toMillis();
  const { within, most } = kinds[who];
  const inference = createInference(now);
  const members = evidence
    .people()
    .map((person) => ({ person, commits: commitsSince(person, now - within) }))
    .filter(({ commits }) => commits > 0)
    .sort((a, b) => b.commits - a.commits || (a.person.name < b.person.name ? -1 : 1))
    .slice(0, most)
    .map(({ person }): Teammate => {
      const { zone, candidates } = inference.zoneOf(person.sightings);
      return {
        name: person.name,
        ...(person.login === undefined ? {} : { login: person.login }),
        emails: person.emails,
        zone,
        zoneFrom: zone === null ? 'unknown' : 'commits',
        ...(zone === null ? {} : { candidates }),
        week: null,
        leave: [],
        onCall: [],
      };
    });
  return { source: 'commits', ...(who === 'all' ? { ever: true as const } : {}), members };
}

const commitsSince = ({ sightings }: Person, since: number): number =>
  sightings.reduce((sum, { last, commits }) => (last >= since ? sum + commits : sum), 0);

/** Gives members of a team file that declare no zone the one that their commits show; a machine's show nobody's. */
export function withInferredZones(team: Team, evidence: Evidence, at: DateTime): Team {
  const inference = createInference(at.toMillis());
  const find = finder(evidence.people());
  return {
    ...team,
    members: team.members.map((member) => {
      if (member.zone !== null) return member;
      const person = find(member);
      if (!person) return member;
      const { zone, candidates } = inference.zoneOf(person.sightings);
      return zone === null ? member : { ...member, zone, zoneFrom: 'commits' as const, candidates };
    }),
  };
}

/** Finds the person of the history who is a declared teammate: by address, else by login, else by name. */
function finder(people: readonly Person[]): (member: Teammate) => Person | undefined {
  const known = new Map<string, Person>();
  const note = (key: string, person: Person): void => {
    if (!known.has(key)) known.set(key, person);
  };
  for (const person of people) {
    person.emails.forEach((email) => note(`@${email}`, person));
    if (person.login !== undefined) note(`l${person.login.toLowerCase()}`, person);
    person.names.forEach((name) => note(`n${name}`, person));
  }
  return ({ emails, login, name }) =>
    [
      ...emails.map((email) => `@${email.toLowerCase()}`),
      ...(login === undefined ? [] : [`l${login.toLowerCase()}`]),
      `n${plainName(name)}`,
    ]
      .map((key) => known.get(key))
      .find((person) => person !== undefined);
}
