import assert from 'node:assert/strict';
import { acceptMarker } from '../../../src/core/inbox/acceptance';
import { asksOf } from '../../../src/core/inbox/asks';
import { checkClaims, factsFor, firePlans } from '../../../src/core/inbox/check';
import { pathOf } from '../../../src/core/inbox/guards';
import { handoffsIn } from '../../../src/core/inbox/parse';
import type { Facts, PullFacts } from '../../../src/core/ports/inbox';
import { noteMarker } from '../../../src/core/post/marker';
import { address, discussion, handoff, posted, reply } from './scene';

describe('what is said under a note', () => {
  const said = (...replies: ReturnType<typeof reply>[]) =>
    handoff('text', { replies }).said.map(({ text }) => text);

  it('is what people wrote, an acceptance with its read-back too, and neither a bare one nor another note', () => {
    assert.deepEqual(said(reply('ops-dev', 'Looks good')), ['Looks good']);
    assert.deepEqual(said(reply('ops-dev', `Mine now.\n\n${acceptMarker('note-D-1')}`)), []);
    const readBack = `Mine now.\n\nI merge first.\n\n${acceptMarker('note-D-1')}`;
    assert.deepEqual(said(reply('ops-dev', readBack)), ['Mine now.\n\nI merge first.']);
    assert.deepEqual(said(reply('ops-dev', `# Another\n\n${noteMarker('n2')}`)), []);
    assert.deepEqual(said(reply('ops-dev', 'Gone since', { author: null })), []);
  });

  it('is, where several notes stand in one Discussion, what accepts that note or quotes it later', () => {
    const line = 'Make the backoff clock injectable';
    const posts = (id: string, at: string) =>
      reply('pune-dev', `# ${id} → lisbon-dev\n\n${line}\n\n${noteMarker(id)}`, { createdAt: at });
    const accepts = (id: string) =>
      reply('lisbon-dev', `Mine now.\n\n> ${line}\n\nI merge ${id}.\n\n${acceptMarker(id)}`, {
        createdAt: '2026-11-19T16:00:00Z',
      });
    const rolling = discussion('no note', {
      body: 'Handoffs of this month',
      replies: [
        reply('ops-dev', `> ${line}\n\nToo early.`, { createdAt: '2026-11-19T13:00:00Z' }),
        posts('n1', '2026-11-19T14:00:00Z'),
        posts('n2', '2026-11-19T15:00:00Z'),
        accepts('n2'),
        reply('ops-dev', `> ${line}\n\nAgreed.`, { createdAt: '2026-11-19T17:00:00Z' }),
        reply('ops-dev', 'By the way', { createdAt: '2026-11-19T18:00:00Z' }),
      ],
    });
    const told = handoffsIn(rolling, address, () => false).map(({ id, said: all }) => [
      id,
      ...all.map(({ text }) => text.split('\n').at(-1)),
    ]);
    assert.deepEqual(told.sort(), [
      ['n1', 'Agreed.'],
      ['n2', 'I merge n2.', 'Agreed.'],
    ]);
  });
});

describe('a question and what answers it', () => {
  const one = '## Blocked\n\n- **Is a retry ever right?** → payments-dev\n- Staging has no key';
  const two = `${one}\n- **Who owns the key?** → ops-dev`;
  const states = (text: string, ...replies: ReturnType<typeof reply>[]) =>
    asksOf([handoff(text, { replies })], null, posted).map(({ state }) => state);

  it('is any reply where the note asks nothing else, and else one that quotes it or is marked as the answer', () => {
    assert.deepEqual(states(one), ['open']);
    assert.deepEqual(states(one, reply('payments-dev', 'No.')), ['answered']);
    assert.deepEqual(states(two, reply('payments-dev', 'No.')), ['open', 'open']);
    assert.deepEqual(states(two, reply('payments-dev', '> Is a retry ever right?\n\nNo.')).sort(), [
      'answered',
      'open',
    ]);
    assert.deepEqual(states(two, reply('ops-dev', 'Me.', { isAnswer: true })), ['answered', 'answered']);
  });
});

describe('plans and statements', () => {
  const facts = (change: Partial<PullFacts>): Facts => ({
    pulls: [{ number: 142, kind: 'pull', state: 'open', at: null, by: null, checks: null, ...change }],
    commits: [],
    branches: [],
    files: [],
  });
  const fired = (condition: string, known: Facts | null) => {
    const [found] = firePlans(handoff(`**If** ${condition} **then** revert`).plans, known, posted);
    return [found?.branch, found?.how];
  };

  it('fire when checks fail, and wait for none of what is closed', () => {
    const by = 'CI on #142 is red by Fri 12:00 Lisbon (12:00 UTC)';
    assert.equal(fired(by, facts({ checks: 'red' }))[0], 'then');
    assert.equal(fired(by, facts({ checks: 'running' }))[0], 'pending');
    assert.equal(fired(by, facts({ checks: 'running', state: 'closed' }))[0], 'else');
    assert.equal(fired(by, facts({}))[0], 'unknown');
    const open = '#142 is still open by Fri 12:00 Lisbon (12:00 UTC)';
    assert.equal(fired(open, facts({}))[0], 'then');
    assert.equal(fired(open, facts({ state: 'merged' }))[0], 'else');
  });

  it('say why nobody can tell', () => {
    assert.deepEqual(fired('#142 is merged', null), ['unknown', 'GitHub could not be asked']);
    assert.deepEqual(fired('#142 is merged', { ...facts({}), pulls: [] }), ['unknown', '#142 is not there']);
  });

  it('ask GitHub nothing where there are none', () => {
    assert.equal(factsFor(handoff('Text')), null);
  });

  it('hold a commit against the branch that the note names, whatever another branch holds', () => {
    const claim = { text: '', kind: 'commit', sha: '9f31c2e0', branch: 'retry' } as const;
    const commits = [
      { sha: '9f31c2e0', branch: 'main', isOn: true },
      { sha: '4be01d20', branch: 'retry', isOn: true },
      { sha: '9f31c2e0', branch: 'retry', isOn: false },
    ];
    assert.deepEqual(
      checkClaims([claim], { ...facts({}), commits }).map(({ verdict }) => verdict),
      ['changed'],
    );
  });
});

describe('whom a note is for, and what it guards', () => {
  it('is each name once, without blanks and without how many more there are', () => {
    const to = (title: string) => handoff('text', { title }).to;
    assert.deepEqual(to('Refunds · pune-dev → lisbon-dev, , Lisbon-Dev, @ops-dev, 12 more'), [
      'lisbon-dev',
      'ops-dev',
    ]);
    assert.deepEqual(to(`Refunds · pune-dev → ${'x'.repeat(101)}`), []);
    assert.deepEqual(to('Refunds'), []);
  });

  it('is no path that is too long to be one, or that holds blanks', () => {
    assert.equal(pathOf('lib/a.ts:7'), 'lib/a.ts');
    for (const code of ['a'.repeat(301), 'npm test', '/etc/passwd', '../a', 'a*b'])
      assert.equal(pathOf(code), null);
  });
});
