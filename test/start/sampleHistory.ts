import { DateTime } from '../../src/core/time/luxon';
import * as program from './sampleProgram';
import { berlin, colleagues, denver, denverBefore, lisbon, mailmap, pune, teamFile } from './sampleTeam';
import type { Colleague } from './sampleTeam';

type Person = Pick<Colleague, 'name' | 'email' | 'zone'>;
type Files = Readonly<Record<string, string>>;

interface Commit {
  readonly by: Person;
  readonly at: number;
  readonly subject: string;
  readonly body?: string;
  readonly files: Files;
}

export interface HistoryOptions {
  readonly now: Date;
  readonly me: { readonly name: string; readonly email: string };
  readonly withTeamFile: boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const daysBack = 240;

/**
 * Eight months of `ledger` for `git fast-import`: always over a change of the clocks, with merges, releases, an
 * unmerged branch of lisbon-dev, and `refund-retry`, which is mine and two commits ahead of what was pushed.
 * The same for the same options.
 */
export function history(options: HistoryOptions): string {
  const me: Person = { ...options.me, zone: pune.zone };
  const now = Math.floor(options.now.getTime() / 1000) * 1000;
  const stream = new Stream();
  const pick = random(20_261_121);
  const team = colleagues.map((each): Person => (each === pune ? me : each));

  stream.commit('refs/heads/main', beginning(now, options));
  let release = 0;
  let pull = 4;
  for (const moment of workingMoments(team, now, pick)) {
    const { by, at } = moment;
    const monthly = Math.floor((at - (now - daysBack * day)) / (60 * day));
    if (monthly > release) {
      release = monthly;
      const version = `2.${release - 1}.0`;
      stream.commit('refs/heads/main', {
        by: lisbon,
        at,
        subject: `chore(release): ${version}`,
        files: { 'package.json': program.manifest(version) },
      });
      stream.tag(`v${version}`, lisbon, at, `ledger ${version}`);
    }
    const author = by.name === denver.name && at < now - 120 * day ? { ...by, email: denverBefore } : by;
    if (pick() > 0.2) stream.commit('refs/heads/main', change(author, at, pick));
    else {
      pull += 1;
      const topic = `refs/heads/topic-${pull}`;
      stream.branch(topic, 'refs/heads/main');
      stream.commit(topic, change(author, at - 40 * minute, pick));
      stream.commit(topic, change(author, at - 10 * minute, pick));
      const reviewer = team[Math.floor(pick() * team.length)] ?? lisbon;
      const subject = `Merge pull request #${pull} from ${by.name.replaceAll(' ', '-')}/topic-${pull}`;
      stream.merge('refs/heads/main', topic, { by: reviewer, at, subject, files: {} });
      stream.drop(topic);
    }
  }
  recent(stream, me, now);
  return stream.toString();
}

function beginning(now: number, { me, withTeamFile }: HistoryOptions): Commit {
  return {
    by: lisbon,
    at: now - daysBack * day,
    subject: 'Begin the ledger',
    files: {
      'README.md': program.readme,
      'package.json': program.manifest('1.9.0'),
      '.gitignore': 'node_modules/\nlogs/\n',
      '.mailmap': mailmap,
      'pay.js': program.pay,
      'lib/ledger.js': program.ledgerEager,
      'lib/retry.js': program.retryOnce,
      'data/refunds.json': program.refunds,
      ...(withTeamFile ? { '.baton/team.yml': teamFile(me) } : {}),
    },
  };
}

/** What the last three days brought, counted back from now, so that there is always a day's work to hand over. */
function recent(stream: Stream, me: Person, now: number): void {
  const main = 'refs/heads/main';
  const topic = 'refs/heads/refund-retry';
  const table = 'refs/heads/lisbon-dev/fee-table';
  stream.branch(table, main);
  const fees = (count: number): Files => ({
    'lib/feeTable.js': `module.exports = {\n${['EUR: 25', 'USD: 30', 'INR: 18'].slice(0, count).join(',\n  ').replace(/^/, '  ')},\n};\n`,
  });
  stream.commit(table, {
    by: lisbon,
    at: now - 70 * hour,
    subject: 'feat(fees): one table for all currencies',
    files: fees(1),
  });
  stream.commit(table, { by: lisbon, at: now - 69 * hour, subject: 'dollars', files: fees(2) });
  stream.commit(main, {
    by: berlin,
    at: now - 50 * hour,
    subject: 'perf(ledger): load rows lazily',
    body: 'Starting a worker took 400 ms, nearly all of it for rows that nobody asked for.',
    files: { 'lib/ledger.js': program.ledgerLazy },
  });
  const key = 'refs/heads/topic-138';
  stream.branch(key, main);
  stream.commit(key, {
    by: me,
    at: now - 27 * hour,
    subject: 'feat(refund): idempotency keys',
    body: 'A refund that is sent twice is paid once.\n\nRefs #131',
    files: { 'lib/key.js': `exports.keyOf = (refund) => \`refund-\${refund.id}\`;\n` },
  });
  const subject = 'Merge pull request #138 from pune-dev/idempotency-keys';
  stream.merge(main, key, { by: me, at: now - 25 * hour, subject, files: {} });
  stream.drop(key);
  stream.branch(topic, main);
  stream.commit(topic, {
    by: me,
    at: now - 24 * hour,
    subject: 'feat(refund): retry with backoff',
    files: { 'lib/retry.js': program.retryLoop, 'lib/backoff.js': program.backoffFixed },
  });
  stream.commit(main, {
    by: denver,
    at: now - 14 * hour,
    subject: 'Quarantine the flaky settlement test',
    files: { 'docs/quarantine.md': '- settlement › rounds at midnight (since today, #140)\n' },
  });
  stream.commit(topic, {
    by: me,
    at: now - 185 * minute,
    subject: 'test(refund): succeeds at the second try',
    files: { 'test/retry.test.js': program.retryTest },
  });
  stream.pushed(topic);
  stream.commit(topic, {
    by: me,
    at: now - 95 * minute,
    subject: 'fix(refund): full jitter, not fixed steps',
    body: 'The bank throttles per second, and fixed steps would all meet there.',
    files: { 'lib/backoff.js': program.backoffJitter },
  });
  stream.commit(topic, {
    by: me,
    at: now - 20 * minute,
    subject: 'Say in the readme how often a refund is tried',
    files: { 'README.md': `${program.readme}A refund is tried six times.\n` },
  });
}

/** When each colleague commits: on about half of the working days, in working hours by the clock on the wall. */
function workingMoments(
  team: readonly Person[],
  now: number,
  pick: () => number,
): { by: Person; at: number }[] {
  const moments: { by: Person; at: number }[] = [];
  for (let back = daysBack - 1; back >= 3; back--) {
    for (const by of team) {
      const today = DateTime.fromMillis(now - back * day, { zone: by.zone });
      const at = today
        .startOf('day')
        .set({ hour: 9 + Math.floor(pick() * 8), minute: Math.floor(pick() * 60) });
      if (pick() < 0.5 && today.weekday <= 5 && at.toMillis() < now - 75 * hour)
        moments.push({ by, at: at.toMillis() });
    }
  }
  return moments.sort((one, other) => one.at - other.at);
}

const modules = ['fees', 'rounding', 'holidays', 'currency', 'settlement'] as const;
const subjects: readonly ((name: string) => string)[] = [
  (name) => `feat(${name}): a rule for the next quarter`,
  (name) => `fix(${name}): half a cent went missing`,
  (name) => `refactor(${name}): say it once`,
  (name) => `test(${name}): the last day of the month`,
  (name) => `docs: where ${name} come from`,
  (name) => `Tidy up ${name}`,
  (name) => `${name}: review comments`,
  (name) => `Revert the change to ${name} of last week`,
];
const careless = ['WIP', 'Make the linter happy', 'typo', 'again'] as const;

function change(by: Person, at: number, pick: () => number): Commit {
  const name = modules[Math.floor(pick() * modules.length)] ?? 'fees';
  const subject =
    pick() < 0.1
      ? (careless[Math.floor(pick() * careless.length)] ?? careless[0])
      : (subjects[Math.floor(pick() * subjects.length)]?.(name) ?? name);
  const rule = Math.floor(pick() * 900) + 100;
  return {
    by,
    at,
    subject,
    files: { [`lib/${name}.js`]: `exports.${name} = (amount) => Math.round(amount * ${rule}) / ${rule};\n` },
  };
}

/** Numbers from 0 up to 1 that look random and are the same every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The text that `git fast-import` reads. */
class Stream {
  readonly #parts: string[] = [];
  readonly #heads = new Map<string, number>();
  readonly #changed = new Map<string, Files>();
  #marks = 0;

  commit(ref: string, commit: Commit, second?: number): void {
    const parent = this.#heads.get(ref);
    const mark = ++this.#marks;
    const message = `${commit.subject}\n${commit.body ? `\n${commit.body}\n` : ''}`;
    const who = `${commit.by.name} <${commit.by.email}> ${stamp(commit.at, commit.by.zone)}`;
    this.#parts.push(`commit ${ref}\nmark :${mark}\nauthor ${who}\ncommitter ${who}\n${data(message)}`);
    if (parent) this.#parts.push(`from :${parent}\n`);
    if (second) this.#parts.push(`merge :${second}\n`);
    for (const [path, text] of Object.entries(commit.files))
      this.#parts.push(`M 100644 inline ${path}\n${data(text)}`);
    this.#heads.set(ref, mark);
    this.#changed.set(ref, { ...this.#changed.get(ref), ...commit.files });
  }

  branch(ref: string, from: string): void {
    const mark = this.#heads.get(from);
    if (!mark) throw new Error(`${from} has no commit`);
    this.#heads.set(ref, mark);
    this.#changed.set(ref, {});
  }

  merge(into: string, ref: string, commit: Commit): void {
    this.commit(into, { ...commit, files: { ...this.#changed.get(ref) } }, this.#heads.get(ref));
  }

  /** The branch is merged and gone. */
  drop(ref: string): void {
    this.#parts.push(`reset ${ref}\nfrom ${'0'.repeat(40)}\n\n`);
    this.#heads.delete(ref);
  }

  /** What the remote has of a branch. */
  pushed(ref: string): void {
    this.#parts.push(
      `reset ${ref.replace('refs/heads/', 'refs/pushed/')}\nfrom :${this.#heads.get(ref)}\n\n`,
    );
  }

  tag(name: string, by: Person, at: number, message: string): void {
    const from = this.#heads.get('refs/heads/main');
    this.#parts.push(
      `tag ${name}\nfrom :${from}\ntagger ${by.name} <${by.email}> ${stamp(at, by.zone)}\n${data(message)}`,
    );
  }

  toString(): string {
    return this.#parts.join('');
  }
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** Seconds and the offset that the zone had at that moment, as git writes them. */
function stamp(at: number, zone: string): string {
  return `${Math.floor(at / 1000)} ${DateTime.fromMillis(at, { zone }).toFormat('ZZZ')}`;
}
