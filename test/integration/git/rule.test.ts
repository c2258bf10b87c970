import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { noEditor } from '../../../src/core/ports/editor';
import type { StateStore } from '../../../src/core/ports/state';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { createSandbox, quiet, streamOf, type Planned, type Sandbox } from './sandbox';

const noState: StateStore = {
  of: () => ({
    directory: '',
    append: () => Promise.resolve(),
    read: () => Promise.resolve({ events: [], skipped: 0 }),
    writeDraft: () => Promise.reject(new Error('a draft is not written here')),
    readDraft: () => Promise.resolve(null),
    drafts: () => Promise.resolve([]),
    deleteDraft: () => Promise.resolve(),
    deleteActivity: () => Promise.resolve(),
  }),
  privateTeam: { read: () => Promise.resolve([]), write: () => Promise.resolve() },
  stamps: () => ({ read: () => Promise.resolve(null), write: () => Promise.resolve() }),
};

const day = 86_400;
const since = Date.UTC(2026, 10, 19) / 1000;
const until = since + day;

async function named(root: string, as: readonly string[], from = since, to = until): Promise<string[]> {
  const draft = await draftHandoff(
    {
      directories: [root],
      as,
      since: DateTime.fromSeconds(from),
      until: DateTime.fromSeconds(to),
      zone: 'UTC',
      id: 'n1',
      mayBeEmpty: true,
    },
    { git: createGit({ env: quiet }), files: createFiles(), state: noState, editor: noEditor },
  );
  return draft.items.flatMap(({ commits }) => commits ?? []).sort();
}

/** The rule again, by other means: every object below every branch, read raw, one by one. */
function expected(root: string, isAuthor: (email: string) => boolean, from = since, to = until): string[] {
  const run = (args: string[], input = ''): Buffer =>
    execFileSync('git', args, { cwd: root, env: quiet, input, maxBuffer: 1e9 });
  const tips = run(['for-each-ref', '--format=%(objectname)', 'refs/heads', 'refs/remotes']).toString();
  const shas = run(['rev-list', '--stdin'], tips).toString().split('\n').filter(Boolean);
  const raw = run(['cat-file', '--batch'], shas.join('\n') + '\n');
  const found: string[] = [];
  let at = 0;
  for (const sha of shas) {
    const lineEnd = raw.indexOf(10, at);
    const size = Number(raw.subarray(at, lineEnd).toString().split(' ')[2]);
    const text = raw.subarray(lineEnd + 1, lineEnd + 1 + size).toString('latin1');
    at = lineEnd + 1 + size + 1;
    const header = text.slice(0, text.indexOf('\n\n'));
    const author = /^author .*<(.*)> (-?\d+) [+-]\d+$/m.exec(header);
    const committed = Number(/^committer .*> (-?\d+) [+-]\d+$/m.exec(header)?.[1]);
    const authored = Number(author?.[2]);
    const merge = (header.match(/^parent /gm) ?? []).length > 1;
    if (merge || !isAuthor(author?.[1] ?? '')) continue;
    if (authored >= from && authored < to && committed >= from - 7 * day) found.push(sha);
  }
  return found.sort();
}

/** Commits one after the other, by marks; `add` answers the mark of the one that it adds. */
function planning() {
  const plan: Planned[] = [];
  const add = (ref: string, parents: number[], authored: number, committed = authored): number => {
    plan.push({ mark: plan.length + 1, ref, parents, authored, committed });
    return plan.length;
  };
  return { plan, add };
}

describe('the commits that a note names', () => {
  const sandboxes: Sandbox[] = [];
  const sandbox = (...init: string[]): Sandbox => {
    const made = createSandbox(...init);
    sandboxes.push(made);
    return made;
  };
  after(() => sandboxes.forEach((each) => each.remove()));

  const check = async (made: Sandbox, emails = ['ana@example.com'], aliases = emails): Promise<string[]> => {
    const found = await named(made.root, emails);
    assert.deepEqual(
      found,
      expected(made.root, (email) => aliases.includes(email)),
    );
    return found;
  };

  it('are those of a messy day, each once: merges, copies, tags, remotes, aliases, edges of the window', async () => {
    const made = sandbox();
    const at = (hour: number): number => since + hour * 3600;
    const plan: Planned[] = [
      { mark: 1, ref: 'refs/heads/main', parents: [], authored: since - 3 * day, committed: since - 3 * day },
      { mark: 2, ref: 'refs/heads/main', parents: [1], authored: since, committed: since },
      { mark: 3, ref: 'refs/heads/main', parents: [2], authored: since - 1, committed: at(1) },
      { mark: 4, ref: 'refs/heads/topic', parents: [2], authored: at(2), committed: at(2), offset: '+0530' },
      { mark: 5, ref: 'refs/heads/topic', parents: [4], authored: at(3), committed: at(30) },
      { mark: 6, ref: 'refs/heads/main', parents: [3, 5], authored: at(4), committed: at(4) },
      // The same change picked onto another branch, and a branch that only a remote holds.
      { mark: 7, ref: 'refs/heads/picked', parents: [1], authored: at(2), committed: at(5) },
      { mark: 8, ref: 'refs/remotes/origin/-x', parents: [3], authored: until - 1, committed: until - 1 },
      { mark: 9, ref: 'refs/remotes/origin/-x', parents: [8], authored: until, committed: until },
      { mark: 10, ref: 'refs/tags/only-a-tag', parents: [3], authored: at(6), committed: at(6) },
      { mark: 11, ref: 'refs/stash', parents: [3], authored: at(6), committed: at(6) },
      // Authored today by a clock that was set, committed eight days ago by one that was not; and the edge of seven.
      { mark: 12, ref: 'refs/heads/early', parents: [1], authored: at(7), committed: since - 7 * day - 1 },
      { mark: 13, ref: 'refs/heads/edge', parents: [1], authored: at(7), committed: since - 7 * day },
      {
        mark: 14,
        ref: 'refs/heads/others',
        parents: [6],
        author: 'Bo <bo@example.com>',
        authored: at(8),
        committed: at(8),
      },
      {
        mark: 15,
        ref: 'refs/heads/others',
        parents: [14],
        author: 'A. <old@example.com>',
        authored: at(9),
        committed: at(9),
      },
      {
        mark: 16,
        ref: 'refs/heads/others',
        parents: [15],
        author: 'Ana <ana@example.com>',
        authored: at(9),
        committed: at(9),
      },
      // Beneath a commit whose clock stood at 1970.
      { mark: 17, ref: 'refs/heads/skewed', parents: [1], authored: at(10), committed: at(10) },
      { mark: 18, ref: 'refs/heads/skewed', parents: [17], authored: at(10), committed: 1 },
      { mark: 19, ref: 'refs/heads/skewed', parents: [18], authored: at(11), committed: 2 },
      { mark: 20, ref: 'refs/heads/future', parents: [6], authored: at(12), committed: since + 900 * day },
      { mark: 21, ref: 'refs/heads/second-root', parents: [], authored: at(13), committed: at(13) },
    ];
    made.import(
      streamOf(plan, [
        ['refs/remotes/origin/main', 3],
        ['refs/heads/copy', 5],
      ]),
    );
    writeFileSync(join(made.root, '.mailmap'), 'Ana <ana@example.com> <old@example.com>\n');
    made.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    const found = await check(made, ['ana@example.com'], ['ana@example.com', 'old@example.com']);
    assert.equal(found.length, 11);
    // An address that .mailmap replaces means the same person.
    assert.deepEqual(await named(made.root, ['old@example.com']), found);
    assert.equal((await named(made.root, ['bo@example.com'])).length, 1);
    made.git('checkout', '-q', '--detach', 'refs/tags/only-a-tag');
    assert.deepEqual(await named(made.root, ['ana@example.com']), found);
  });

  it('are the same whatever a message holds: markup, other encodings, 100 kB, nothing', async () => {
    const made = sandbox();
    const messages = [
      '',
      '\n\n',
      'x'.repeat(100_000),
      'one ò two\x1f\x1e three\n\nbody',
      Buffer.from('fix: caf\xe9', 'latin1'),
      Buffer.from(Buffer.from('\ufefffeat: wide', 'utf16le').filter((byte) => byte !== 0)),
      '<script>alert(1)</script> @everyone <!-- b:a --> `',
      'commit 1234\nauthor Bo <bo@example.com> 1 +0000\n\nrefs/heads/main',
    ];
    const plan = messages.map((message, index): Planned => ({
      mark: index + 1,
      ref: 'refs/heads/main',
      parents: index === 0 ? [] : [index],
      authored: since + index,
      committed: since + index,
      message,
    }));
    made.import(streamOf(plan));
    assert.equal((await check(made)).length, messages.length);
  });

  it('are found beneath a wrong clock in a history that is too long to be looked at every time', async () => {
    const made = sandbox();
    const { plan, add } = planning();
    let tip = add('refs/heads/main', [], since - 400 * day);
    for (let index = 0; index < 2500; index += 1)
      tip = add('refs/heads/main', [tip], since - 300 * day + index);
    const good = add('refs/heads/topic', [tip], since + 60);
    let bad = add('refs/heads/topic', [good], since + 61, 1000);
    for (let index = 0; index < 5; index += 1) bad = add('refs/heads/topic', [bad], since + 62, 1000 + index);
    add('refs/heads/topic', [bad], since + 63);
    made.import(streamOf(plan));
    assert.equal((await check(made)).length, 2);
  });

  it('are found in a busy week, beneath a wrong clock too', async () => {
    const made = sandbox();
    const { plan, add } = planning();
    let tip = add('refs/heads/main', [], since - 400 * day);
    for (let index = 0; index < 600; index += 1)
      tip = add('refs/heads/main', [tip], since - 300 * day + index);
    const hidden = add('refs/heads/topic', [tip], since + 60);
    const bad = add('refs/heads/topic', [hidden], since + 61, 1000);
    add('refs/heads/topic', [bad], since + 62);
    for (let index = 0; index < 700; index += 1) tip = add('refs/heads/main', [tip], since + index);
    made.import(streamOf(plan));
    assert.equal((await check(made)).length, 702);
  });

  it('are found behind dates before 1970, which git takes for the far future', async () => {
    const made = sandbox();
    const plan: Planned[] = [];
    for (let index = 0; index < 1300; index += 1) {
      const at = index < 700 ? -5_000_000 + index : since - 300 * day + index;
      plan.push({
        mark: index + 1,
        ref: 'refs/heads/main',
        parents: index === 0 ? [] : [index],
        authored: at,
        committed: at,
      });
    }
    plan.push({
      mark: 1301,
      ref: 'refs/heads/main',
      parents: [1300],
      authored: since + 5,
      committed: since + 5,
    });
    plan.push({ mark: 1302, ref: 'refs/heads/ancient', parents: [700], authored: since + 6, committed: -9 });
    made.import(streamOf(plan, [['refs/heads/older', 650]]));
    assert.equal((await check(made)).length, 1);
  });

  it('are those of every other branch before the first commit of a new one', async () => {
    const made = sandbox();
    made.import(
      streamOf([{ mark: 1, ref: 'refs/heads/main', parents: [], authored: since, committed: since }]),
    );
    made.git('checkout', '-q', '--orphan', 'fresh');
    assert.equal((await check(made)).length, 1);
  });

  it('follow the rule in any history', async () => {
    const instants = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: since - 2 * day, max: until + day }) },
      { weight: 2, arbitrary: fc.integer({ min: since - 9 * day, max: since }) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(0, 1, since - 7 * day, since - 7 * day - 1, since, until, until - 1, 4e9),
      },
    );
    const commit = fc.record({
      authored: instants,
      committed: instants,
      own: fc.boolean(),
      parents: fc.array(fc.nat(), { maxLength: 3 }),
      branch: fc.constantFrom(
        'heads/main',
        'heads/a',
        'heads/b',
        'remotes/origin/a',
        'remotes/up/stream/x',
        'tags/t',
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(commit, { minLength: 20, maxLength: 60 }), async (commits) => {
        const made = createSandbox();
        try {
          const plan = commits.map(({ authored, committed, own, parents, branch }, index): Planned => ({
            mark: index + 1,
            ref: `refs/${branch}`,
            parents: [...new Set(index === 0 ? [] : parents.map((parent) => 1 + (parent % index)))],
            author: own ? 'Ana <ana@example.com>' : 'Bo <bo@example.com>',
            authored,
            committed,
          }));
          // A repository without any branch is refused, which another test holds.
          made.import(streamOf(plan, [['refs/heads/first', 1]]));
          await check(made);
        } finally {
          made.remove();
        }
      }),
      { numRuns: 6, seed: 3 },
    );
  });
});
