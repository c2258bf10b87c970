import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseProgress } from '../../../src/core/share/progress';
import { tellProgress } from '../../../src/core/share/progressText';
import { bytesOf, cloneAt, createPair, env, fingerprint, pick, share, status, type Pair } from './sandbox';

describe('An operation that was under way when the work was shared', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  const run = (root: string, line: string, more: Record<string, string> = {}): string =>
    execFileSync('sh', ['-c', line], {
      cwd: root,
      env: { ...env, GIT_EDITOR: 'true', ...more },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  /** A branch of four commits beside another that changes the same first line, which three of them leave alone. */
  const branches = (): void => {
    pair = createPair({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
    const { author } = pair;
    author.git('checkout', '-q', '-b', 'other');
    author.write('a.txt', 'theirs\n');
    author.git('commit', '-q', '-am', 'Theirs');
    author.git('checkout', '-q', '-b', 'topic', 'main');
    for (const name of ['one', 'two', 'three', 'four']) {
      author.write(name === 'two' ? 'a.txt' : `${name}.txt`, `${name}\n`);
      author.git('add', '-A');
      author.git('commit', '-q', '-m', `Do ${name}`, '--author=Eve <eve@example.com>');
    }
  };
  const stopped = (line: string, editor = 'true'): void => {
    assert.throws(() => run(pair.author.root, line, { GIT_SEQUENCE_EDITOR: editor }));
  };
  const todo = (script: string): string => `sed -i.bak -e '${script}'`;

  /** Shares and picks up; what is told to go on does there what the author's git does here. */
  const goesOnAs = async (authors: string, pattern: RegExp, now: string | null): Promise<void> => {
    const { author, receiver } = pair;
    // Reverts are whose git makes them.
    receiver.git('config', 'user.name', 'ana');
    const before = fingerprint(author);
    await share(author);
    assert.deepEqual(fingerprint(author), before);
    const { worktree, remarks } = await pick(receiver);
    assert.equal(status(worktree), status(author.root));
    assert.deepEqual(bytesOf(worktree), bytesOf(author.root));
    assert.match(remarks[0] ?? '', pattern);
    const line = /To go on: (.*?[^.])\.(?: |$)/.exec(remarks[0] ?? '')?.[1] ?? assert.fail(remarks[0]);
    const there = cloneAt(worktree);
    assert.equal(/You are currently ([a-z-]+)/.exec(there.git('status'))?.[1] ?? null, now);
    for (const clone of [there, author]) {
      if (clone.git('ls-files', '-u') !== '') clone.write('a.txt', 'both\n');
      clone.git('add', '-A');
    }
    run(worktree, line);
    run(author.root, authors);
    const told = (clone: typeof there) => clone.git('log', '--format=%T %an %s', '-4');
    assert.equal(told(there), told(author));
    assert.equal(there.git('status', '--porcelain'), '');
    const gitDirectory = there.git('rev-parse', '--absolute-git-dir');
    for (const left of ['CHERRY_PICK_HEAD', 'REVERT_HEAD']) assert.ok(!existsSync(`${gitDirectory}/${left}`));
  };

  it('is a rebase: the commit at hand goes on as a cherry-pick, and what comes after it is told', async () => {
    branches();
    stopped('git rebase other');
    await goesOnAs(
      'git rebase --continue',
      /^The author was in the middle of a rebase of topic onto [0-9a-f]{12}, at [0-9a-f]{12}: .* goes on as a cherry-pick\. To go on: git commit --no-edit && git cherry-pick [0-9a-f]{12} [0-9a-f]{12}\. What comes out is to become topic\.$/,
      'cherry-picking',
    );
  });

  it('is a rebase by patches', async () => {
    branches();
    stopped('git rebase --apply other');
    await goesOnAs('git rebase --continue', /git cherry-pick [0-9a-f]{12} [0-9a-f]{12}\./, 'cherry-picking');
  });

  it('is a rebase with steps of many kinds', async () => {
    branches();
    stopped('git rebase -i other', todo('1s/pick/reword/;3s/pick/squash/;4s/pick/edit/;2a exec true'));
    // The last step would stop the author's git once more.
    await goesOnAs(
      'git rebase --continue && git commit --amend && git rebase --continue',
      /To go on: git commit --no-edit && git cherry-pick --no-commit \w{12} && git commit --amend && git cherry-pick \w{12} && git commit --amend\. 1 of its steps are about no commit and did not come along\./,
      'cherry-picking',
    );
  });

  it('is a rebase that stopped at a commit to be squashed', async () => {
    branches();
    stopped('git rebase -i other', todo('2s/pick/fixup/'));
    await goesOnAs(
      'git rebase --continue',
      /rebase itself is not under way\. To go on: git commit --amend --no-edit && /,
      null,
    );
  });

  it('is a rebase that stopped for a commit to be edited', async () => {
    branches();
    run(pair.author.root, 'git rebase -i main', { GIT_SEQUENCE_EDITOR: todo('1s/pick/edit/') });
    pair.author.write('one.txt', 'edited\n');
    await goesOnAs(
      'git commit --amend && git rebase --continue',
      /To go on: git commit --amend && git cherry-pick /,
      null,
    );
  });

  it('is a cherry-pick of several, none of which any branch of the remote has', async () => {
    branches();
    pair.author.git('checkout', '-q', 'other');
    stopped('git cherry-pick topic~3..topic');
    await goesOnAs(
      'git cherry-pick --continue',
      /cherry-pick of [0-9a-f]{12}: its files are here, conflicts too, and the cherry-pick goes on\. To go on: git commit --no-edit && git cherry-pick [0-9a-f]{12} [0-9a-f]{12}\.$/,
      'cherry-picking',
    );
  });

  it('is a revert of several', async () => {
    branches();
    pair.author.write('a.txt', 'later\n');
    pair.author.git('commit', '-q', '-am', 'Later');
    stopped('git revert --no-edit HEAD~3 HEAD~2');
    await goesOnAs(
      'git revert --continue',
      /the revert goes on\. To go on: git commit --no-edit && git revert --no-edit [0-9a-f]{12}\.$/,
      'reverting',
    );
  });

  it('is a bisection in words of its own', async () => {
    branches();
    const { author, receiver } = pair;
    run(author.root, 'git bisect start --term-new=broken --term-old=works topic main && git bisect skip');
    await share(author);
    const { remarks, worktree } = await pick(receiver);
    const line = /To go on: (git bisect start --term-new=broken --term-old=works .*)\.$/.exec(
      remarks[0] ?? '',
    )?.[1];
    const there = cloneAt(worktree);
    run(worktree, line ?? assert.fail(remarks[0]));
    const tested = (clone: typeof there) =>
      clone
        .git('bisect', 'log')
        .split('\n')
        .filter((each) => each.startsWith('# '))
        .sort();
    assert.deepEqual(tested(there), tested(author));
    assert.equal(there.git('rev-parse', 'HEAD'), author.git('rev-parse', 'HEAD'));
  });

  it('is patches that are applied: they are not at hand, and that is said', async () => {
    branches();
    pair.author.git('format-patch', '-q', '-o', '../patches', 'main..topic');
    pair.author.git('checkout', '-q', 'other');
    stopped('git am ../patches/*.patch');
    await share(pair.author);
    const { remarks } = await pick(pair.receiver);
    assert.match(
      remarks[0] ?? '',
      /^The author was applying patches \(git am\), at 2 of 4: .* Ask for those/,
    );
  });

  it('is told without commands where the work is merged into something else', async () => {
    branches();
    stopped('git rebase other');
    await share(pair.author);
    const { remarks } = await pick(pair.receiver, { how: 'apply' });
    assert.match(remarks[0] ?? '', /its files are here, and nothing else of it\.$/);
  });

  it('is told in words that no shell and no reader takes for more, whoever wrote it', () => {
    const sha = 'a'.repeat(40);
    const hostile = parseProgress({
      branch: '-x; rm -rf ~',
      tip: '$(x)',
      onto: `${sha};x`,
      at: { action: 'exec', sha },
      rest: [{ action: 'pick', sha: '--upload-pack=x' }, { action: 'pick', sha }, 'x', null],
      others: '7; x',
      patch: { at: '1', of: 2 },
      bad: sha,
      good: [`${sha}\nx`],
      skipped: 'x',
      terms: { bad: '--x', good: 'y' },
    });
    assert.deepEqual(hostile, {
      branch: null,
      tip: null,
      onto: null,
      at: null,
      rest: [{ action: 'pick', sha }],
      others: 0,
      patch: null,
      bad: sha,
      good: [],
      skipped: [],
      terms: null,
    });
    assert.match(tellProgress('rebase', hostile, true), /To go on: git cherry-pick a{12}\.$/);
    assert.equal(parseProgress('x'), null);
  });
});
