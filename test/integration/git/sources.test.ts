import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HandoffDraft } from '../../../src/core/handoff/model';
import { draftOf, told } from './drafting';
import { createSandbox, type Sandbox } from './sandbox';

describe('whose work and which copy of it a note tells', () => {
  let box: Sandbox;
  const boxes: Sandbox[] = [];
  const sandbox = (): Sandbox => {
    const made = createSandbox();
    boxes.push(made);
    return made;
  };
  const lin = '--author=Lin <lin@example.com>';
  const commit = (name: string, ...more: readonly string[]): string => {
    writeFileSync(join(box.root, `${name}.txt`), `${name}\n`);
    box.git('add', '-A');
    box.git('commit', '-q', '-m', `feat: ${name}`, ...more);
    return box.git('rev-parse', 'HEAD');
  };
  const asLin = (...args: readonly string[]): string =>
    box.git('-c', 'user.name=Lin', '-c', 'user.email=lin@example.com', ...args);
  const named = ({ items }: HandoffDraft): string[] => items.flatMap(({ commits }) => commits ?? []).sort();
  const times = (note: HandoffDraft, word: string): number => told(note).join('\n').split(word).length - 1;

  beforeEach(() => {
    box = sandbox();
    commit('begin', lin);
  });
  afterEach(() => boxes.splice(0).forEach((each) => each.remove()));

  it('goes by who wrote a commit, not by who rebased or picked it', async () => {
    box.git('switch', '-q', '-c', 'topic');
    commit('mine');
    const theirs = commit('theirs', lin);
    box.git('switch', '-q', 'main');
    commit('meanwhile', lin);
    asLin('rebase', '-q', 'main', 'topic');
    const mine = box.git('rev-parse', 'HEAD~1');
    assert.equal(box.git('log', '-1', '--format=%an %cn', mine), 'Ana Lin');
    box.git('switch', '-q', 'main');
    box.git('cherry-pick', theirs);
    assert.equal(box.git('log', '-1', '--format=%an %cn'), 'Lin Ana');
    const note = await draftOf(box);
    assert.deepEqual(named(note), [mine]);
    assert.equal(times(note, 'theirs'), 0);
  });

  it('tells a commit once that was picked onto another branch, and where else it is', async () => {
    box.git('switch', '-q', '-c', 'release');
    commit('release notes', lin);
    box.git('switch', '-q', '-c', 'topic', 'main');
    const original = commit('round once');
    box.git('switch', '-q', 'release');
    box.git('cherry-pick', original);
    const copy = box.git('rev-parse', 'HEAD');
    const note = await draftOf(box);
    assert.deepEqual(named(note), [original, copy].sort());
    assert.equal(times(note, 'round once'), 1);
    assert.match(told(note).join('\n'), /round once.*; the same is on `(?:topic|release)`/);
  });

  it('tells an amended commit once, though a branch of the remote still holds what it was', async () => {
    box.git('switch', '-q', '-c', 'topic');
    const before = commit('retry');
    box.git('update-ref', 'refs/remotes/origin/topic', before);
    writeFileSync(join(box.root, 'retry.txt'), 'again\n');
    box.git('commit', '-q', '-a', '--amend', '--no-edit');
    const note = await draftOf(box);
    assert.deepEqual(named(note), [before, box.git('rev-parse', 'HEAD')].sort());
    assert.equal(times(note, 'retry'), 1);
  });

  it('tells what a merge brought, and no merge', async () => {
    box.git('switch', '-q', '-c', 'topic');
    const one = commit('one');
    box.git('switch', '-q', 'main');
    commit('two', lin);
    box.git('merge', '-q', '--no-ff', '-m', "Merge branch 'topic'", 'topic');
    const note = await draftOf(box);
    assert.deepEqual(named(note), [one]);
    assert.equal(times(note, 'one'), 1);
  });

  it('knows its author by every address of the team file and of .mailmap', async () => {
    mkdirSync(join(box.root, '.baton'));
    const team =
      'members:\n  - { name: Ana, emails: [ana@example.com, ana@work.example], zone: Europe/Lisbon }\n';
    writeFileSync(join(box.root, '.baton', 'team.yml'), team);
    writeFileSync(join(box.root, '.mailmap'), 'Ana <ana@work.example> <ana@laptop.local>\n');
    const own = ['ana@example.com', 'ANA@work.example', 'ana@laptop.local'].map((email, at) =>
      commit(`change ${at}`, `--author=Ana <${email}>`),
    );
    commit('not mine', '--author=Ana <ana@elsewhere.example>');
    assert.deepEqual(named(await draftOf(box)), own.sort());
  });

  it('tells of several folders each its own, and what two clones share once', async () => {
    const shared = commit('shared');
    const clone = sandbox();
    clone.git('remote', 'add', 'origin', box.root);
    clone.git('fetch', '-q', 'origin');
    clone.git('reset', '-q', '--hard', 'origin/main');
    clone.git('commit', '-q', '--allow-empty', '-m', 'feat: in the clone');
    const other = sandbox();
    other.git('commit', '-q', '--allow-empty', '-m', 'feat: in another');
    const note = await draftOf(box, { directories: [box.root, clone.root, other.root, join(box.root, '.')] });
    assert.deepEqual(note.repositories.length, 3);
    const tips = [clone, other].map((each) => each.git('rev-parse', 'HEAD'));
    assert.deepEqual(named(note), [shared, ...tips].sort());
    for (const word of ['shared', 'in the clone', 'in another']) assert.equal(times(note, word), 1, word);
  });

  it('tells what was done in a submodule in its own name, and once', async () => {
    const library = sandbox();
    library.git('commit', '-q', '--allow-empty', '-m', 'lib', lin, '--date=2026-01-01T00:00:00Z');
    box.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.root, 'lib');
    const use = commit('use lib');
    const inside = join(box.root, 'lib');
    box.git(
      '-C',
      inside,
      '-c',
      'user.name=Ana',
      '-c',
      'user.email=ana@example.com',
      ...['commit', '-q'].concat('--allow-empty', '-m', 'fix: round in lib'),
    );
    const note = await draftOf(box);
    assert.deepEqual(named(note), [use, box.git('-C', inside, 'rev-parse', 'HEAD')].sort());
    assert.match(told(note).join('\n'), /`lib`: .*round in lib/);
    assert.equal(times(note, 'round in lib'), 1);
    const both = await draftOf(box, { directories: [box.root, inside] });
    assert.deepEqual(named(both), named(note));
  });
});
