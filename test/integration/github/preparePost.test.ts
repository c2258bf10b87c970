import assert from 'node:assert/strict';
import { createGitHub } from '../../../src/adapters/github';
import { categoryChoice } from '../../../src/core/post/category';
import { addressKey } from '../../../src/core/post/remote';
import { repositoryChoice } from '../../../src/core/post/choices';
import { preparePost, type PrepareRequest } from '../../../src/usecases/post/prepare';
import { startStandIn, type StandIn } from '../../github/server';
import { addRepository } from '../../github/world';

const markdown =
  '# Refunds done\n\n**State:** works, see asha@example.com @lisbon-dev\n\n<!-- baton:note n1 -->\n';

describe('preparing a post', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn();
  });
  after(() => standIn.close());
  afterEach(() => {
    standIn.heal();
    standIn.ledger.isArchived = false;
    standIn.ledger.isPrivate = false;
    standIn.ledger.hasDiscussions = true;
  });

  const remote = (name: string, url: string) => ({ name, fetchUrl: url, pushUrl: url });
  const prepare = (more: Partial<PrepareRequest> = {}, signedIn = true) =>
    preparePost(
      {
        markdown,
        remotes: [remote('origin', `${standIn.url}/baton-sample/ledger.git`)],
        repository: null,
        category: null,
        people: [],
        events: [],
        ...more,
      },
      {
        gitHub: (host) =>
          Promise.resolve(
            signedIn && host === standIn.url ? createGitHub(host, standIn.token('pune-dev'), 1) : null,
          ),
      },
    );
  const kinds = async (more: Partial<PrepareRequest>, signedIn = true) =>
    (await prepare(more, signedIn)).problems.map(({ kind }) => kind);

  it('says what goes where, to whom, and what should not', async () => {
    const prepared = await prepare();
    assert.deepEqual([prepared.noteId, prepared.title], ['n1', 'Refunds done']);
    assert.equal(prepared.body, '**State:** works, see asha@example.com @lisbon-dev');
    const { repository } = prepared;
    assert.deepEqual([repository?.signedInAs, repository?.category?.category.name], ['pune-dev', 'Handoffs']);
    assert.deepEqual([repository?.facts?.isPrivate, repository?.facts?.watchers], [false, 7]);
    assert.deepEqual(
      prepared.mentions.map(({ mention }) => mention.name),
      ['lisbon-dev'],
    );
    assert.deepEqual(
      prepared.findings.map(({ kind }) => kind),
      ['e-mail address'],
    );
    assert.deepEqual(prepared.problems, []);
  });

  it('works without a sign-in, and sends nothing then', async () => {
    const before = standIn.operations.length;
    const prepared = await prepare({}, false);
    assert.equal(prepared.repository?.facts, null);
    assert.equal(prepared.repository?.address.name, 'ledger');
    assert.equal(prepared.pages?.issue.complete, true);
    assert.deepEqual(prepared.problems, []);
    assert.equal(standIn.operations.length, before);
  });

  it('proposes origin first, then upstream, others, and what it was forked from', async () => {
    const fork = addRepository(standIn.world, { owner: 'pune-dev', name: 'ledger', writers: ['pune-dev'] });
    fork.parent = standIn.ledger;
    const prepared = await prepare({
      remotes: [
        remote('zoo', `${standIn.url}/zoo/ledger`),
        remote('upstream', `${standIn.url}/up/ledger`),
        remote('origin', `${standIn.url}/pune-dev/ledger`),
        remote('lab', 'git@gitlab.com:x/ledger.git'),
      ],
    });
    assert.deepEqual(
      prepared.candidates.map(({ address, from }) => `${from} ${address.owner}`),
      ['remote pune-dev', 'remote up', 'remote zoo', 'parent baton-sample'],
    );
  });

  it('puts the repository of the setting first, on the host of the note’s own', async () => {
    const [first, second] = (await prepare({ repository: 'acme/handoffs' }, false)).candidates;
    assert.deepEqual(
      [first?.from, first?.address],
      ['setting', { host: standIn.url, owner: 'acme', name: 'handoffs' }],
    );
    assert.equal(second?.from, 'remote');
    assert.deepEqual(await kinds({ repository: 'handoffs' }), ['bad-setting']);
  });

  it('proposes the team’s own place for notes about a public repository, and only for those', async () => {
    addRepository(standIn.world, { owner: 'acme', name: 'handoffs', isPrivate: true, writers: ['pune-dev'] });
    const wish = { repositoryForPublic: 'acme/handoffs' };
    const prepared = await prepare(wish);
    assert.equal(prepared.repository?.facts?.nameWithOwner, 'acme/handoffs');
    assert.deepEqual(
      prepared.candidates.map(({ address, from }) => `${from} ${address.owner}/${address.name}`),
      ['setting acme/handoffs', 'remote baton-sample/ledger'],
    );
    const own = prepared.candidates[1]?.address;
    assert.ok(own);
    const chosen = await prepare({ ...wish, chosen: own });
    assert.equal(chosen.repository?.facts?.nameWithOwner, 'baton-sample/ledger', 'a choice on the page wins');
    standIn.ledger.isPrivate = true;
    assert.equal((await prepare(wish)).repository?.facts?.nameWithOwner, 'baton-sample/ledger');
    standIn.ledger.isPrivate = false;
    assert.deepEqual(await kinds({ repositoryForPublic: 'handoffs' }), ['bad-setting']);
  });

  it('remembers another place that was chosen for notes of this repository', async () => {
    const own = { host: standIn.url, owner: 'baton-sample', name: 'ledger' };
    const other = { host: standIn.url, owner: 'acme', name: 'handoffs' };
    const remotes = [
      remote('origin', `${standIn.url}/baton-sample/ledger.git`),
      remote('team', `${standIn.url}/acme/handoffs.git`),
    ];
    const at = '2026-11-20T10:00:00Z';
    const choice = { kind: 'choice', at, key: repositoryChoice(own), value: addressKey(other) } as const;
    const prepared = await prepare({ remotes, events: [choice] }, false);
    assert.equal(prepared.repository?.address.owner, 'acme');
    const gone = await prepare({ events: [choice] }, false);
    assert.equal(gone.repository?.address.owner, 'baton-sample', 'it is no candidate any more');
  });

  it('remembers the category that was chosen for the repository', async () => {
    const general = standIn.ledger.categories.find(({ name }) => name === 'General')!;
    const address = { host: standIn.url, owner: 'baton-sample', name: 'ledger' };
    const key = categoryChoice(addressKey(address));
    const events = [{ kind: 'choice', at: '2026-11-20T10:00:00Z', key, value: general.id } as const];
    assert.equal((await prepare({ events })).repository?.category?.category.name, 'General');
    assert.equal((await prepare({ events, category: 'q&a' })).repository?.category?.category.name, 'Q&A');
    assert.deepEqual(await kinds({ category: 'Nope' }), ['unknown-category']);
  });

  it('names each thing that stands in the way, and what else is possible', async () => {
    assert.deepEqual(await kinds({ markdown: '# T\n\n## Next\n' }, false), ['empty']);
    assert.deepEqual(await kinds({ markdown: `# T\n\n${'x'.repeat(65_536)}` }, false), ['too-long']);
    assert.deepEqual(await kinds({ remotes: [] }, false), ['no-remote']);
    assert.deepEqual(await kinds({ remotes: [remote('origin', 'git@gitlab.com:a/b.git')] }, false), [
      'not-github',
    ]);
    standIn.ledger.hasDiscussions = false;
    const [disabled] = (await prepare()).problems;
    assert.deepEqual([disabled?.kind, disabled?.blocks], ['discussions-disabled', ['discussion']]);
    standIn.ledger.isArchived = true;
    assert.deepEqual(await kinds({}), ['archived']);
  });

  it('keeps the note copyable when GitHub refuses or is away', async () => {
    standIn.fail({ kind: 'saml', on: 'Repository' });
    const [refused] = (await prepare()).problems;
    assert.deepEqual([refused?.kind, refused?.blocks], ['refused', ['discussion', 'comment']]);
    standIn.fail({ kind: 'primary-limit', on: 'Repository' });
    const away = await prepare();
    assert.deepEqual(
      away.problems.map(({ kind }) => kind),
      ['unavailable'],
    );
    assert.equal(away.body.startsWith('**State:**'), true);
  });
});
