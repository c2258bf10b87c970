import assert from 'node:assert/strict';
import { parse, validate } from 'graphql';
import { createInboxGitHub, isPublicAt } from '../../../src/adapters/github/inbox';
import * as documents from '../../../src/adapters/github/inbox/documents';
import { factsQuestion } from '../../../src/adapters/github/inbox/facts';
import { noteMarker } from '../../../src/core/post/marker';
import { loadSchema } from '../../github/graphql';
import { branchesOf, reactionsTo, standingOf } from '../../github/inbox';
import { startStandIn, type StandIn } from '../../github/server';
import { addComment, addDiscussion } from '../../github/world';

const sha = '9f31c2e000000000000000000000000000000000';

describe('the inbox at GitHub', () => {
  let standIn: StandIn;
  let clock = Date.parse('2026-11-20T10:00:00Z');
  const address = () => ({ host: standIn.url, owner: 'baton-sample', name: 'ledger' });
  const gitHub = (login = 'lisbon-dev', scopes?: string[]) =>
    createInboxGitHub(standIn.url, standIn.token(login, scopes), 1);
  const put = (author: string, title = 'A note') => {
    clock += 60_000;
    const [category] = standIn.ledger.categories;
    assert.ok(category);
    return addDiscussion(standIn.world, standIn.ledger, {
      author,
      title,
      body: `Text\n\n${noteMarker('n1')}`,
      category,
    });
  };

  beforeEach(async () => {
    standIn = await startStandIn({ now: () => clock });
  });
  afterEach(() => standIn.close());

  it('asks nothing that GitHub’s published schema does not have', () => {
    const schema = loadSchema();
    const facts = factsQuestion({
      pulls: [1, 2],
      commits: [
        { sha, branch: null },
        { sha, branch: 'refund-retry' },
      ],
      branches: ['refund-retry'],
      files: [
        { path: 'a.ts', branch: null },
        { path: 'b.ts', branch: 'refund-retry' },
      ],
      since: '2026-11-20T10:00:00Z',
    });
    for (const text of [...Object.values(documents), facts.document]) {
      assert.deepEqual(
        validate(schema, parse(text)).map(({ message }) => message),
        [],
      );
    }
  });

  it('puts what a note says into variables only', () => {
    const hostile = '") { evil } #';
    const { document, variables } = factsQuestion({
      pulls: [],
      commits: [{ sha: hostile, branch: hostile }],
      branches: [hostile],
      files: [{ path: hostile, branch: null }],
      since: '2026-11-20T10:00:00Z',
    });
    assert.ok(!document.includes('evil'));
    assert.equal(Object.values(variables).filter((each) => String(each).includes('evil')).length, 4);
  });

  it('lists the newest changed first, page by page, and says who asks, in one request a page', async () => {
    const [first, second] = [put('pune-dev', 'One'), put('pune-dev', 'Two')];
    put('ops-dev', 'Three');
    clock += 60_000;
    addComment(standIn.world, first, 'lisbon-dev', 'A reply');
    const page = await gitHub().changed(address(), { first: 2, after: null, watched: [], threads: false });
    assert.equal(page.viewer, 'lisbon-dev');
    assert.deepEqual(
      page.discussions.map(({ title }) => title),
      ['One', 'Three'],
    );
    assert.deepEqual(
      page.discussions[0]?.replies.map(({ author, body, isMember }) => [author, body, isMember]),
      [['lisbon-dev', 'A reply', true]],
    );
    const rest = await gitHub().changed(address(), {
      first: 2,
      after: page.next,
      watched: [second.id],
      threads: false,
    });
    assert.deepEqual(
      rest.discussions.map(({ title }) => title),
      ['Two'],
    );
    assert.equal(rest.next, null);
    assert.equal(standIn.operations.length, 2);
  });

  it('reads what is watched in the same request, and leaves out what is gone', async () => {
    const note = put('pune-dev');
    reactionsTo(note).push({ id: 'r', content: 'EYES', login: 'lisbon-dev', at: '2026-11-20T11:00:00Z' });
    const page = await gitHub().changed(address(), {
      first: 1,
      after: null,
      watched: [note.id, 'D_gone'],
      threads: false,
    });
    assert.deepEqual(
      page.watched.map(({ id, taken }) => [id, taken]),
      [[note.id, [{ login: 'lisbon-dev', at: '2026-11-20T11:00:00Z' }]]],
    );
    assert.equal(standIn.operations.length, 1);
  });

  it('tells a public repository from others before anybody signed in, and no token goes along', async () => {
    assert.equal(await isPublicAt(address()), true);
    standIn.ledger.isPrivate = true;
    assert.equal(await isPublicAt(address()), false);
    standIn.fail({ kind: 'server-error' });
    assert.equal(await isPublicAt(address()), false);
    assert.equal(await isPublicAt({ ...address(), host: 'http://example.com' }), false);
  });

  it('tells who belongs to the repository', async () => {
    put('reader-dev');
    const page = await gitHub().changed(address(), { first: 1, after: null, watched: [], threads: false });
    assert.equal(page.discussions[0]?.isMember, false);
  });

  it('reads facts of pull requests, commits, branches and files in one request', async () => {
    const pull = standIn.ledger.issues.find(({ isPullRequest }) => isPullRequest);
    assert.ok(pull);
    Object.assign(standingOf(pull), {
      state: 'MERGED',
      at: '2026-11-20T12:00:00Z',
      by: 'ops-dev',
      checks: 'SUCCESS',
    });
    const branches = branchesOf(standIn.ledger);
    branches.set('refund-retry', [
      { sha, author: 'ops-dev', at: '2026-11-20T13:00:00Z', paths: ['ledger/backoff.ts'] },
    ]);
    const facts = await gitHub().facts(address(), {
      pulls: [pull.number, 999],
      commits: [
        { sha: '9f31c2e', branch: 'refund-retry' },
        { sha: '9f31c2e', branch: null },
        { sha: 'abcdef1', branch: null },
      ],
      branches: ['refund-retry', 'gone'],
      files: [
        { path: 'ledger/backoff.ts', branch: 'refund-retry' },
        { path: 'ledger/schema.sql', branch: 'refund-retry' },
        { path: 'ledger/schema.sql', branch: 'gone' },
      ],
      since: '2026-11-20T10:00:00Z',
    });
    assert.deepEqual(facts.pulls, [
      {
        number: pull.number,
        kind: 'pull',
        state: 'merged',
        at: '2026-11-20T12:00:00Z',
        by: 'ops-dev',
        checks: 'green',
      },
    ]);
    assert.deepEqual(
      facts.commits.map(({ isOn }) => isOn),
      [true, false, null],
    );
    assert.deepEqual(
      facts.branches.map(({ exists }) => exists),
      [true, false],
    );
    assert.deepEqual(
      facts.files.map(({ changes }) => changes),
      [{ count: 1, by: 'ops-dev', at: '2026-11-20T13:00:00Z' }, { count: 0, by: null, at: null }, null],
    );
    assert.deepEqual(standIn.operations, ['InboxFacts']);
  });

  it('reacts once however often it is asked to, and marks a reply as the answer', async () => {
    const category = standIn.ledger.categories.find(({ isAnswerable }) => isAnswerable);
    assert.ok(category);
    const note = addDiscussion(standIn.world, standIn.ledger, {
      author: 'pune-dev',
      title: 't',
      body: 'b',
      category,
    });
    await gitHub().take(note.id);
    await gitHub().take(note.id);
    assert.equal(reactionsTo(note).length, 1);
    const reply = await gitHub().reply({ discussionId: note.id, body: 'Mine now.' });
    await gitHub().markAnswer(reply.id);
    const read = await gitHub().discussion(note.id);
    assert.deepEqual(
      read?.replies.map(({ isAnswer, author }) => [isAnswer, author]),
      [[true, 'lisbon-dev']],
    );
    assert.equal(await gitHub().discussion('D_gone'), null);
  });
});
