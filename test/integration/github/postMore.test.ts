import assert from 'node:assert/strict';
import { createGitHub } from '../../../src/adapters/github';
import { UnavailableError, type GitHub } from '../../../src/core/ports/github';
import { noteIdIn } from '../../../src/core/post/marker';
import { retry, sendWaiting } from '../../../src/usecases/outbox/senders';
import { waiting } from '../../../src/usecases/outbox/enqueue';
import { postNote, type PostRequest } from '../../../src/usecases/post/postNote';
import { retractNote } from '../../../src/usecases/post/retract';
import { sendNote } from '../../../src/usecases/post/sendNote';
import type { WaitingNote } from '../../../src/usecases/post/waitingNote';
import { startStandIn, type StandIn } from '../../github/server';
import { addComment, addDiscussion, edit } from '../../github/world';
import { journalInMemory } from '../../unit/github/journalInMemory';

const markdown = '# Refunds done\n\n**State:** works\n**Next action:** merge #142\n';

describe('a posted note', function () {
  this.timeout(30_000);
  let standIn: StandIn;
  let gitHub: GitHub;
  let journal: ReturnType<typeof journalInMemory>;
  let now = Date.now();

  before(async () => {
    standIn = await startStandIn();
    gitHub = createGitHub(standIn.url, standIn.token('pune-dev'), 0);
  });
  beforeEach(() => {
    standIn.heal();
    standIn.ledger.discussions.length = 0;
    standIn.ledger.isPrivate = false;
    journal = journalInMemory();
    now = Date.now();
  });
  after(() => standIn.close());

  const category = (name: string) => standIn.ledger.categories.find((each) => each.name === name)!;
  const address = () => ({ host: standIn.url, owner: 'baton-sample', name: 'ledger' });
  const ports = (as: GitHub | null = gitHub) => ({
    state: journal,
    gitHub: () => Promise.resolve(as),
    now: () => now,
    pause: () => Promise.resolve(),
  });
  const post = (more: Partial<PostRequest> = {}, as = gitHub) =>
    postNote(
      {
        markdown,
        noteId: 'n1',
        destination: { kind: 'discussion', address: address(), categoryId: category('Handoffs').id },
        mayBePublic: true,
        ...more,
      },
      { ...ports(), gitHub: as },
    );
  const send = (more: Partial<WaitingNote> = {}, as: GitHub | null = gitHub) =>
    sendNote(
      {
        noteId: 'n1',
        markdown,
        address: address(),
        place: { kind: 'discussion', categoryId: category('Handoffs').id },
        resend: false,
        overwrite: false,
        mayBePublic: true,
        ...more,
      },
      'Refunds done',
      ports(as),
    );
  const first = () => standIn.ledger.discussions[0]!;

  it('gets its update as a comment where GitHub lets nobody edit it, once for each text', async () => {
    await post();
    for (let round = 0; round < 3; round++) {
      standIn.fail({ kind: 'forbidden', on: 'UpdateDiscussion' });
      const { state, url } = await post({ markdown: `${markdown}more` });
      assert.deepEqual([state, url], [round === 0 ? 'updated' : 'unchanged', first().url]);
    }
    assert.equal(first().comments.length, 1);
    assert.match(
      first().comments[0]?.body ?? '',
      /^\*\*Update of the note above\*\*\n\n\*\*State:\*\* works[^]*more/,
    );
    assert.doesNotMatch(first().body, /more/);
    standIn.heal();
    assert.equal((await post({ markdown: `${markdown}most` })).state, 'updated');
    assert.match(first().body, /most/, 'once it can be edited, it is');
  });

  it('shows what somebody wrote in the very moment of an update, and restores it', async () => {
    await send();
    const racing: GitHub = {
      ...gitHub,
      updateDiscussion: (input, signal) => {
        edit(standIn.world, first(), 'ops-dev', `${first().body}\nstaging is down`);
        return gitHub.updateDiscussion(input, signal);
      },
    };
    const result = await send({ markdown: `${markdown}more` }, racing);
    assert.equal(result.state, 'updated');
    assert.equal(result.overwritten?.editor, 'ops-dev');
    assert.match(result.overwritten.text, /staging is down/);
    const [kept, ...others] = await waiting(journal);
    assert.deepEqual([kept?.type, kept?.status, others.length], ['restore', 'asks', 0]);
    assert.equal((await retry(kept?.id ?? '', ports()))?.state, 'sent');
    assert.match(first().body, /staging is down/);
    assert.deepEqual(await waiting(journal), []);
    const again = await send({ markdown: `${markdown}more` });
    assert.deepEqual(
      [again.state, again.ask],
      ['undecided', 'overwrite'],
      'theirs is not replaced again unasked',
    );
    assert.match(again.there ?? '', /staging is down/);
  });

  it('owes a look at what an update replaced until GitHub’s history can be read, also in another window', async () => {
    await send();
    const racing: GitHub = {
      ...gitHub,
      updateDiscussion: (input, signal) => {
        edit(standIn.world, first(), 'ops-dev', `${first().body}\nstaging is down`);
        return gitHub.updateDiscussion(input, signal);
      },
      edits: () => Promise.reject(new UnavailableError('GitHub answers with an error.')),
    };
    const result = await send({ markdown: `${markdown}more` }, racing);
    assert.deepEqual([result.state, result.overwritten], ['updated', undefined]);
    assert.deepEqual(
      (await waiting(journal)).map(({ type }) => type),
      ['look-back'],
    );
    now += 3_600_000;
    await sendWaiting(ports());
    const [kept, ...others] = await waiting(journal);
    assert.deepEqual([kept?.type, kept?.status, others.length], ['restore', 'asks', 0]);
    assert.match(kept?.payload ?? '', /staging is down/);
  });

  it('restores nothing over what was edited once more since', async () => {
    await send();
    const racing: GitHub = {
      ...gitHub,
      updateDiscussion: (input, signal) => {
        edit(standIn.world, first(), 'ops-dev', 'theirs');
        return gitHub.updateDiscussion(input, signal);
      },
    };
    await send({ markdown: `${markdown}more` }, racing);
    edit(standIn.world, first(), 'lisbon-dev', 'later');
    const [kept] = await waiting(journal);
    assert.equal((await retry(kept?.id ?? '', ports()))?.state, 'asks');
    assert.equal(first().body, 'later');
  });

  it('asks before it replaces a title that somebody changed there', async () => {
    await post();
    first().title = 'Renamed there';
    const asked = await post({ markdown: markdown.replace('done', 'merged') });
    assert.deepEqual([asked.state, asked.ask, first().title], ['undecided', 'overwrite', 'Renamed there']);
  });

  it('goes on in comments when its lists are too long for one text, and back again', async () => {
    const items = (count: number) =>
      Array.from({ length: count }, (_, n) => `- commit ${n} ${'x'.repeat(60)}`).join('\n');
    const long = `${markdown}\n## Shipped\n\n${items(2_000)}\n`;
    standIn.fail({ kind: 'cut-after', on: 'AddReply' });
    assert.equal((await post({ markdown: long })).state, 'posted');
    const { comments } = first();
    assert.equal(comments.length, 2);
    const all = [first().body, ...comments.map(({ body }) => body)].join('\n');
    for (let n = 0; n < 2_000; n++) assert.ok(all.includes(`- commit ${n} `), `commit ${n}`);
    assert.equal((await post({ markdown: long })).state, 'unchanged');
    assert.equal((await post({ markdown: long.replace('commit 1999', 'commit last') })).state, 'updated');
    assert.ok(comments.some(({ body }) => body.includes('commit last')));
    assert.equal((await post()).state, 'updated');
    assert.equal(comments.length, 2);
    for (const { body } of comments) assert.match(body, /in the note above again/);
  });

  it('says in a comment, once for each text, what it may not change in the comments that continue it', async () => {
    const items = Array.from({ length: 1_500 }, (_, n) => `- c${n} ${'x'.repeat(60)}`).join('\n');
    const long = `${markdown}\n## Shipped\n\n${items}\n`;
    await post({ markdown: long });
    for (const state of ['updated', 'unchanged']) {
      standIn.fail({ kind: 'forbidden', on: 'UpdateReply' });
      const said = await post({ markdown: long.replace('c1499', 'c1499 (reverted)') });
      assert.deepEqual([said.state, said.url], [state, first().url]);
    }
    const [part, update, ...more] = first().comments.map(({ body }) => body);
    assert.doesNotMatch(part ?? '', /reverted/);
    assert.match(
      update ?? '',
      /^\*\*Update of the note above\*\*\n\n\*\*Shipped, continued[^]*c1499 \(reverted\)/,
    );
    assert.deepEqual(more, []);
  });

  it('waits with its address when a comment of it cannot be sent, and finishes later', async () => {
    const items = Array.from({ length: 1_500 }, (_, n) => `- c${n} ${'x'.repeat(60)}`).join('\n');
    const long = `${markdown}\n## Shipped\n\n${items}\n`;
    standIn.fail({ kind: 'secondary-limit', on: 'AddReply', after: 30 });
    const result = await send({ markdown: long });
    assert.deepEqual([result.state, result.url], ['waiting', first().url]);
    assert.equal((await waiting(journal))[0]?.status, 'waiting');
    now += 3_600_000;
    assert.equal((await send({ markdown: long })).state, 'updated');
    assert.equal(first().comments.length, 1);
  });

  it('is a comment in a Discussion of the team’s choice, once, and is edited there', async () => {
    const rolling = addDiscussion(standIn.world, standIn.ledger, {
      author: 'ops-dev',
      title: 'Handoffs',
      body: 'All of them',
      category: category('General'),
    });
    standIn.fail({ kind: 'cut-after', on: 'AddReply' });
    const place = { kind: 'reply', number: rolling.number } as const;
    assert.equal((await send({ place })).state, 'posted');
    assert.equal((await send({ place, markdown: `${markdown}more` })).state, 'updated');
    assert.deepEqual([rolling.comments.length, standIn.ledger.discussions.length], [1, 1]);
    assert.match(rolling.comments[0]?.body ?? '', /^### Refunds done\n\n[^]*more/);
    assert.equal(rolling.body, 'All of them');
    await assert.rejects(send({ place: { kind: 'reply', number: 999 }, noteId: 'n2' }), /no Discussion #999/);
  });

  it('goes to no public place that nobody said yes to', async () => {
    await assert.rejects(send({ mayBePublic: false }), /is public, and you have not said yes/);
    assert.equal(standIn.ledger.discussions.length, 0);
    assert.equal((await waiting(journal))[0]?.status, 'asks');
    const number = standIn.ledger.issues[0]!.number;
    await assert.rejects(
      send({ mayBePublic: false, noteId: 'n2', place: { kind: 'comment', number } }),
      /public/,
    );
    standIn.ledger.isPrivate = true;
    assert.equal((await send({ mayBePublic: false })).state, 'posted');
  });

  it('chooses its category when it is sent, where nobody could before', async () => {
    standIn.fail({ kind: 'primary-limit', times: Infinity });
    const place = { kind: 'discussion', categoryId: null } as const;
    assert.equal((await send({ place })).state, 'waiting');
    standIn.heal();
    now += 86_400_000;
    assert.equal((await send({ place })).state, 'posted');
    assert.equal(first().category.name, 'Handoffs');
    const named = { ...place, category: 'Nope' };
    await assert.rejects(send({ place: named, noteId: 'n2' }), /Choose the category[^]*General/);
  });

  it('waits for its turn behind what was put before it, and says so', async () => {
    standIn.fail({ kind: 'primary-limit', times: Infinity, after: 600 });
    await send({ noteId: 'n1' });
    const second = await send({ noteId: 'n2' });
    assert.equal(second.state, 'waiting');
    assert.match(second.why ?? '', /waits for its turn: “Refunds done” is before it/);
    standIn.heal();
    now += 3_600_000;
    await send({ noteId: 'n3' });
    assert.deepEqual(
      standIn.ledger.discussions.map(({ body }) => noteIdIn(body)),
      ['n1', 'n2', 'n3'],
    );
  });

  it('takes an answer for the attempt it was given for, and asks anew when it is sent later by itself', async () => {
    await send();
    first().body = 'theirs';
    const asked = await send({ markdown: `${markdown}more` });
    assert.deepEqual([asked.state, asked.ask, asked.there], ['undecided', 'overwrite', 'theirs']);
    standIn.fail({ kind: 'cut-before', on: 'UpdateDiscussion' });
    const yes = { markdown: `${markdown}more`, overwrite: true, seen: 'theirs' };
    // A terminal does not say what was seen there.
    assert.equal((await send({ markdown: `${markdown}more`, overwrite: true })).state, 'waiting');
    first().body = 'later still';
    now += 3_600_000;
    await sendWaiting(ports());
    assert.equal(first().body, 'later still');
    assert.equal((await waiting(journal))[0]?.status, 'asks');
    assert.equal((await send(yes)).ask, 'overwrite', 'the yes was to another text');
    assert.equal((await send({ ...yes, seen: 'later still' })).state, 'updated');
  });

  it('waits while nobody is signed in, and goes when somebody is', async () => {
    const result = await send({}, null);
    assert.deepEqual([result.state, /Nobody is signed in/.test(result.why ?? '')], ['waiting', true]);
    now += 3_600_000;
    assert.equal((await send()).state, 'posted');
  });

  it('is not sent later when its author called it off', async () => {
    const abort = new AbortController();
    const stopping: GitHub = {
      ...gitHub,
      discussions: (...all) => {
        abort.abort();
        return gitHub.discussions(...all);
      },
    };
    await assert.rejects(
      sendNote(
        {
          noteId: 'n1',
          markdown,
          address: address(),
          place: { kind: 'discussion', categoryId: category('Handoffs').id },
          resend: false,
          overwrite: false,
          mayBePublic: true,
        },
        't',
        ports(stopping),
        abort.signal,
      ),
      { name: 'CancelledError' },
    );
    assert.deepEqual(await waiting(journal), []);
  });

  it('can be taken back, with what continues it, and posted anew', async () => {
    const items = Array.from({ length: 1_500 }, (_, n) => `- c${n} ${'x'.repeat(60)}`).join('\n');
    await post({ markdown: `${markdown}\n## Shipped\n\n${items}\n` });
    standIn.fail({ kind: 'cut-after', on: 'RemoveDiscussion' });
    const done = await retractNote('n1', ports());
    assert.deepEqual(
      [done.map(({ how }) => how), standIn.ledger.discussions.length],
      [['deleted', 'deleted'], 0],
    );
    await assert.rejects(retractNote('n1', ports()), /nothing to retract/);
    assert.equal((await post()).state, 'posted');
    assert.equal(standIn.ledger.discussions.length, 1);
  });

  it('is not deleted where others wrote below or into it: it says that it was retracted', async () => {
    await post();
    addComment(standIn.world, first(), 'lisbon-dev', 'mine now');
    assert.deepEqual(
      (await retractNote('n1', ports())).map(({ how }) => how),
      ['edited'],
    );
    assert.match(first().body, /retracted by its author/);
    assert.equal(first().comments[0]?.body, 'mine now');
    standIn.ledger.discussions.length = 0;
    journal = journalInMemory();
    await post();
    edit(standIn.world, first(), 'ops-dev', 'edited there');
    assert.deepEqual(
      (await retractNote('n1', ports())).map(({ how }) => how),
      ['edited'],
    );
    assert.equal(first().edits.at(-1)?.before, 'edited there', 'GitHub keeps what they wrote');
  });

  it('says that it was retracted where GitHub does not let it be deleted', async () => {
    await post();
    standIn.fail({ kind: 'forbidden', on: 'RemoveDiscussion' });
    assert.deepEqual(
      (await retractNote('n1', ports())).map(({ how }) => how),
      ['edited'],
    );
    first().body = 'gone';
    journal = journalInMemory();
    standIn.ledger.issues[0]!.comments.length = 0;
    const number = standIn.ledger.issues[0]!.number;
    await post({ destination: { kind: 'comment', address: address(), number } });
    assert.deepEqual(
      (await retractNote('n1', ports())).map(({ how }) => how),
      ['deleted'],
    );
    assert.equal(standIn.ledger.issues[0]!.comments.length, 0);
  });
});
