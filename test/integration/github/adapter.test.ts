import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { createGitHub } from '../../../src/adapters/github';
import { CancelledError, UserError } from '../../../src/core/errors';
import { LostAnswerError, RefusedError, UnavailableError, type GitHub } from '../../../src/core/ports/github';
import type { FaultKind } from '../../github/faults';
import { startStandIn, type StandIn } from '../../github/server';
import { addDiscussion, addComment } from '../../github/world';
import { arrival } from './arrival';

describe('GitHub through its API', () => {
  let standIn: StandIn;
  let token: string;
  let gitHub: GitHub;
  let address: { host: string; owner: string; name: string };
  const seen: string[] = [];

  before(async () => {
    standIn = await startStandIn();
    token = standIn.token('pune-dev');
    gitHub = createGitHub(standIn.url, token, 1);
    address = { host: standIn.url, owner: 'baton-sample', name: 'ledger' };
  });
  afterEach(() => standIn.heal());
  after(() => standIn.close());

  const failure = async (work: Promise<unknown>): Promise<Error> => {
    const error: unknown = await work.then(
      () => assert.fail('it should have been rejected'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error);
    seen.push(inspect(error, { depth: 9, showHidden: true }), error.stack ?? '', JSON.stringify(error));
    return error;
  };
  const handoffs = () => standIn.ledger.categories.find(({ name }) => name === 'Handoffs')!;
  const create = (as = gitHub) =>
    as.createDiscussion({
      repositoryId: standIn.ledger.id,
      categoryId: handoffs().id,
      title: 'T',
      body: 'B',
    });

  it('says who is signed in and what a repository is', async () => {
    assert.deepEqual(await gitHub.viewer(), { login: 'pune-dev' });
    const ledger = await gitHub.repository(address);
    assert.equal(ledger.nameWithOwner, 'baton-sample/ledger');
    assert.deepEqual(
      [ledger.isPrivate, ledger.hasDiscussions, ledger.viewerCanWrite, ledger.watchers],
      [false, true, true, 7],
    );
    assert.deepEqual(
      ledger.categories.map(({ name, isAnswerable }) => `${name} ${isAnswerable}`),
      ['General false', 'Announcements false', 'Handoffs false', 'Q&A true'],
    );
  });

  it('creates, edits and reads back a discussion', async () => {
    const created = await create();
    assert.equal(created.author, 'pune-dev');
    assert.ok(created.viewerDidAuthor);
    const edited = await gitHub.updateDiscussion({ discussionId: created.id, title: 'T2', body: 'B2' });
    assert.deepEqual([edited.title, edited.body], ['T2', 'B2']);
    assert.equal((await gitHub.posted(created.id))?.body, 'B2');
    assert.equal(await gitHub.posted('D_gone'), null);
  });

  it('lists a category newest first over as many pages as there are', async () => {
    const ideas = standIn.ledger.categories[0]!;
    for (let each = 0; each < 120; each++) {
      addDiscussion(standIn.world, standIn.ledger, {
        author: 'ops-dev',
        title: `${each}`,
        body: '',
        category: ideas,
      });
    }
    const titles: string[] = [];
    for await (const { title } of gitHub.discussions(address, ideas.id)) titles.push(title);
    assert.deepEqual(
      titles,
      Array.from({ length: 120 }, (_, index) => String(119 - index)),
    );
  });

  it('stops asking when the listing is no longer read', async () => {
    const before = standIn.operations.length;
    for await (const { title } of gitHub.discussions(address, standIn.ledger.categories[0]!.id)) {
      if (title === '118') break;
    }
    assert.equal(standIn.operations.length - before, 1);
  });

  it('comments on an issue or a pull request, edits the comment, and lists comments newest first', async () => {
    const subject = await gitHub.commentable(address, 2);
    assert.equal(subject?.title, 'Retry refunds with backoff');
    assert.equal(await gitHub.commentable(address, 999), null);
    const issue = standIn.ledger.issues[1]!;
    for (let each = 0; each < 60; each++) addComment(standIn.world, issue, 'ops-dev', `${each}`);
    const mine = await gitHub.comment({ subjectId: subject.id, body: 'hello' });
    assert.equal(
      (await gitHub.updateComment({ commentId: mine.id, body: 'hello again' })).body,
      'hello again',
    );
    const bodies: string[] = [];
    for await (const { body } of gitHub.comments(address, 2)) bodies.push(body);
    assert.deepEqual([bodies.length, bodies[0], bodies[1], bodies.at(-1)], [61, 'hello again', '59', '0']);
  });

  const writes: [FaultKind, new (...all: never[]) => Error, RegExp][] = [
    ['unauthorized', RefusedError, /Sign in again/],
    ['saml', RefusedError, /single sign-on\. Sign in again/],
    ['forbidden', RefusedError, /may not write .*Ask for access/],
    ['primary-limit', UnavailableError, /until \d{4}-\d\d-\d\d \d\d:\d\d UTC/],
    ['secondary-limit', UnavailableError, /until \d{4}-\d\d-\d\d \d\d:\d\d UTC/],
    ['too-quickly', UnavailableError, /Try again after \d{4}-\d\d-\d\d \d\d:\d\d UTC/],
    ['not-found', RefusedError, /does not have .*Check the name/],
    ['unprocessable', RefusedError, /did not accept .*Check title/],
    ['category-closed', RefusedError, /Choose another category/],
    ['server-error', LostAnswerError, /not known whether it arrived/],
    ['server-error-after', LostAnswerError, /not known whether it arrived/],
    ['cut-before', LostAnswerError, /not known whether it arrived/],
    ['cut-after', LostAnswerError, /not known whether it arrived/],
    ['cut-midway', LostAnswerError, /not known whether it arrived/],
  ];
  for (const [kind, type, sentence] of writes) {
    it(`sends a write once when GitHub fails with ${kind}, and says what to do`, async () => {
      standIn.fail({ kind, on: 'CreateDiscussion', times: Infinity });
      const before = standIn.operations.length;
      const error = await failure(create());
      assert.ok(error instanceof type, error.constructor.name);
      assert.match(error.message, sentence);
      assert.equal(standIn.operations.slice(before).filter((each) => each === 'CreateDiscussion').length, 1);
    });
  }

  const reasons: [FaultKind, string][] = [
    ['unauthorized', 'signed-out'],
    ['saml', 'saml'],
    ['forbidden', 'no-permission'],
    ['not-found', 'not-found'],
  ];
  for (const [kind, reason] of reasons) {
    it(`tells a face that a read was refused: ${reason}`, async () => {
      standIn.fail({ kind, on: 'Repository' });
      const error = await failure(gitHub.repository(address));
      assert.ok(error instanceof RefusedError);
      assert.equal(error.reason, reason);
    });
  }

  it('repeats a read that fails for a moment, and gives up after three', async () => {
    standIn.fail({ kind: 'server-error', on: 'Viewer', times: 2 });
    assert.equal((await gitHub.viewer()).login, 'pune-dev');
    standIn.fail({ kind: 'server-error', on: 'Viewer', times: Infinity });
    const before = standIn.operations.length;
    assert.ok((await failure(gitHub.viewer())) instanceof UnavailableError);
    assert.equal(standIn.operations.length - before, 3);
  });

  it('does not repeat a read into a rate limit', async () => {
    standIn.fail({ kind: 'secondary-limit', on: 'Viewer', times: Infinity, after: 90 });
    const before = standIn.operations.length;
    const error = await failure(gitHub.viewer());
    assert.ok(error instanceof UnavailableError);
    assert.equal(standIn.operations.length - before, 1);
    const wait = Date.parse(error.retryAt ?? '') - Date.now();
    assert.ok(wait > 80_000 && wait <= 90_000, `${wait}`);
  });

  it('takes the reason of a refusal from the repository, not from the wording', async () => {
    const ledger = standIn.ledger;
    ledger.hasDiscussions = false;
    const disabled = await failure(create());
    ledger.hasDiscussions = true;
    ledger.isArchived = true;
    const archived = await failure(create());
    ledger.isArchived = false;
    assert.equal(disabled instanceof RefusedError && disabled.reason, 'discussions-disabled');
    assert.match(disabled.message, /turned off in baton-sample\/ledger/);
    assert.equal(archived instanceof RefusedError && archived.reason, 'archived');
  });

  it('says when the sign-in does not reach far enough', async () => {
    const narrow = createGitHub(standIn.url, standIn.token('pune-dev', ['read:user']), 1);
    const error = await failure(create(narrow));
    assert.equal(error instanceof RefusedError && error.reason, 'scope');
  });

  it('does not see a private repository without the scope for it', async () => {
    standIn.ledger.isPrivate = true;
    const narrow = createGitHub(standIn.url, standIn.token('pune-dev', ['public_repo']), 1);
    const error = await failure(narrow.repository(address));
    standIn.ledger.isPrivate = false;
    assert.equal(error instanceof RefusedError && error.reason, 'not-found');
  });

  it('refuses a body that is longer than GitHub takes', async () => {
    const error = await failure(
      gitHub.createDiscussion({
        repositoryId: standIn.ledger.id,
        categoryId: handoffs().id,
        title: 'T',
        body: 'x'.repeat(65_537),
      }),
    );
    assert.equal(error instanceof RefusedError && error.reason, 'not-accepted');
  });

  it('says that it is offline when no connection can be made', async () => {
    const free = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const bound = server.address();
        server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
      });
    });
    const nobody = createGitHub(`http://127.0.0.1:${free}`, token, 1);
    const read = await failure(nobody.viewer());
    assert.ok(read instanceof UnavailableError);
    assert.match(read.message, /cannot be reached\. Check the network/);
    // Nothing was sent, so this write is not lost.
    assert.ok((await failure(create(nobody))) instanceof UnavailableError);
  });

  it('is called off at once while GitHub is slow: a read silently, a write as a lost answer', async () => {
    standIn.fail({ kind: 'slow', delay: 600_000, times: Infinity });
    const abort = new AbortController();
    const sent = standIn.operations.length;
    const read = failure(gitHub.viewer(abort.signal));
    const write = failure(
      gitHub.updateDiscussion({ discussionId: 'D_x', title: 'T', body: 'B' }, abort.signal),
    );
    await arrival(standIn, sent, 2);
    abort.abort();
    // GitHub's own answer would come long after this test was given up.
    assert.ok((await read) instanceof CancelledError);
    assert.ok((await write) instanceof LostAnswerError);
    const before = standIn.operations.length;
    assert.ok(
      (await failure(
        create({ ...gitHub, createDiscussion: (input) => gitHub.createDiscussion(input, abort.signal) }),
      )) instanceof CancelledError,
    );
    assert.equal(standIn.operations.length, before);
  });

  it('sends no sign-in unencrypted to another machine, and none to what is no address', async () => {
    for (const host of [
      'http://ghe.example.com',
      'ghe.example.com/path',
      'user@ghe.example.com',
      'file:///x',
      '',
    ]) {
      assert.ok((await failure(createGitHub(host, token, 1).viewer())) instanceof UserError, host);
    }
  });

  it('never lets the token into an error', () => {
    assert.ok(seen.length > 60);
    for (const each of seen) assert.ok(!each.includes(token));
  });
});
