import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createStateStore } from '../../../src/adapters/state';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { createSandbox, type Sandbox } from './sandbox';

const root = join(__dirname, '../../..');
const day = 86_400;

interface Row {
  readonly sha: string;
  readonly isMerge: boolean;
  readonly email: string;
  readonly authored: number;
  readonly committed: number;
}

/** What git tells of every commit on any branch, asked in another way than a draft asks. */
function history(): Row[] {
  const args = ['rev-list', '--branches', '--remotes', '--no-commit-header', '--format=%H|%P|%at|%ct|%aE'];
  const text = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1e9 });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [sha = '', parents = '', authored = '', committed = '', ...email] = line.split('|');
      return {
        sha,
        isMerge: parents.includes(' '),
        email: email.join('|').toLowerCase(),
        authored: Number(authored),
        committed: Number(committed),
      };
    });
}

describe('a note about this project’s own history', function () {
  this.timeout(120_000);
  let kept: Sandbox;
  before(() => (kept = createSandbox()));
  after(() => kept.remove());

  it('names every commit of an author in the window exactly once and no other, shallow clone or not', async () => {
    const rows = history();
    assert.ok(rows.length > 0, 'there is a history');
    const authors = new Map<string, Row[]>();
    for (const row of rows) authors.set(row.email, [...(authors.get(row.email) ?? []), row]);
    let told = 0;
    for (const [email, own] of [...authors]
      .sort(([, one], [, other]) => other.length - one.length)
      .slice(0, 2)) {
      const times = own.map(({ authored }) => authored).sort((one, other) => one - other);
      const [first = 0, last = 0] = [times[0], times.at(-1)];
      // The last hours, days that end in the middle of the work, and everything.
      const ends = [
        last + 1,
        ...[1, 2].map((third) => times[Math.floor((times.length * third) / 3)] ?? last),
      ];
      const windows = [
        { since: last - 3_600, until: last + 1 },
        ...ends.map((until) => ({ since: until - day, until })),
        { since: first, until: last + 1 },
      ];
      for (const { since, until } of windows) {
        const draft = await draftHandoff(
          {
            directories: [root],
            as: [email],
            since: DateTime.fromSeconds(since),
            until: DateTime.fromSeconds(until),
            zone: 'UTC',
            id: 'own-history',
            mayBeEmpty: true,
          },
          {
            git: createGit(),
            files: createFiles(),
            state: createStateStore(join(kept.root, 'state')),
            editor: noEditor,
          },
        );
        const named = draft.items.flatMap(({ commits }) => commits ?? []);
        const expected = own.filter(
          ({ isMerge, authored, committed }) =>
            !isMerge && authored >= since && authored < until && committed >= since - 7 * day,
        );
        assert.deepEqual(
          [...named].sort(),
          expected.map(({ sha }) => sha).sort(),
          `${email}, ${new Date(since * 1000).toISOString()} to ${new Date(until * 1000).toISOString()}`,
        );
        told += named.length;
      }
    }
    assert.ok(told > 0, 'something was told');
  });
});
