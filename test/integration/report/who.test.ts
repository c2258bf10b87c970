import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import type { MemberNow } from '../../../src/core/team/model';
import { createGitHub } from '../../../src/adapters/github';
import { whoToAsk, type WhoPorts } from '../../../src/usecases/report/whoToAsk';
import { branchesOf } from '../../github/inbox';
import { startStandIn, type StandIn } from '../../github/server';
import { workIn, type PullRequestRecord } from '../../github/work';
import { createSandbox, type Sandbox } from '../git/sandbox';

describe('who to ask about a fault', () => {
  let box: Sandbox;
  before(() => {
    box = createSandbox();
    fs.mkdirSync(path.join(box.root, '.github'));
    fs.mkdirSync(path.join(box.root, 'lib'));
    fs.writeFileSync(
      path.join(box.root, '.github/CODEOWNERS'),
      '* @acme/all\n/lib/ @asha @acme/ledger jo@example.com\n',
    );
    fs.writeFileSync(path.join(box.root, 'lib/ledger.js'), 'x\n');
    box.git('add', '.');
    box.git(
      'commit',
      '-qm',
      'one\n\nReviewed-by: Bo Larsen <bo@example.com>\nReviewed-by: Asha Rao <asha@example.com>',
    );
  });
  after(() => box.remove());

  const asha = {
    member: { name: 'Asha Rao', login: 'asha', emails: ['asha@example.com'] },
    state: 'working',
  } as unknown as MemberNow;
  const ask = (file: string, members: readonly MemberNow[] = []) =>
    whoToAsk({ folder: box.root, path: file, members }, { git: createGit(), files: createFiles() });

  it('is its owners by CODEOWNERS, then who reviewed it, and never its author', async () => {
    const found = await ask('lib/ledger.js');
    assert.deepEqual(
      found.map(({ name, why }) => [name, why]),
      [
        ['@asha', 'owner'],
        ['@acme/ledger', 'owner'],
        ['jo@example.com', 'owner'],
        ['Bo Larsen', 'reviewer'],
        ['Asha Rao', 'reviewer'],
      ],
    );
  });
  it('names each person once, with where they stand now', async () => {
    const found = await ask('lib/ledger.js', [asha]);
    assert.deepEqual(
      found.map(({ name, member }) => [name, member?.state ?? null]),
      [
        ['@asha', 'working'],
        ['@acme/ledger', null],
        ['jo@example.com', null],
        ['Bo Larsen', null],
      ],
    );
  });
  describe('where somebody is signed in', () => {
    let standIn: StandIn;
    before(async () => {
      standIn = await startStandIn();
      box.git('remote', 'add', 'origin', `${standIn.url}/baton-sample/ledger.git`);
      const at = new Date().toISOString();
      const commit = (sha: string, paths: string[]) => ({ sha, author: 'pune-dev', at, paths });
      branchesOf(standIn.ledger).set('main', [
        commit('a'.repeat(40), ['lib/ledger.js']),
        commit('b'.repeat(40), ['lib/ledger.js', 'other.js']),
        commit('c'.repeat(40), ['other.js']),
      ]);
      const pull = (
        number: number,
        mergeSha: string,
        more: Partial<PullRequestRecord>,
      ): PullRequestRecord => ({
        number,
        title: 'x',
        author: 'pune-dev',
        state: 'MERGED',
        createdAt: at,
        updatedAt: at,
        headName: 'x',
        headSha: '0',
        mergeSha,
        commits: 1,
        ...more,
      });
      const review = (author: string) => ({ author, state: 'APPROVED', at });
      workIn(standIn.ledger).pullRequests.push(
        pull(1, 'a'.repeat(40), { reviews: [review('lisbon-dev'), review('pune-dev')], mergedBy: 'ops-dev' }),
        pull(2, 'b'.repeat(40), { reviews: [review('ops-dev')] }),
        pull(3, 'c'.repeat(40), { reviews: [review('payments-dev')] }),
      );
    });
    after(async () => {
      box.git('remote', 'remove', 'origin');
      await standIn.close();
    });
    const asked = (gitHub: WhoPorts['gitHub'], members: readonly MemberNow[] = []) =>
      whoToAsk(
        { folder: box.root, path: 'lib/ledger.js', members },
        { git: createGit(), files: createFiles(), ...(gitHub && { gitHub }) },
      );
    const signedIn: WhoPorts['gitHub'] = (host) =>
      Promise.resolve(createGitHub(host, standIn.token('pune-dev'), 1));

    it('is also who reviewed or merged the last pull requests of the file, the latest first', async () => {
      const dana = { member: { name: 'Dana', login: 'ops-dev', emails: [] }, state: 'off-hours' };
      const found = await asked(signedIn, [dana as unknown as MemberNow]);
      assert.deepEqual(
        found
          .filter(({ why }) => why === 'reviewer')
          .map(({ name, member }) => [name, member?.state ?? null]),
        [
          ['@ops-dev', 'off-hours'],
          ['@lisbon-dev', null],
          ['Bo Larsen', null],
          ['Asha Rao', null],
        ],
      );
    });
    it('is who git knows, where nobody is signed in or GitHub does not answer', async () => {
      const known = (await asked(undefined)).map(({ name }) => name);
      assert.deepEqual(
        (await asked(() => Promise.resolve(null))).map(({ name }) => name),
        known,
      );
      standIn.fail({ on: 'FileReviewers', kind: 'secondary-limit', times: 9 });
      assert.deepEqual(
        (await asked(signedIn)).map(({ name }) => name),
        known,
      );
      standIn.heal();
    });
  });
  it('is the last rule that fits, and nobody without one', async () => {
    assert.deepEqual(
      (await ask('other.js')).map(({ name }) => name),
      ['@acme/all'],
    );
  });
});
