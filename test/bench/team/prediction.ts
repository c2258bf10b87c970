import { createGit } from '../../../src/adapters/git/index';
import { createInference } from '../../../src/core/team/infer';
import { createEvidence, type Evidence, type Person } from '../../../src/core/team/people';
import type { DateTime } from '../../../src/core/time/luxon';
import { DAY, sharedRules } from '../../../src/core/time/rules';
import { offsetZoneName, zoneNames } from '../../../src/core/time/zone';
import { readEvidence } from '../../../src/usecases/readEvidence';
import { seeded } from '../../unit/time/differential';
import { atLeast, type Result } from '../result';

/** Commits of so many days after the instant are predicted. */
const AHEAD = 120;

/** Commits after an instant, of people who were there before it. */
interface Future {
  readonly person: Person;
  readonly commits: readonly { readonly at: number; readonly offset: number }[];
}

interface Score {
  readonly commits: number;
  readonly right: number;
  /** Commits of people of whom Baton says that it does not know. */
  readonly unknown: number;
  readonly last: number;
  readonly hindsight: number;
}

const rules = sharedRules();

function scored(at: number, futures: readonly Future[]): Score {
  const inference = createInference(at);
  const zones = [...zoneNames().filter((name) => name.includes('/')), 'UTC'];
  let [commits, right, unknown, last, hindsight] = [0, 0, 0, 0, 0];
  for (const { person, commits: own } of futures) {
    const hits = (zone: string): number =>
      own.filter((commit) => rules(zone).offsetAt(commit.at) === commit.offset).length;
    const { zone } = inference.zoneOf(person.sightings);
    commits += own.length;
    if (zone === null) unknown += own.length;
    else right += hits(zone);
    last += hits(offsetZoneName(person.sightings[0]?.offset ?? 0));
    hindsight += Math.max(...zones.map(hits));
  }
  return { commits, right, unknown, last, hindsight };
}

const percent = (count: number, of: number): number => (of === 0 ? 0 : (count / of) * 100);

function results(label: string, score: Score, target: number | null): Result[] {
  const { commits, right, unknown, last, hindsight } = score;
  const name = `${label}: offset right at commits`;
  const figure = (what: string, value: number): Result => ({ name: `${label}: ${what}`, value, unit: '%' });
  if (commits === 0) return [{ name: `${label}: commits to predict`, value: 0, unit: '' }];
  return [
    target === null
      ? { name, value: percent(right, commits), unit: '%' }
      : atLeast(name, percent(right, commits), '%', target),
    figure('right where Baton says that it knows', percent(right, commits - unknown)),
    figure('commits of people whose zone it calls unknown', percent(unknown, commits)),
    figure('by the offset of the last commit', percent(last, commits)),
    figure('by the best single zone in hindsight', percent(hindsight, commits)),
  ];
}

const homes = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Sydney',
  'America/Phoenix',
  'Europe/Lisbon',
  'America/Sao_Paulo',
  'Pacific/Auckland',
  'America/Los_Angeles',
  'Europe/London',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Denver',
  'Asia/Tehran',
  'Africa/Lagos',
  'America/St_Johns',
  'Asia/Tokyo',
  'Africa/Casablanca',
];

/** People who stay where they are, some with a server that writes +0000 and a rare wrong clock. */
export function staying(count = 400): Result[] {
  const random = seeded(11);
  const total = { commits: 0, right: 0, unknown: 0, last: 0, hindsight: 0 };
  for (let index = 0; index < count; index++) {
    const { offsetAt } = rules(homes[index % homes.length] ?? 'UTC');
    const at = Date.UTC(2022, Math.floor(random() * 48), 1 + Math.floor(random() * 28), 12);
    const pause = 1 + Math.floor(random() * 6);
    const noise = random() < 0.3 ? 0.03 : 0;
    const evidence = createEvidence();
    const add = evidence.author('a', 'a@example.com');
    for (let time = at - 600 * DAY; time < at; time += (1 + random() * pause) * DAY) {
      const offset = random() < noise ? (random() < 0.5 ? 0 : 120) : offsetAt(time);
      add(Math.floor(time / 1000), offset);
    }
    const commits = Array.from({ length: AHEAD }, (_, day) => at + day * DAY).map((time) => ({
      at: time,
      offset: offsetAt(time),
    }));
    const score = scored(at, [{ person: evidence.people()[0] as Person, commits }]);
    for (const key of Object.keys(total) as (keyof Score)[]) total[key] += score[key];
  }
  return results('generated, people who stay', total, 99.5);
}

/** A real history: what is known at `from`, against the commits of the 120 days after it. */
export async function real(
  label: string,
  directory: string,
  from: DateTime,
  target: number | null,
): Promise<Result[]> {
  const repository = await createGit().open(directory);
  if (!repository) throw new Error(`${directory} is no repository`);
  const read = (at: DateTime, since: DateTime): Promise<Evidence> =>
    readEvidence({ repository, from: since, at, store: null });
  const people = (await read(from, from.minus({ years: 2 }))).people();
  const owner = new Map(people.flatMap((person) => person.emails.map((email) => [email, person] as const)));
  const names = new Map(people.flatMap((person) => person.names.map((name) => [name, person] as const)));
  const until = from.plus({ days: AHEAD });
  const futures: Future[] = [];
  let newcomers = 0;
  for (const { emails, names: called, sightings } of (await read(until, from)).people()) {
    // Days are counted as often as somebody committed on them, each commit in the offset of that day.
    const commits = sightings.flatMap(({ first, offset, commits: count }) =>
      Array.from({ length: count }, () => ({ at: first, offset })),
    );
    const known =
      emails.map((email) => owner.get(email)).find(Boolean) ??
      called.map((name) => names.get(name)).find(Boolean);
    if (known) futures.push({ person: known, commits });
    else newcomers += commits.length;
  }
  return [
    ...results(label, scored(from.toMillis(), futures), target),
    { name: `${label}: commits of newcomers, not predicted`, value: newcomers, unit: '' },
  ];
}
