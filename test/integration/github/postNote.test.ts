import assert from 'node:assert/strict';
import { createGitHub } from '../../../src/adapters/github';
import { CancelledError, UserError } from '../../../src/core/errors';
import { noteStates } from '../../../src/core/journal/notes';
import type { GitHub } from '../../../src/core/ports/github';
import { noteMarker } from '../../../src/core/post/marker';
import { postNote, type PostRequest, type PostResult } from '../../../src/usecases/post/postNote';
import { startStandIn, type StandIn } from '../../github/server';
import { addDiscussion } from '../../github/world';
import { arrival } from './arrival';
import { journalInMemory } from '../../unit/github/journalInMemory';

const markdown = '# Refunds done\n\n**State:** works\n**Next action:** merge #142\n';

describe('posting a note', () => {
  let standIn: StandIn;
  let gitHub: GitHub;
  let journal: ReturnType<typeof journalInMemory>;
  let now = Date.now();
  let pauses = 0;

  before(async () => {
    standIn = await startStandIn();
    gitHub = createGitHub(standIn.url, standIn.token('pune-dev'), 1);
  });
  beforeEach(() => {
    standIn.heal();
    standIn.ledger.discussions.length = 0;
    standIn.ledger.hasDiscussions = true;
    journal = journalInMemory();
    now = Date.now();
    pauses = 0;
  });
  after(() => standIn.close());

  const handoffs = () => standIn.ledger.categories.find(({ name }) => name === 'Handoffs')!;
  const address = () => ({ host: standIn.url, owner: 'baton-sample', name: 'ledger' });
  const post = (more: Partial<PostRequest> = {}, as = gitHub, signal?: AbortSignal): Promise<PostResult> =>
    postNote(
      {
        markdown,
        noteId: 'n1',
        destination: { kind: 'discussion', address: address(), categoryId: handoffs().id },
        mayBePublic: true,
        ...more,
      },
      { gitHub: as, state: journal, now: () => now, pause: () => Promise.resolve(void pauses++) },
      signal,
    );
  const count = () => standIn.ledger.discussions.length;
  const stateOf = async () => noteStates((await journal.read()).events).get('n1')?.kind;

  it('makes a Discussion with title, body and marker, and remembers where', async () => {
    const result = await post({ until: '2026-11-20T18:00:00+05:30' });
    const [made] = standIn.ledger.discussions;
    assert.deepEqual(result, { id: 'n1', state: 'posted', url: made?.url });
    assert.equal(made?.title, 'Refunds done');
    assert.equal(made?.body, `**State:** works\n**Next action:** merge #142\n\n${noteMarker('n1')}\n`);
    const { events } = await journal.read();
    const posted = events.find((event) => event.kind === 'note-posted');
    assert.equal(posted?.until, '2026-11-20T12:30:00.000Z');
    assert.equal(posted?.nodeId, made?.id);
    const choice = events.find((event) => event.kind === 'choice');
    assert.equal(choice?.value, handoffs().id);
    assert.deepEqual(
      events.map(({ kind }) => kind),
      ['post-attempted', 'note-posted', 'choice'],
    );
  });

  it('writes the attempt down before GitHub hears of it', async () => {
    const asked: number[] = [];
    const watched: GitHub = {
      ...gitHub,
      createDiscussion: (input, signal) => {
        asked.push(journal.lines.length);
        return gitHub.createDiscussion(input, signal);
      },
    };
    await post({}, watched);
    assert.deepEqual(asked, [1]);
  });

  it('edits what was posted, and says when nothing changed', async () => {
    await post({ until: '2026-11-20T10:00:00Z' });
    assert.equal((await post({ until: '2026-11-20T20:00:00Z' })).state, 'unchanged');
    const untils = (await journal.read()).events.flatMap((event) =>
      event.kind === 'note-posted' ? [event.until] : [],
    );
    assert.deepEqual(
      untils,
      ['2026-11-20T10:00:00.000Z', '2026-11-20T10:00:00.000Z'],
      'nothing new was handed over',
    );
    assert.equal((await post({ markdown: `${markdown}more` })).state, 'updated');
    assert.equal((await post({ markdown: markdown.replace('done', 'merged') })).state, 'updated');
    assert.equal(standIn.ledger.discussions[0]?.title, 'Refunds merged');
    assert.equal(count(), 1);
  });

  it('finds the post whose answer was lost, in a listing, and does not send it again', async () => {
    standIn.fail({ kind: 'cut-after', on: 'CreateDiscussion' });
    assert.equal((await post()).state, 'posted');
    assert.equal(count(), 1);
    assert.equal(await stateOf(), 'posted');
  });

  it('asks a person when a lost post is in neither of two listings', async () => {
    standIn.fail({ kind: 'cut-before', on: 'CreateDiscussion' });
    const result = await post();
    assert.deepEqual([result.state, result.ask, count(), pauses], ['undecided', 'resend', 0, 1]);
    assert.equal(await stateOf(), 'undecided');
    assert.equal((await post()).state, 'undecided', 'asking again sends nothing');
    assert.equal(count(), 0);
    assert.equal((await post({ resend: true })).state, 'posted');
    assert.equal(count(), 1);
  });

  it('looks in the category of the lost attempt too when another one is chosen', async () => {
    const broken: GitHub = {
      ...gitHub,
      createDiscussion: async (input, signal) => {
        await gitHub.createDiscussion(input, signal);
        standIn.fail({ kind: 'server-error', on: 'Discussions', times: Infinity });
        throw new TypeError('anything at all');
      },
    };
    assert.equal((await post({}, broken)).state, 'undecided');
    standIn.heal();
    now += 3_600_000;
    const general = standIn.ledger.categories.find(({ name }) => name === 'General')!;
    const destination = { kind: 'discussion', address: address(), categoryId: general.id } as const;
    assert.equal((await post({ destination })).state, 'posted');
    assert.equal(count(), 1);
  });

  it('takes an attempt that a crash cut short for one that may have arrived', async () => {
    const at = new Date(now - 3_600_000).toISOString();
    const destination = `discussion ${standIn.url}/baton-sample/ledger ${handoffs().id}`;
    await journal.append([{ kind: 'post-attempted', at, note: 'n1', destination, attempt: 'before' }]);
    assert.equal((await post()).state, 'undecided');
    assert.equal(count(), 0);
  });

  it('lets one of two windows post and the other wait', async () => {
    const results = await Promise.all([post(), post()]);
    assert.deepEqual(results.map(({ state }) => state).sort(), ['posted', 'waiting']);
    assert.equal(count(), 1);
    assert.equal((await post()).state, 'unchanged');
  });

  it('does not trust a marker in what somebody else wrote', async () => {
    const theirs = { author: 'ops-dev', title: 'x', body: noteMarker('n1'), category: handoffs() };
    addDiscussion(standIn.world, standIn.ledger, theirs);
    assert.equal((await post()).state, 'posted');
    assert.deepEqual(
      standIn.ledger.discussions.map(({ author }) => author),
      ['ops-dev', 'pune-dev'],
    );
    assert.equal(standIn.ledger.discussions[0]?.body, noteMarker('n1'));
  });

  it('leaves an edit made on GitHub alone until a person says otherwise', async () => {
    await post();
    standIn.ledger.discussions[0]!.body += '\nedited there';
    const result = await post({ markdown: `${markdown}more` });
    assert.deepEqual([result.state, result.ask], ['undecided', 'overwrite']);
    assert.match(standIn.ledger.discussions[0]!.body, /edited there/);
    assert.equal((await post({ markdown: `${markdown}more`, overwrite: true })).state, 'updated');
  });

  it('waits visibly when GitHub cannot be asked, and posts when it can', async () => {
    standIn.fail({ kind: 'primary-limit', on: 'Discussions', times: 1, after: 120 });
    const result = await post();
    assert.equal(result.state, 'waiting');
    assert.match(result.why ?? '', /until \d{4}-/);
    assert.ok(Date.parse(result.retryAt ?? '') > Date.now());
    assert.equal(await stateOf(), 'waiting');
    assert.equal((await post()).state, 'posted');
    assert.equal(count(), 1);
  });

  it('rejects with what to do when GitHub says no, and forgets nothing', async () => {
    const reader = createGitHub(standIn.url, standIn.token('reader-dev'), 1);
    const announcements = standIn.ledger.categories.find(({ name }) => name === 'Announcements')!;
    const destination = { kind: 'discussion', address: address(), categoryId: announcements.id } as const;
    await assert.rejects(post({ destination }, reader), /may not write/);
    assert.equal(await stateOf(), 'waiting');
    standIn.ledger.hasDiscussions = false;
    await assert.rejects(post(), /Discussions are turned off in baton-sample\/ledger/);
    const gone = { kind: 'discussion', address: address(), categoryId: 'DIC_gone' } as const;
    standIn.ledger.hasDiscussions = true;
    await assert.rejects(post({ destination: gone }), /category is no longer/);
    assert.equal(count(), 0);
  });

  it('refuses an empty note and one that is too long before it asks GitHub anything', async () => {
    const before = standIn.operations.length;
    await assert.rejects(post({ markdown: '# Title\n\n## Next\n' }), UserError);
    await assert.rejects(
      post({ markdown: `# Title\n\n${'x'.repeat(65_536)}` }),
      /65,5\d\d characters long.*Shorten it/,
    );
    assert.equal(standIn.operations.length, before);
    assert.deepEqual(journal.lines, []);
  });

  it('comments once on a pull request, keeping the title, and edits that comment', async () => {
    const pull = standIn.ledger.issues[1]!;
    pull.comments.length = 0;
    const destination = { kind: 'comment', address: address(), number: pull.number } as const;
    standIn.fail({ kind: 'cut-after', on: 'AddComment' });
    const result = await post({ destination });
    assert.deepEqual([result.state, result.url], ['posted', pull.comments[0]?.url]);
    assert.match(pull.comments[0]?.body ?? '', /^### Refunds done\n\n\*\*State:/);
    assert.equal((await post({ destination, markdown: `${markdown}more` })).state, 'updated');
    assert.equal(pull.comments.length, 1);
    await assert.rejects(
      post({ destination: { ...destination, number: 999 }, noteId: 'n2' }),
      /does not have baton-sample\/ledger#999/,
    );
  });

  it('is called off silently before anything was sent', async () => {
    const abort = new AbortController();
    abort.abort();
    await assert.rejects(post({}, gitHub, abort.signal), CancelledError);
    standIn.fail({ kind: 'slow', on: 'Discussions', delay: 60_000 });
    const later = new AbortController();
    // The slow answer is to the last of what is asked; the list of the note's category is it.
    const listed = () => standIn.operations.filter((each) => each === 'Discussions').length;
    const before = listed();
    const calling = assert.rejects(post({}, gitHub, later.signal), CancelledError);
    while (listed() === before) await arrival(standIn, standIn.operations.length);
    later.abort();
    await calling;
    assert.equal((await post()).state, 'posted');
    assert.equal(count(), 1);
  });

  it('is undecided when it is called off while the note is under way', async () => {
    standIn.fail({ kind: 'slow', on: 'CreateDiscussion', delay: 1_000 });
    const abort = new AbortController();
    const slow: GitHub = {
      ...gitHub,
      createDiscussion: (input, signal) => {
        void arrival(standIn, standIn.operations.length).then(() => abort.abort());
        return gitHub.createDiscussion(input, signal);
      },
    };
    assert.equal((await post({}, slow, abort.signal)).state, 'undecided');
    while (count() === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal((await post()).state, 'posted', 'it had arrived after all');
    assert.equal(count(), 1);
  });

  it('creates nothing once an attempt has taken so long that another window may have begun', async () => {
    const slow: GitHub = {
      ...gitHub,
      discussions: (...all) => {
        now += 81_000;
        return gitHub.discussions(...all);
      },
    };
    const result = await post({}, slow);
    assert.deepEqual([result.state, count()], ['waiting', 0]);
    assert.match(result.why ?? '', /too slow/);
    assert.equal((await post()).state, 'posted');
  });

  it('looks back as far as the note or a doubtful attempt reaches, and no further', async () => {
    const day = 86_400_000;
    const old = (daysAgo: number, body: string) => {
      const made = addDiscussion(standIn.world, standIn.ledger, {
        author: 'pune-dev',
        title: 'x',
        body,
        category: handoffs(),
      });
      Object.assign(made, { createdAt: new Date(now - daysAgo * day).toISOString().replace(/\.\d+Z$/, 'Z') });
    };
    const pages = async () => {
      const before = standIn.operations.filter((each) => each === 'Discussions').length;
      await post();
      return standIn.operations.filter((each) => each === 'Discussions').length - before;
    };
    for (let n = 0; n < 60; n++) old(3, 'others');
    for (let n = 0; n < 120; n++) old(40, 'older');
    const base = { kind: 'note-drafted', note: 'n1', since: '', until: '', base: '' } as const;
    const drafted = new Date(now - 7 * day).toISOString();
    await journal.append([{ ...base, at: drafted, since: drafted, until: drafted }]);
    assert.equal(await pages(), 2, 'it stops at what is older than the draft');
    standIn.ledger.discussions.length = 0;
    journal = journalInMemory();
    for (let n = 0; n < 120; n++) old(40, 'others');
    old(20, noteMarker('n1'));
    const destination = `discussion ${standIn.url}/baton-sample/ledger ${handoffs().id}`;
    await journal.append([
      { ...base, at: new Date(now - day).toISOString(), since: drafted, until: drafted },
    ]);
    const at = new Date(now - 19.5 * day).toISOString();
    await journal.append([{ kind: 'post-attempted', at, note: 'n1', destination, attempt: 'lost' }]);
    const found = await post();
    assert.deepEqual([found.ask, count()], ['overwrite', 121], 'what a doubtful attempt left is found');
  });
});
