import assert from 'node:assert/strict';
import { createGit } from '../../../src/adapters/git';
import { createSandbox, quiet, type Sandbox } from './sandbox';

describe('the remotes of a repository', () => {
  let box: Sandbox;
  beforeEach(() => {
    box = createSandbox();
  });
  afterEach(() => box.remove());

  /** What is set, and the remotes in git's own words. */
  const sayings: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    'in the order of their names': [
      ['remote.upstream.url', 'https://example.com/up.git'],
      ['remote.origin.url', 'https://example.com/x.git'],
      ['remote.Origin.url', 'https://example.com/y.git'],
      ['remote.my.fork.url', 'git@example.com:ana/x.git'],
    ],
    'where they are pushed to elsewhere': [
      ['remote.origin.url', 'https://example.com/x.git'],
      ['remote.origin.pushurl', 'git@example.com:one/x.git'],
      ['remote.origin.pushurl', 'git@example.com:two/x.git'],
    ],
    'with several addresses': [
      ['remote.origin.url', 'https://example.com/x.git'],
      ['remote.origin.url', 'https://example.com/y.git'],
    ],
    'without an address to fetch from': [
      ['remote.origin.pushurl', 'git@example.com:one/x.git'],
      ['remote.none.fetch', '+refs/heads/*:refs/remotes/none/*'],
    ],
    'whose addresses are short for others': [
      ['remote.origin.url', 'gh:ana/x.git'],
      ['url.https://github.com/.insteadOf', 'gh:'],
    ],
    'that are pushed to by another protocol': [
      ['remote.origin.url', 'https://example.com/ana/x.git'],
      ['url.git@example.com:.pushInsteadOf', 'https://example.com/'],
    ],
    'of a partial clone': [
      ['remote.origin.url', 'https://example.com/x.git'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.partialclonefilter', 'blob:none'],
    ],
  };
  for (const [what, settings] of Object.entries(sayings)) {
    it(`are those that git names, ${what}`, async () => {
      for (const [key, value] of settings) box.git('config', '--add', key, value);
      const repository = await createGit({ env: quiet }).open(box.root);
      const remotes = (await repository?.remotes()) ?? [];
      const git = (...args: readonly string[]) => box.git('remote', ...args).split('\n');
      const named = git().filter((name) => box.git('remote', '-v').includes(`${name}\t`));
      assert.deepEqual(
        remotes.map(({ name }) => name),
        named.filter((name) => name !== 'none'),
      );
      for (const { name, fetchUrl, pushUrl } of remotes) {
        assert.equal(pushUrl, git('get-url', '--push', '--all', name).at(-1));
        if (settings.some(([key]) => key === `remote.${name}.url`))
          assert.equal(fetchUrl, git('get-url', name)[0]);
      }
    });
  }

  it('keep the address as it is written where git uses another', async () => {
    box.git('config', 'remote.origin.url', 'gh:ana/x.git');
    box.git('config', 'url.https://github.com/.insteadOf', 'gh:');
    assert.deepEqual(await (await createGit({ env: quiet }).open(box.root))?.remotes(), [
      {
        name: 'origin',
        fetchUrl: 'https://github.com/ana/x.git',
        pushUrl: 'https://github.com/ana/x.git',
        configuredUrl: 'gh:ana/x.git',
      },
    ]);
  });
});
