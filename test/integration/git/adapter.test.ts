import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../src/adapters/git';
import { gitEnvironment } from '../../../src/adapters/git/environment';
import { createRunner } from '../../../src/adapters/git/runner';
import { CancelledError, UserError } from '../../../src/core/errors';
import type { Commit, GitRepository } from '../../../src/core/ports/git';
import { DateTime } from '../../../src/core/time/luxon';
import { createSandbox, quiet, streamOf, type Sandbox } from './sandbox';

const git = createGit({ env: quiet });
const at = 1_795_000_000;

describe('git', () => {
  const made: Sandbox[] = [];
  const sandbox = (...init: string[]): Sandbox => {
    const one = createSandbox(...init);
    made.push(one);
    return one;
  };
  const committed = (): Sandbox => {
    const one = sandbox();
    writeFileSync(join(one.root, 'a.txt'), 'one\ntwo\n');
    one.git('add', '.');
    one.git('commit', '-qm', 'feat: first');
    return one;
  };
  const open = async (root: string): Promise<GitRepository> => {
    const repository = await git.open(root);
    assert.ok(repository);
    return repository;
  };
  after(() => made.forEach((each) => each.remove()));

  it('that is not installed is said with what to do', async () => {
    const missing = createGit({ program: join(tmpdir(), 'no-such-git'), env: quiet });
    await assert.rejects(missing.open(tmpdir()), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /^git was not found .*: install it/);
      return true;
    });
    const runner = createRunner(tmpdir(), { program: join(tmpdir(), 'no-such-git'), env: quiet });
    await assert.rejects(runner.answer(['version']), /git was not found/);
  });

  it('finds no repository where there is none, and says that a folder does not exist', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton-none-')));
    try {
      assert.equal(await git.open(folder), null);
      await assert.rejects(git.open(join(folder, 'nowhere')), /There is no folder .*nowhere: check the path/);
      writeFileSync(join(folder, 'file'), '');
      await assert.rejects(git.open(join(folder, 'file')), /is not a folder/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses a bare repository with a sentence, and looks past the .git folder', async () => {
    const bare = sandbox('--bare');
    await assert.rejects(git.open(bare.root), /is a bare repository, which has no files to work on: open/);
    const one = committed();
    assert.equal((await open(join(one.root, '.git'))).root, one.root);
    await assert.rejects(git.open(join(one.root, '.git', 'refs')), /belongs to git itself/);
  });

  it('says how to trust a folder that someone else owns', async () => {
    if (process.getuid?.() !== 0) {
      // Only root can give a folder away; git's own check is the same for everybody.
      const environment = { ...quiet, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
      await assert.rejects(createGit({ env: environment }).open(committed().root), /safe\.directory/);
      return;
    }
    const one = committed();
    chownSync(one.root, 12_345, 12_345);
    chownSync(join(one.root, '.git'), 12_345, 12_345);
    await assert.rejects(git.open(one.root), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /someone else owns it: run "git config --global --add safe.directory /);
      return true;
    });
  });

  it('tells what differs from HEAD, whatever the files are called', async () => {
    const one = committed();
    one.git('mv', 'a.txt', 'b\nc `d`.txt');
    writeFileSync(join(one.root, 'b\nc `d`.txt'), 'one\ntwo\nthree\n');
    writeFileSync(join(one.root, '-new \u202e.txt'), 'x');
    writeFileSync(join(one.root, 'bin'), Buffer.from([0, 1, 2]));
    one.git('add', 'bin');
    const repository = await open(one.root);
    const { head, changes, operation } = await repository.workingTree();
    assert.equal(head.branch, 'main');
    assert.equal(head.upstream, null);
    assert.equal(operation, null);
    assert.deepEqual(changes, [
      { path: 'b\nc `d`.txt', from: 'a.txt', kind: 'renamed', staged: true, unstaged: true },
      { path: 'bin', kind: 'added', staged: true, unstaged: false },
      { path: '-new \u202e.txt', kind: 'untracked', staged: false, unstaged: true },
    ]);
    assert.deepEqual(await repository.diffStat(), [
      { path: 'b\nc `d`.txt', added: 1, removed: 0 },
      { path: 'bin', added: null, removed: null },
    ]);
  });

  it('tells how far a branch is from its upstream, and that a deleted upstream is none', async () => {
    const one = committed();
    one.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    one.git('remote', 'add', 'origin', 'https://example.com/x.git');
    one.git('branch', '-q', '--set-upstream-to=origin/main');
    one.git('commit', '-q', '--allow-empty', '-m', 'second');
    const repository = await open(one.root);
    assert.deepEqual((await repository.workingTree()).head.upstream, {
      name: 'origin/main',
      ahead: 1,
      behind: 0,
    });
    one.git('update-ref', '-d', 'refs/remotes/origin/main');
    assert.equal((await repository.workingTree()).head.upstream, null);
    assert.deepEqual(await repository.remotes(), [
      { name: 'origin', fetchUrl: 'https://example.com/x.git', pushUrl: 'https://example.com/x.git' },
    ]);
  });

  it('sees every operation in progress', async () => {
    const one = committed();
    const conflict = (name: string, text: string): void => {
      writeFileSync(join(one.root, 'a.txt'), text);
      one.git('commit', '-qam', name);
    };
    one.git('checkout', '-qb', 'other');
    conflict('other', 'other\n');
    one.git('checkout', '-q', 'main');
    conflict('main', 'main\n');
    const repository = await open(one.root);
    const during = async (start: string[], stop: string[]): Promise<string | null> => {
      try {
        one.git(...start);
      } catch {
        // A conflict ends git with a status.
      }
      const { operation } = await repository.workingTree();
      one.git(...stop);
      return operation;
    };
    assert.equal(await during(['merge', 'other'], ['merge', '--abort']), 'merge');
    assert.equal(await during(['rebase', 'other'], ['rebase', '--abort']), 'rebase');
    assert.equal(await during(['cherry-pick', 'other'], ['cherry-pick', '--abort']), 'cherry-pick');
    assert.equal(await during(['revert', 'HEAD~1', '--no-commit'], ['revert', '--abort']), 'revert');
    assert.equal(await during(['bisect', 'start', 'HEAD'], ['bisect', 'reset']), 'bisect');
    assert.equal((await repository.workingTree()).operation, null);
  });

  it('works before the first commit, on a detached HEAD, in a linked working tree', async () => {
    const fresh = sandbox();
    writeFileSync(join(fresh.root, 'a'), 'x\n');
    fresh.git('add', 'a');
    const unborn = await open(fresh.root);
    assert.deepEqual((await unborn.workingTree()).head, { branch: 'main', sha: null, upstream: null });
    assert.deepEqual(await unborn.diffStat(), [{ path: 'a', added: 1, removed: 0 }]);
    assert.deepEqual(await unborn.branches(), []);
    const one = committed();
    one.git('worktree', 'add', '-q', '--detach', 'linked');
    const linked = await open(join(one.root, 'linked'));
    assert.equal((await linked.workingTree()).head.branch, null);
    assert.equal(linked.commonDirectory, (await open(one.root)).commonDirectory);
    assert.notEqual(linked.root, one.root);
  });

  it('says that a shallow clone ends early', async () => {
    const one = committed();
    one.git('commit', '-q', '--allow-empty', '-m', 'second');
    one.git('clone', '-q', '--depth=1', `file://${one.root}`, 'shallow');
    assert.equal((await open(join(one.root, 'shallow'))).isShallow, true);
    assert.equal((await open(one.root)).isShallow, false);
  });

  it('knows branches of any name, which of them is the default, and what they follow', async () => {
    const one = committed();
    one.git('update-ref', 'refs/heads/--help', 'HEAD');
    one.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    one.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
    one.git('config', 'branch.main.remote', 'origin');
    one.git('config', 'branch.main.merge', 'refs/heads/main');
    one.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    const sha = one.git('rev-parse', 'HEAD');
    assert.deepEqual(await (await open(one.root)).branches(), [
      { name: '--help', remote: false, sha, upstream: null, isDefault: false },
      { name: 'main', remote: false, sha, upstream: 'origin/main', isDefault: true },
      { name: 'origin/main', remote: true, sha, upstream: null, isDefault: true },
    ]);
  });

  it('knows who works here, by .mailmap, and invents nobody', async () => {
    const one = committed();
    const repository = await open(one.root);
    assert.deepEqual(await repository.identity(), { name: 'Ana', email: 'ana@example.com' });
    writeFileSync(join(one.root, '.mailmap'), 'Ana Lima <ana@corp.example> <ana@example.com>\n');
    assert.deepEqual(await repository.identity(), { name: 'Ana Lima', email: 'ana@corp.example' });
    const asked = ['ANA@example.com', 'x@example.com', '--help'];
    assert.deepEqual(await repository.canonicalEmails(asked), [
      'ana@corp.example',
      'x@example.com',
      '--help',
    ]);
    one.git('config', '--unset', 'user.email');
    assert.deepEqual(await (await open(one.root)).identity(), { name: 'Ana', email: null });
  });

  it('runs no program that a repository names', async () => {
    const one = committed();
    const trap = join(one.root, 'trap.sh');
    const sprung = join(one.root, '.git', 'sprung');
    writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> '${sprung}'\n`);
    chmodSync(trap, 0o755);
    one.git('config', 'core.fsmonitor', trap);
    one.git('config', 'core.pager', trap);
    one.git('config', 'diff.external', trap);
    one.git('config', 'diff.x.textconv', trap);
    one.git('config', 'gpg.program', trap);
    one.git('config', 'log.showSignature', 'true');
    // Named in a file that the repository includes, as well as in its own.
    writeFileSync(join(one.root, '.git', 'more'), `[filter "y.z"]\n\tprocess = ${trap}\n\trequired\n`);
    one.git('config', 'include.path', 'more');
    one.git('config', 'filter.x.clean', trap);
    one.git('config', 'filter.x.required', 'true');
    mkdirSync(join(one.root, '.git', 'info'), { recursive: true });
    const attributes = join(one.root, '.git', 'info', 'attributes');
    writeFileSync(attributes, '*.txt diff=x filter=x\n');
    writeFileSync(join(one.root, 'a.txt'), 'changed\n');
    const repository = await open(one.root);
    await repository.workingTree();
    await repository.diffStat();
    writeFileSync(attributes, '*.txt diff=x filter=y.z\n');
    assert.deepEqual((await repository.workingTree()).changes.map(({ path }) => path).sort(), [
      'a.txt',
      'trap.sh',
    ]);
    assert.equal((await repository.diffStat()).length, 1);
    assert.equal((await repository.history.blame('a.txt', 1, 1)).length, 1);
    await repository.branches();
    for await (const commit of repository.commits(DateTime.fromSeconds(0)))
      assert.equal(commit.subject, 'feat: first');
    await repository.identity();
    assert.equal(existsSync(sprung), false);
  });

  it('runs the filters of the person, whatever the repository makes of them', async () => {
    const one = committed();
    const global = join(one.root, '.git', 'person');
    writeFileSync(global, '[filter "lfs"]\n\tclean = sort\n\trequired = true\n');
    one.git('config', 'filter.lfs.clean', 'false');
    mkdirSync(join(one.root, '.git', 'info'), { recursive: true });
    writeFileSync(join(one.root, '.git', 'info', 'attributes'), '*.txt filter=lfs\n');
    writeFileSync(join(one.root, 'a.txt'), 'two\none\n');
    const repository = await createGit({ env: { ...quiet, GIT_CONFIG_GLOBAL: global } }).open(one.root);
    assert.deepEqual((await repository?.workingTree())?.changes, []);
  });

  it('looks at no other repository that the environment names', () => {
    const env = gitEnvironment({ GIT_DIR: '/x', GIT_WORK_TREE: '/x', GIT_INDEX_FILE: '/x', PATH: '/bin' });
    assert.deepEqual(
      Object.keys(env).filter((key) => ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE'].includes(key)),
      [],
    );
    const added = gitEnvironment({ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' });
    assert.equal(added['GIT_CONFIG_KEY_0'], 'a.b');
    assert.equal(added['GIT_CONFIG_KEY_1'], 'core.fsmonitor');
  });

  it('reads names, messages and offsets as they were meant', async () => {
    const one = sandbox();
    const message = Buffer.from('fix: caf\xe9\n\nbody\n', 'latin1');
    one.import(
      Buffer.concat([
        Buffer.from(
          `commit refs/heads/main\nauthor Ana ò <a@x> ${at} +0545\ncommitter Bo <b@x> ${at + 5} -0330\nencoding ISO-8859-1\ndata ${message.length}\n`,
        ),
        message,
        Buffer.from('\n'),
      ]),
    );
    const found: Commit[] = [];
    for await (const commit of (await open(one.root)).commits(DateTime.fromSeconds(at))) found.push(commit);
    const [commit] = found;
    assert.equal(found.length, 1);
    assert.equal(commit?.subject, 'fix: café');
    assert.equal(commit?.body, 'body');
    assert.equal(commit?.authoredAt.toISO(), DateTime.fromSeconds(at, { zone: 'UTC+5:45' }).toISO());
    assert.equal(commit?.committedAt.offset, -210);
  });

  it('is ended by being called off, long before its end, and when nobody reads on', async () => {
    const one = sandbox();
    const plan = Array.from({ length: 3000 }, (_, index) => ({
      mark: index + 1,
      ref: 'refs/heads/main',
      parents: index === 0 ? [] : [index],
      authored: at,
      committed: at,
      message: 'x'.repeat(2000),
    }));
    one.import(streamOf(plan));
    const repository = await open(one.root);
    const abort = new AbortController();
    let told = 0;
    await assert.rejects(async () => {
      for await (const { sha } of repository.commits(DateTime.fromSeconds(0), abort.signal)) {
        assert.ok(sha);
        told++;
        abort.abort();
      }
    }, CancelledError);
    // What git had said already may still come.
    assert.ok(told < 300, `${told} of 3,000 commits were told`);
    await assert.rejects(repository.workingTree(abort.signal), CancelledError);
    for await (const { sha } of repository.commits(DateTime.fromSeconds(0))) {
      assert.ok(sha);
      break;
    }
  });

  it('that cannot read its own objects is told in a sentence', async () => {
    const one = committed();
    const repository = await open(one.root);
    const sha = one.git('rev-parse', 'HEAD');
    rmSync(join(one.root, '.git', 'objects', sha.slice(0, 2), sha.slice(2)));
    await assert.rejects(
      async () => {
        for await (const commit of repository.commits(DateTime.fromSeconds(0))) assert.fail(commit.sha);
      },
      (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /^git log failed in .* \(status 128: .*\): run "git fsck" there/);
        return true;
      },
    );
  });
});
