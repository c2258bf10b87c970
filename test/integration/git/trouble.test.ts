import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStateStore } from '../../../src/adapters/state';
import type { JournalEvent } from '../../../src/core/journal/events';
import type { HandoffDraft } from '../../../src/core/handoff/model';
import { DateTime } from '../../../src/core/time/luxon';
import { draftOf, told } from './drafting';
import { createSandbox, quiet, type Sandbox } from './sandbox';

describe('a note in trouble', () => {
  let box: Sandbox;
  /** Runs git as if it were then. */
  const at = (time: string, ...args: readonly string[]): string =>
    execFileSync('git', args, {
      cwd: box.root,
      env: { ...quiet, GIT_AUTHOR_DATE: time, GIT_COMMITTER_DATE: time, GIT_EDITOR: 'true' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const commit = (time: string, file: string, text: string, subject: string, ...more: string[]): string => {
    writeFileSync(join(box.root, file), text);
    at(time, 'add', '-A');
    at(time, 'commit', '-q', '--allow-empty-message', '-m', subject, ...more);
    return box.git('rev-parse', 'HEAD');
  };
  const journal = () => createStateStore(join(box.root, '.git', 'baton')).of(join(box.root, '.git'));
  const posted = (note: string, until: string, more: Partial<JournalEvent> = {}): JournalEvent =>
    ({
      kind: 'note-posted',
      at: until,
      note,
      url: `https://github.com/acme/shop/discussions/${note.length}`,
      until,
      title: note,
      nodeId: 'D',
      body: '',
      ...more,
    }) as JournalEvent;
  const named = (note: HandoffDraft): string[] => note.items.flatMap(({ commits }) => commits ?? []).sort();
  const sinceThen = { since: null, until: DateTime.fromISO('2026-11-19T18:00Z') };
  const rebaseStops = (): void => {
    assert.throws(() => at('2026-11-19T15:00Z', 'rebase', '-q', 'main', 'topic'));
  };

  beforeEach(() => {
    box = createSandbox();
    commit('2026-11-17T09:00Z', 'main.txt', 'one\n', 'chore: begin', '--author=Lin <lin@example.com>');
  });
  afterEach(() => box.remove());

  describe('whose history was rewritten since the last one', () => {
    let first: string;
    let second: string;
    beforeEach(async () => {
      box.git('switch', '-q', '-c', 'topic');
      first = commit('2026-11-18T10:00Z', 'a.txt', 'a\n', 'feat: first');
      second = commit('2026-11-18T11:00Z', 'b.txt', 'b\n', 'feat: second');
      box.git('update-ref', 'refs/remotes/origin/topic', second);
      await journal().append([posted('yesterday', '2026-11-18T17:00:00Z')]);
      box.git('switch', '-q', 'main');
      commit('2026-11-19T08:00Z', 'main.txt', 'two\n', 'fix: of another', '--author=Lin <lin@example.com>');
    });
    const note = (): Promise<HandoffDraft> => draftOf(box, sinceThen);

    it('by a rebase and a forced push, tells what is new and nothing twice', async () => {
      at('2026-11-19T09:00Z', 'rebase', '-q', 'main', 'topic');
      const third = commit('2026-11-19T10:00Z', 'c.txt', 'c\n', 'feat: third');
      box.git('update-ref', 'refs/remotes/origin/topic', third);
      const drafted = await note();
      assert.equal(drafted.window.reason, 'last-handoff');
      assert.deepEqual(named(drafted), [third]);
      assert.match(drafted.markdown, /third/);
      assert.doesNotMatch(drafted.markdown, /first|second|another/);
    });

    it('is as right before the push, when the old commits are still at the remote', async () => {
      at('2026-11-19T09:00Z', 'rebase', '-q', 'main', 'topic');
      const third = commit('2026-11-19T10:00Z', 'c.txt', 'c\n', 'feat: third');
      assert.deepEqual(named(await note()), [third]);
    });

    it('names both of two commits that stand for one after an amendment, and tells them once', async () => {
      const old =
        (box.git('switch', '-q', 'topic'), commit('2026-11-19T10:00Z', 'c.txt', 'c\n', 'feat: third'));
      box.git('update-ref', 'refs/remotes/origin/topic', old);
      writeFileSync(join(box.root, 'c.txt'), 'C\n');
      at('2026-11-19T11:00Z', 'commit', '-q', '-a', '--amend', '--no-edit', '--date=2026-11-19T10:00Z');
      const drafted = await note();
      assert.deepEqual(named(drafted), [old, box.git('rev-parse', 'HEAD')].sort());
      assert.equal(told(drafted).join('\n').match(/third/g)?.length, 1);
    });

    it('by an amendment of a commit that the last one told, tells that it changed, and names it in no item', async () => {
      box.git('switch', '-q', 'topic');
      writeFileSync(join(box.root, 'b.txt'), 'B\n');
      at('2026-11-19T11:00Z', 'commit', '-q', '-a', '--amend', '--no-edit', '--date=2026-11-18T11:00Z');
      assert.deepEqual(told(await note()), ['now: **Amended on `topic`, made before:** second']);
      // Wherever a rebase has put it since.
      at('2026-11-19T12:00Z', 'rebase', '-q', 'main', 'topic');
      const drafted = await note();
      assert.deepEqual(named(drafted), []);
      assert.equal(drafted.markdown.match(/second/g)?.length, 1);
      assert.doesNotMatch(drafted.markdown, /first/);
      const elsewhere = await draftOf(box, { ...sinceThen, branch: 'main' });
      assert.doesNotMatch(elsewhere.markdown, /second/);
    });

    it('in another working tree, tells it once, whichever of them are open', async () => {
      const beside = realpathSync(mkdtempSync(join(tmpdir(), 'baton-beside-')));
      try {
        const tree = join(beside, 'topic');
        box.git('switch', '-q', 'main');
        box.git('worktree', 'add', '-q', tree, 'topic');
        const there = (time: string, ...args: readonly string[]): string => at(time, '-C', tree, ...args);
        writeFileSync(join(tree, 'b.txt'), 'B\n');
        there('2026-11-19T11:00Z', 'commit', '-q', '-a', '--amend', '--no-edit', '--date=2026-11-18T11:00Z');
        there('2026-11-19T12:00Z', 'switch', '-q', '-c', 'dead-end');
        there('2026-11-19T12:10Z', 'commit', '-q', '--allow-empty', '-m', 'try: by hand');
        there('2026-11-19T12:20Z', 'switch', '-q', 'topic');
        box.git('branch', '-q', '-D', 'dead-end');
        for (const directories of [[box.root], [tree], [box.root, tree], [tree, box.root]]) {
          const said = told(await draftOf(box, { ...sinceThen, directories })).join('\n');
          assert.equal(said.match(/Amended on `topic`, made before:\*\* second/g)?.length, 1, said);
          assert.equal(said.match(/try: by hand \(branch `dead-end`, given up/g)?.length, 1, said);
        }
      } finally {
        rmSync(beside, { recursive: true, force: true });
      }
    });

    it('into one commit, tells that one', async () => {
      box.git('switch', '-q', 'topic');
      box.git('reset', '-q', '--soft', 'HEAD~2');
      const squashed = commit('2026-11-19T12:00Z', 'c.txt', 'c\n', 'feat: all of it');
      box.git('update-ref', 'refs/remotes/origin/topic', squashed);
      const drafted = await note();
      assert.deepEqual(named(drafted), [squashed]);
      assert.doesNotMatch(drafted.markdown, /first|second/);
    });

    it('loses no work that only an older branch still holds', async () => {
      box.git('branch', '-q', 'backup', 'topic');
      at('2026-11-19T09:00Z', 'switch', '-q', 'topic');
      const third = commit('2026-11-19T10:00Z', 'c.txt', 'c\n', 'feat: third');
      box.git('branch', '-q', '-f', 'backup', third);
      box.git('reset', '-q', '--hard', first);
      assert.deepEqual(named(await note()), [third]);
    });
  });

  it('in the middle of a rebase says so, tells each commit once, and keeps what is left to do', async () => {
    box.git('switch', '-q', '-c', 'topic');
    const one = commit('2026-11-19T10:00Z', 'a.txt', 'a\n', 'feat: first');
    const two = commit('2026-11-19T11:00Z', 'main.txt', 'mine\n', 'feat: second');
    const three = commit('2026-11-19T12:00Z', 'c.txt', 'c\n', 'feat: third');
    box.git('switch', '-q', 'main');
    commit('2026-11-19T13:00Z', 'main.txt', 'theirs\n', 'fix: clash', '--author=Lin <lin@example.com>');
    rebaseStops();
    const drafted = await draftOf(box);
    assert.deepEqual(named(drafted), [one, two, three].sort());
    const lines = told(drafted).filter((line) => line.startsWith('now: '));
    assert.match(lines.join('\n'), /rebase/i);
    assert.deepEqual(lines.join('\n').match(/.*`main\.txt`.*/g), [
      'now: A rebase of `topic` is in progress, 1 conflict left: `main.txt`',
    ]);
    assert.equal(drafted.repositories[0]?.operation, 'rebase');
    for (const word of ['first', 'second', 'third'])
      assert.equal(lines.join('\n').split(word).length, 2, `${word}: ${lines.join('\n')}`);
  });

  it('leaves out what is dated in the future, and says so with the way back', async () => {
    commit('2026-11-19T10:00Z', 'a.txt', 'a\n', 'feat: now');
    assert.deepEqual((await draftOf(box)).warnings, []);
    const [early] = [commit('2099-01-02T03:04:00Z', 'b.txt', 'b\n', 'feat: <b>then</b>')];
    const { warnings, markdown } = await draftOf(box);
    assert.deepEqual(warnings, [
      `${box.root}: A commit of yours is dated in the future (${early.slice(0, 7)}, 2099-01-02 03:04 UTC) and left out: set that clock right, and run "git commit --amend --no-edit --date=now" on what it dated.`,
    ]);
    assert.doesNotMatch(markdown, /then/);
    commit('2099-01-03T03:04:00Z', 'c.txt', 'c\n', 'feat: later');
    commit('2099-01-03T03:04:00Z', 'd.txt', 'd\n', 'feat: theirs', '--author=Lin <lin@example.com>');
    assert.match(
      (await draftOf(box)).warnings.join('\n'),
      /2 commits of yours are dated in the future \(one of them /,
    );
    // Who asks for that time gets it.
    const asked = await draftOf(box, { until: DateTime.fromISO('2099-02-01T00:00Z') });
    assert.deepEqual([asked.warnings, named(asked).length], [[], 3]);
  });

  it('says what is committed on a detached HEAD and on no branch, claims none of it, and says how it is kept', async () => {
    box.git('switch', '-q', '--detach');
    commit('2026-11-19T10:00Z', 'a.txt', 'a\n', 'feat: <b>adrift</b> @all');
    commit('2026-11-19T11:00Z', 'b.txt', 'b\n', '');
    const drafted = await draftOf(box);
    assert.deepEqual(named(drafted), []);
    assert.match(
      told(drafted).join('\n'),
      /^now: HEAD is detached at `[0-9a-f]{7}`: what is committed there is on no branch \(2 commits: \(no message\); feat: \\<b\\>adrift\\<\/b\\> @\u2060all\); `git switch --create NAME` keeps it$/,
    );
    box.git('branch', 'kept');
    assert.match(told(await draftOf(box)).join('\n'), /there is on no branch$/m);
  });

  it('leaves out what a clock that was far behind dated, and says so', async () => {
    commit('2026-11-01T10:00Z', 'old.txt', 'o\n', 'feat: long ago');
    const own = commit('2026-11-19T10:00Z', 'a.txt', 'a\n', 'feat: now');
    assert.deepEqual((await draftOf(box)).warnings, []);
    const late = commit('1970-01-02T03:04:00Z', 'b.txt', 'b\n', 'feat: after that');
    const drafted = await draftOf(box);
    assert.deepEqual(named(drafted), [own]);
    assert.deepEqual(drafted.warnings, [
      `${box.root}: A commit of yours is dated too early (${late.slice(0, 7)}, 1970-01-02 03:04 UTC) and left out: set that clock right, and run "git commit --amend --no-edit --date=now" on what it dated.`,
    ]);
    assert.doesNotMatch(drafted.markdown, /On no branch/);
  });

  it('says that a commit of the window is left out which was committed long before by its date', async () => {
    commit('2026-11-09T10:00Z', 'a.txt', 'a\n', 'feat: now', '--date=2026-11-19T10:00Z');
    const drafted = await draftOf(box);
    assert.deepEqual(named(drafted), []);
    assert.match(
      drafted.warnings.join('\n'),
      /A commit of yours is dated too early \([0-9a-f]{7}, 2026-11-09 10:00 UTC\)/,
    );
    const theirs = await draftOf(box, { as: ['lin@example.com'] });
    assert.doesNotMatch(theirs.warnings.join('\n'), /dated/);
  });

  it('does not begin where a clock that was ahead put the end of the last one, and says so', async () => {
    const own = commit('2026-11-19T10:00Z', 'a.txt', 'a\n', 'feat: now');
    await journal().append([
      posted('before', '2026-11-18T17:00:00Z'),
      posted('ahead', '2026-11-25T09:00:00Z'),
    ]);
    const drafted = await draftOf(box, sinceThen);
    assert.equal(drafted.window.since.toUTC().toISO(), '2026-11-18T17:00:00.000Z');
    assert.deepEqual(named(drafted), [own]);
    assert.match(
      drafted.warnings.join('\n'),
      /posted by a clock that was ahead, so this one begins at 2026-11-18 17:00 UTC/,
    );
    assert.deepEqual((await draftOf(box)).warnings, [], 'who names a period need not be told');
  });

  it('tells what was done between setting a clock back and the moment that it had been at', async () => {
    await journal().append([
      posted('ahead', '2026-11-19T15:00:00Z'),
      { kind: 'choice', at: '2026-11-19T09:30:00Z', key: 'k', value: 'v' },
    ]);
    const own = commit('2026-11-19T10:00Z', 'a.txt', 'a\n', 'feat: in between');
    const drafted = await draftOf(box, sinceThen);
    assert.equal(drafted.window.since.toUTC().toISO(), '2026-11-19T09:30:00.000Z');
    assert.deepEqual(named(drafted), [own]);
    // A clock that stood at 1970 for a moment says nothing about the note.
    await journal().append([{ kind: 'choice', at: '1970-01-01T00:00:00Z', key: 'k', value: 'w' }]);
    assert.equal((await draftOf(box, sinceThen)).window.since.toUTC().toISO(), '2026-11-19T09:30:00.000Z');
  });

  it('goes by what of a corrupt journal can be read, and says how much cannot', async () => {
    const own = commit('2026-11-19T10:00Z', 'a.txt', 'a\n', 'feat: now');
    const state = journal();
    await state.append([posted('before', '2026-11-18T17:00:00Z')]);
    const [file = ''] = readdirSync(state.directory).filter((name) => name.endsWith('.jsonl'));
    appendFileSync(
      join(state.directory, file),
      '\n{"crc":"00000000","id":"torn","ev\n\xff\x00garbage\n{}\n',
      'latin1',
    );
    const drafted = await draftOf(box, sinceThen);
    assert.equal(drafted.window.since.toUTC().toISO(), '2026-11-18T17:00:00.000Z');
    assert.deepEqual(named(drafted), [own]);
    assert.match(
      drafted.warnings.join('\n'),
      /^Baton's journal holds 3 lines that cannot be read and were skipped: /m,
    );
  });
});
