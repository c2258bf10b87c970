import assert from 'node:assert/strict';
import { asksOf } from '../../../src/core/inbox/asks';
import { asksDocument } from '../../../src/core/inbox/asksDocument';
import type { Digest } from '../../../src/core/inbox/digest';
import { digestDocument } from '../../../src/core/inbox/digestDocument';
import { acceptMarker } from '../../../src/core/inbox/acceptance';
import { noteDocument, safeUrl } from '../../../src/core/inbox/noteDocument';
import { entriesOf } from '../../../src/core/inbox/waiting';
import type { InboxGitHub } from '../../../src/core/ports/inbox';
import { acceptSender } from '../../../src/usecases/inbox/acceptSender';
import { discussion, handoff, posted, reply } from './scene';

const hour = 3_600_000;
const day = 24 * hour;
const now = posted + 2 * hour;
const reading = { now, zone: 'UTC', asOf: now - 3 * hour, checked: null, fired: [] };

describe('what a receiver is told', () => {
  const nothing: Digest = {
    now,
    since: posted,
    asOf: now - 3 * hour,
    offline: null,
    waiting: [],
    shipped: [],
    blocked: [],
    stuck: [],
    answered: [],
    taken: [],
    rechecked: [],
  };

  it('says how old it is: beside a note always, in a digest where GitHub could not be asked', () => {
    assert.match(noteDocument(handoff('text'), reading), / · as of 3 h ago/);
    const offline = digestDocument({ ...nothing, offline: 'github.com cannot be reached.' }, 'UTC');
    assert.match(offline, /\*\*This is the state of 3 h ago:\*\* github\.com cannot be reached/);
    assert.doesNotMatch(digestDocument(nothing, 'UTC'), /This is the state/);
  });

  it('names a stranger, and shows what anybody said as plain text apart from the note', () => {
    assert.doesNotMatch(noteDocument(handoff('text'), reading), /does not belong/);
    const strange = handoff('text', {
      isMember: false,
      replies: [reply('ops-dev', 'Look: [here](command:evil) <img src=x>\n\n# Not a heading of the note')],
    });
    const text = noteDocument(strange, reading);
    assert.match(text, /\*\*the author does not belong to this repository\*\*/);
    assert.doesNotMatch(text, /(?<!\\)\]\(command:|<img|^# Not/m);
  });

  it('links to the web and to nothing else', () => {
    assert.equal(
      safeUrl('https://github.com/pune/ledger/discussions/1'),
      'https://github.com/pune/ledger/discussions/1',
    );
    for (const url of ['command:evil', 'file:///etc/passwd', 'https://x y', 'https://x)(command:evil', ''])
      assert.equal(safeUrl(url), '');
  });

  it('is told of a question whose deadline has passed, how old it is, and that nobody can answer now', () => {
    const asking = (id: string, at: number) =>
      handoff(
        '## Blocked or unclear\n\n- **Is a retry right?** → payments-dev, by Thu 13:00 Lisbon (13:00 UTC).',
        {
          id,
          createdAt: new Date(at).toISOString(),
          updatedAt: new Date(at).toISOString(),
        },
      );
    const asks = asksOf([asking('D_1', posted - 3 * day), asking('D_2', posted)], null, now);
    assert.equal(asks.length, 1);
    const text = asksDocument(asks, 'UTC', now);
    assert.match(text, /\(\*\*passed\*\*\) · asked 3 d ago · nobody who could answer is known to work now/);
    assert.doesNotMatch(asksDocument(asks, 'UTC', posted - 4 * day), /passed/);
  });

  it('does not wait for weeks that are over', () => {
    const reader = { login: 'lisbon-dev', names: [], team: null, member: null };
    const waits = (at: number) => entriesOf([handoff('text')], reader, {}, at)[0]?.waits;
    assert.deepEqual([waits(posted + 20 * day), waits(posted + 22 * day)], [true, false]);
  });
});

describe('an acceptance', () => {
  it('is not said already where somebody else said it', async () => {
    const said: string[] = [];
    const theirs = reply('ops-dev', `Mine now.\n\n${acceptMarker('n1')}`);
    const gitHub = {
      discussion: () => Promise.resolve(discussion('text', { replies: [theirs] })),
      reply: ({ body }: { body: string }) => {
        said.push(body);
        return Promise.resolve(reply('lisbon-dev', body));
      },
    } as unknown as InboxGitHub;
    const order = { host: 'github.com', discussionId: 'D_1', note: 'n1', login: 'lisbon-dev', by: 'reply' };
    const payload = JSON.stringify({ ...order, readBack: null, asAnswer: false });
    const send = acceptSender(() => Promise.resolve(gitHub));
    await send({ payload } as never, { interrupted: false, signal: undefined } as never);
    assert.equal(said.length, 1);
  });
});
