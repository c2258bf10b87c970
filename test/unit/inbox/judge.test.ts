import assert from 'node:assert/strict';
import type { Claim } from '../../../src/core/inbox/model';
import { asksOf } from '../../../src/core/inbox/asks';
import { asksDocument } from '../../../src/core/inbox/asksDocument';
import { checkClaims, factsFor, firePlans } from '../../../src/core/inbox/check';
import { noteDocument } from '../../../src/core/inbox/noteDocument';
import type { Reader } from '../../../src/core/inbox/reader';
import { lastWorkingMoment } from '../../../src/core/inbox/since';
import { countWaiting, entriesOf, forMe } from '../../../src/core/inbox/waiting';
import type { Facts, PullFacts } from '../../../src/core/ports/inbox';
import { readTeamFile } from '../../../src/core/team/file';
import { usualDays, usualHours, weekOf } from '../../../src/core/team/hours';
import { handoff, posted, reply } from './scene';

const team = readTeamFile(`members:
  - { name: pune-dev, login: pune-dev, zone: Asia/Kolkata, hours: 09:30-18:30 }
  - { name: lisbon-dev, login: lisbon-dev, zone: Europe/Lisbon, hours: 09:00-17:30 }
  - { name: payments-dev, login: payments-dev, zone: America/Denver, hours: 09:00-17:00 }
`).team;
const reader = (login: string): Reader => ({
  login,
  names: [],
  team,
  member: team?.members.find(({ name }) => name === login) ?? null,
});
const pull = (change: Partial<PullFacts>): Facts => ({
  pulls: [{ number: 142, kind: 'pull', state: 'open', at: null, by: null, checks: null, ...change }],
  commits: [],
  branches: [],
  files: [],
});
const hours = 3_600_000;

describe('for whom a handoff waits', () => {
  const waitsFor = (login: string, ...notes: ReturnType<typeof handoff>[]) =>
    countWaiting(entriesOf(notes, reader(login), {}, posted + hours));

  it('is whom it names, in any case, and nobody else', () => {
    const note = handoff('text', { title: 'Retries · pune-dev → Lisbon-Dev' });
    assert.deepEqual(
      ['lisbon-dev', 'payments-dev', 'pune-dev'].map((login) => waitsFor(login, note)),
      [1, 0, 0],
    );
  });

  it('is who works next after it was posted, where it names nobody', () => {
    // 17:00 in Pune, 11:30 in Lisbon: payments-dev begins at 16:00 UTC.
    const note = handoff('text', { title: 'Retries · pune-dev', createdAt: '2026-11-19T11:30:00Z' });
    assert.deepEqual(
      ['lisbon-dev', 'payments-dev'].map((login) => waitsFor(login, note)),
      [0, 1],
    );
  });

  it('is nobody once it was taken over, closed, or continued by its author', () => {
    const replies = [reply('lisbon-dev', 'Mine now.\n\n<!-- baton:accept note-D-1 -->')];
    assert.equal(waitsFor('lisbon-dev', handoff('text', { replies })), 0);
    assert.equal(waitsFor('lisbon-dev', handoff('text', { closed: true })), 0);
    const first = handoff('text');
    const later = (author: string) =>
      handoff(`Continues [it](${first.url}).`, { id: 'D_2', author, createdAt: '2026-11-19T13:00:00Z' });
    assert.equal(waitsFor('lisbon-dev', first, later('pune-dev')), 1);
    assert.equal(waitsFor('lisbon-dev', first, later('stranger')), 2, 'only an author replaces a note');
  });

  it('does not count what a stranger wrote, and lists it', () => {
    const entries = entriesOf([handoff('text', { isMember: false })], reader('lisbon-dev'), {}, posted);
    assert.deepEqual([countWaiting(entries), forMe(entries, posted).length], [0, 1]);
  });

  it('is unread until it was opened as it is now', () => {
    const unread = (seen: string) =>
      entriesOf([handoff('text')], reader('lisbon-dev'), { D_1: seen }, posted)[0]?.unread;
    assert.deepEqual([unread('2026-11-19T12:29:59Z'), unread('2026-11-19T12:30:00Z')], [true, false]);
  });
});

describe('a statement of a note', () => {
  const { claims } = handoff('## Working on now\n\n- #142 waits for review');
  const verdict = (facts: Facts | null) =>
    checkClaims(claims, facts).map(({ verdict, how }) => [verdict, how]);

  it('is still true, changed overnight (and how), or nobody can tell', () => {
    assert.deepEqual(verdict(pull({})), [['true', '#142 is open']]);
    assert.deepEqual(verdict(pull({ state: 'merged', by: 'ops-dev' })), [
      ['changed', '#142 is merged by ops-dev'],
    ]);
    assert.equal(verdict({ ...pull({}), pulls: [] })[0]?.[0], 'unknown');
    assert.equal(verdict(null)[0]?.[0], 'unknown');
  });

  it('is held against the commits of a branch and the changes of a file', () => {
    const note = handoff(
      '## Working on now\n\n- Branch `retry`, 2 commits, all pushed: `9f31c2e`\n- Start at `ledger/backoff.ts:41`',
    );
    const asked = factsFor(note);
    assert.deepEqual(asked?.commits, [{ sha: '9f31c2e', branch: 'retry' }]);
    assert.deepEqual(asked?.branches, ['retry']);
    assert.deepEqual(asked?.files, [{ path: 'ledger/backoff.ts', branch: 'retry' }]);
    const facts: Facts = {
      pulls: [],
      commits: [{ sha: '9f31c2e', branch: 'retry', isOn: false }],
      branches: [{ branch: 'retry', exists: true }],
      files: [{ path: 'ledger/backoff.ts', branch: 'retry', changes: { count: 2, by: 'ops-dev', at: null } }],
    };
    assert.deepEqual(
      checkClaims(note.claims, facts)
        .map(({ verdict, how }) => `${verdict}: ${how}`)
        .sort(),
      [
        'changed: 9f31c2e is not on retry',
        'changed: ledger/backoff.ts changed in 2 commits since, last by ops-dev',
        'true: branch retry is there',
      ],
    );
  });
});

describe('each kind of statement', () => {
  const of = (claim: Claim, facts: Facts) =>
    checkClaims([claim], facts).map(({ verdict, how }) => `${verdict}: ${how}`)[0];
  const number = (kind: 'merged' | 'open' | 'closed' | 'green' | 'red', change: Partial<PullFacts>) =>
    of({ text: '', kind, number: 142 }, pull(change));
  const none: Facts = { pulls: [], commits: [], branches: [], files: [] };

  it('about a pull request is true only as long as it stands so', () => {
    assert.match(number('merged', { state: 'merged' }) ?? '', /^true/);
    assert.match(number('merged', { state: 'closed' }) ?? '', /^changed/);
    assert.match(number('open', { state: 'closed' }) ?? '', /^changed/);
    assert.match(number('closed', { state: 'closed' }) ?? '', /^true/);
    assert.equal(number('green', { checks: 'green' }), 'true: #142 is open, checks green');
    assert.equal(number('green', { checks: 'red' }), 'changed: #142 is open, checks red');
    assert.match(number('red', { checks: 'red' }) ?? '', /^true/);
    assert.match(number('red', { checks: 'green' }) ?? '', /^changed/);
    assert.equal(number('green', {}), 'unknown: #142 has no checks');
  });

  it('about a commit, a branch or a file, just as well', () => {
    const commit = { text: '', kind: 'commit', sha: '9f31c2e0', branch: 'retry' } as const;
    const on = (isOn: boolean | null) =>
      of(commit, { ...none, commits: [{ sha: commit.sha, branch: 'retry', isOn }] });
    assert.deepEqual(
      [on(true), on(null)],
      ['true: 9f31c2e is on retry', 'unknown: 9f31c2e or retry is not on GitHub'],
    );
    const branch = { text: '', kind: 'branch', branch: 'retry' } as const;
    assert.equal(
      of(branch, { ...none, branches: [{ branch: 'retry', exists: false }] }),
      'changed: branch retry is gone',
    );
    assert.equal(of(branch, none), 'unknown: GitHub does not say');
    const file = { text: '', kind: 'file', path: 'a.ts', branch: null } as const;
    const changes = (count: number) =>
      of(file, { ...none, files: [{ path: 'a.ts', branch: null, changes: { count, by: null, at: null } }] });
    assert.deepEqual(
      [changes(0), changes(1)],
      ['true: a.ts is as it was', 'changed: a.ts changed in 1 commit since'],
    );
    assert.equal(of(file, none), 'unknown: the branch of a.ts is not on GitHub');
  });
});

describe('a plan', () => {
  const { plans } = handoff(
    '## If … then\n\n- **If** CI on #142 is green by Fri 12:00 Lisbon (12:00 UTC) **then** merge, **else** revert',
  );
  const deadline = Date.parse('2026-11-20T12:00:00Z');
  const branch = (facts: Facts | null, at: number) => firePlans(plans, facts, at)[0]?.branch;

  it('fires when its condition holds, waits while it may, and takes the other branch when its time has passed', () => {
    assert.equal(branch(pull({ checks: 'green' }), deadline - 1), 'then');
    assert.equal(branch(pull({ checks: 'running' }), deadline - 1), 'pending');
    assert.equal(branch(pull({ checks: 'red' }), deadline - 1), 'else');
    assert.equal(branch(pull({ checks: 'running' }), deadline), 'else');
    assert.equal(branch(pull({}), deadline - 1), 'unknown');
    assert.equal(branch(null, deadline - 1), 'unknown');
  });

  it('that hangs on a merge counts one in time, and one that must not be', () => {
    const on = (condition: string, change: Partial<PullFacts>, at = deadline + 1) =>
      firePlans(handoff(`**If** ${condition} **then** deploy`).plans, pull(change), at)[0]?.branch;
    const by = '#142 is merged by Fri 12:00 Lisbon (12:00 UTC)';
    assert.equal(on(by, { state: 'merged', at: '2026-11-20T11:00:00Z' }), 'then');
    assert.equal(on(by, { state: 'merged', at: '2026-11-20T13:00:00Z' }), 'else');
    assert.equal(on('#142 is not merged', { state: 'merged' }), 'else');
    assert.equal(on('#142 is not merged', {}), 'then');
    assert.equal(on('#142 is closed', { state: 'closed' }), 'then');
  });

  it('is judged in another language where its words are known, left to a person where they turn it round', () => {
    const on = (text: string) => firePlans(handoff(text).plans, pull({ checks: 'green' }), posted)[0]?.branch;
    assert.equal(on('**Wenn** #142 green ist, **dann** mergen'), 'then');
    assert.equal(on('**Wenn** #142 nicht green ist, **dann** warten'), 'unknown');
    assert.equal(on('**如果** #142 不 green, **就** 等'), 'unknown');
    assert.equal(on('**Wenn** #142 grün ist, **dann** mergen'), 'unknown');
    const { claims } = handoff('- **Wenn** #142 merged ist, **dann** weiter\n- #143 is merged');
    assert.deepEqual(
      claims.map((claim) => 'number' in claim && claim.number),
      [143],
    );
  });

  it('that only a person can judge is left to a person', () => {
    const told = handoff('**If** `refunds_failed` rises **then** revert').plans;
    assert.deepEqual(
      firePlans(told, pull({}), posted).map(({ branch, how }) => [branch, how]),
      [['unknown', 'only a person can tell']],
    );
  });
});

describe('an open question', () => {
  const text =
    '## Blocked or unclear\n\n- **Is a retry ever right?** → payments-dev, by Fri 16:30 Denver (23:30 UTC).';
  const quote = '> Is a retry ever right?\n\n';
  const ask = (...replies: ReturnType<typeof reply>[]) =>
    asksOf([handoff(text, { replies })], team, posted + 4 * hours)[0];

  it('keeps its owner and its deadline until somebody else answers, and opens again when the asker comes back', () => {
    assert.deepEqual([ask()?.state, ask()?.owner?.name], ['open', 'payments-dev']);
    const answer = reply('payments-dev', `${quote}No.`);
    assert.equal(ask(answer)?.state, 'answered');
    assert.equal(ask(answer, reply('pune-dev', `${quote}Why?`))?.state, 'open');
    assert.equal(ask(reply('pune-dev', 'Anybody?'))?.state, 'open');
  });

  it('proposes a call after three rounds without an end', () => {
    const round = () => [reply('payments-dev', `${quote}No.`), reply('pune-dev', `${quote}Why?`)];
    assert.equal(ask(...round(), ...round())?.needsCall, false);
    const found = ask(...round(), ...round(), ...round());
    assert.deepEqual([found?.rounds, found?.needsCall], [3, true]);
  });

  it('says who can answer now, and when it is due for both sides', () => {
    const found = asksOf([handoff(text)], team, posted + 4 * hours);
    assert.deepEqual(found[0]?.awake, ['payments-dev']);
    const page = asksDocument(found, 'Europe/Lisbon', posted + 4 * hours);
    assert.match(page, /answer by Fri 23:30 for you, 16:30 for payments-dev/);
    assert.match(page, /works now: payments-dev/);
    assert.deepEqual(asksOf([handoff(text)], team, posted + 14 * hours)[0]?.awake, []);
  });

  it('is settled when a later note of its author leaves it out, and told once with its age when it is carried', () => {
    const first = handoff(text);
    const later = (body: string, author = 'pune-dev') =>
      handoff(`Continues [it](${first.url}).\n\n${body}`, {
        id: 'D_2',
        author,
        createdAt: '2026-11-20T12:30:00Z',
      });
    assert.equal(asksOf([first, later('Done.')], team, posted).length, 0);
    assert.equal(asksOf([first, later('Done.', 'stranger')], team, posted).length, 1);
    const carried = asksOf([first, later(text)], team, posted);
    assert.deepEqual(
      carried.map(({ handoff: { key } }) => key),
      ['D_2'],
    );
  });
});

describe('the page of a note', () => {
  const page = (text: string) =>
    noteDocument(handoff(text), {
      now: posted + hours,
      zone: 'Europe/Lisbon',
      asOf: posted,
      checked: null,
      fired: [],
    });

  it('says first what is to be done next', () => {
    assert.equal(page('**Next action:** merge #142').split('\n')[0], '# Next: merge #\u2060142');
    assert.match(page('Text'), /^# Next: the note names no next action/);
  });

  it('holds nothing that runs, loads or hides', () => {
    const hostile =
      '**Next action:** [x](command:y) <img src=z>\n\n![a](https://evil.example/a.png)\n\n<script>1</script>\u202e';
    assert.doesNotMatch(page(hostile), /(?<!\\)\]\(command|(?<!\\)<img|<script|!\[|\u202e/);
  });
});

describe('my last working moment', () => {
  const mine = { zone: 'Europe/Lisbon', week: weekOf(usualHours, usualDays), leave: [] };
  const at = (iso: string) => new Date(lastWorkingMoment(Date.parse(iso), mine)).toISOString();

  it('is the end of the last stretch of work by my declared hours', () => {
    assert.equal(at('2026-11-20T08:00:00Z'), '2026-11-19T17:00:00.000Z');
    assert.equal(at('2026-11-20T12:00:00Z'), '2026-11-19T17:00:00.000Z', 'while I work, the day before');
    assert.equal(at('2026-11-23T08:00:00Z'), '2026-11-20T17:00:00.000Z', 'over a weekend');
  });

  it('passes over leave', () => {
    const leave = [{ from: '2026-11-16', to: '2026-11-20' }];
    const found = lastWorkingMoment(Date.parse('2026-11-23T08:00:00Z'), { ...mine, leave });
    assert.equal(new Date(found).toISOString(), '2026-11-13T17:00:00.000Z');
  });
});
