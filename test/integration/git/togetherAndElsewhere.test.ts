import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftOf, told } from './drafting';
import { createSandbox, type Sandbox } from './sandbox';

describe('work that is not in my own commits', () => {
  let box: Sandbox;
  let beside: string;
  const commit = (subject: string, ...more: readonly string[]): string => {
    box.git('commit', '-q', '--allow-empty', '-m', subject, ...more);
    return box.git('rev-parse', 'HEAD');
  };
  const by = (who: string): string => `--author=${who} <${who.toLowerCase()}@example.com>`;
  const withMe = (email = 'ana@example.com'): string[] => ['-m', `Body.\n\nCo-authored-by: Ana <${email}>`];
  beforeEach(() => {
    box = createSandbox();
    beside = realpathSync(mkdtempSync(join(tmpdir(), 'baton-beside-')));
    commit('chore: begin', by('Lin'));
    box.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
  });
  afterEach(() => {
    box.remove();
    rmSync(beside, { recursive: true, force: true });
  });

  it('is told as done together with the one who committed it, and no item claims the commit', async () => {
    commit('feat(refund): keys', by('Bruno'), ...withMe());
    commit('fix: alone', by('Bruno'));
    commit('fix: only mentions Ana <ana@example.com>', by('Bruno'), '-m', 'Co-authored-by: ana');
    box.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    box.git('switch', '-q', '-c', 'retry');
    commit('feat(refund): retry', by('Bruno'), ...withMe());
    commit('test(refund): gives up', by('Bruno'), ...withMe());
    commit('feat(refund): clock', by('Chen'), ...withMe());
    const note = await draftOf(box);
    assert.deepEqual(told(note), [
      'shipped: **With Bruno**: refund: keys',
      'now: **With Chen** on `retry`: refund: clock',
      'now: **With Bruno** on `retry`: refund: retry; refund: gives up (2 commits)',
    ]);
    assert.deepEqual(
      note.items.flatMap(({ commits }) => commits ?? []),
      [],
    );
    const branch = await draftOf(box, { branch: 'retry' });
    assert.equal(told(branch).filter((line) => line.includes('With')).length, 2);
  });

  it('is mine by every address that .mailmap knows, and told once however often it was picked', async () => {
    writeFileSync(join(box.root, '.mailmap'), 'Ana <ana@example.com> <old@example.com>\n');
    const sha = commit('feat: keys', by('Bruno'), ...withMe('OLD@example.com'));
    box.git('switch', '-q', '-c', 'release', 'HEAD~1');
    commit('chore: release', by('Lin'));
    box.git('cherry-pick', '--allow-empty', sha);
    const lines = told(await draftOf(box));
    assert.deepEqual(
      lines.filter((line) => line.includes('With')),
      ['shipped: **With Bruno**: keys'],
    );
  });

  it('cannot break out of its line, and is no list of everybody', async () => {
    for (let at = 0; at < 12; at++) {
      const who = `--author=**@everyone** <img src=x ${at} <b${at}@example.com>`;
      commit(`feat: ${at}`, who, ...withMe());
    }
    const lines = told(await draftOf(box));
    assert.equal(lines.length, 7);
    assert.equal(lines.at(-1), 'shipped: With others: 6 more commits');
    assert.doesNotMatch(lines.join('\n'), /@everyone|(?<!\\)<img/);
  });

  it('is a line for each other working tree in which something is not committed', async () => {
    commit('feat: mine');
    box.git('worktree', 'add', '-q', '-b', 'hotfix', join(beside, 'shop-hotfix'));
    box.git('worktree', 'add', '-q', '--detach', join(beside, 'clean'));
    box.git('worktree', 'add', '-q', '--detach', join(beside, 'gone'));
    rmSync(join(beside, 'gone'), { recursive: true });
    assert.doesNotMatch(told(await draftOf(box)).join('\n'), /working tree/);
    writeFileSync(join(beside, 'shop-hotfix', 'a`b.txt'), 'x');
    writeFileSync(join(beside, 'shop-hotfix', 'c.txt'), 'x');
    const here = await draftOf(box);
    assert.deepEqual(
      told(here).filter((line) => line.includes('working tree')),
      ['now: Uncommitted in the working tree `shop-hotfix` (branch `hotfix`): 2 files'],
    );
    assert.ok(!here.markdown.includes(beside), 'where it lies on this machine is nobody’s business');
    // Seen from the other one, this one is clean; opened both, it is told as its own.
    const there = await draftOf(box, { directories: [join(beside, 'shop-hotfix')] });
    assert.doesNotMatch(told(there).join('\n'), /in the working tree/);
    const both = await draftOf(box, { directories: [box.root, join(beside, 'shop-hotfix')] });
    assert.equal(told(both).filter((line) => line.includes('Uncommitted')).length, 1);
    assert.doesNotMatch(told(both).join('\n'), /in the working tree/);
  });

  it('is looked at in another working tree without running what the repository names there', async () => {
    const trap = join(box.root, 'trap.sh');
    const sprung = join(box.root, '.git', 'sprung');
    writeFileSync(trap, `#!/bin/sh\ntouch '${sprung}'\ncat\n`, { mode: 0o755 });
    commit('feat: mine');
    box.git('worktree', 'add', '-q', '-b', 'hotfix', join(beside, 'hotfix'));
    writeFileSync(join(beside, 'hotfix', '.gitattributes'), '* filter=x\n');
    writeFileSync(join(beside, 'hotfix', 'a.txt'), 'x');
    box.git('-C', join(beside, 'hotfix'), 'add', '-A');
    writeFileSync(join(beside, 'hotfix', 'a.txt'), 'y');
    box.git('config', 'filter.x.clean', trap);
    box.git('config', 'core.fsmonitor', trap);
    assert.match(told(await draftOf(box)).join('\n'), /in the working tree `hotfix`/);
    assert.throws(() => realpathSync(sprung));
  });
});
