import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createStateStore } from '../../../src/adapters/state';
import { webOf } from '../../../src/core/handoff/code/web';
import type { JournalEvent } from '../../../src/core/journal/events';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { draftOf, told } from './drafting';
import { createSandbox, quiet, type Sandbox } from './sandbox';

describe('where a note refers to code', () => {
  let box: Sandbox;
  let pushed: string;
  const at = '2026-11-19T12:00:00Z';
  const write = (name: string, ...lines: readonly string[]): void => {
    mkdirSync(join(box.root, 'src'), { recursive: true });
    writeFileSync(join(box.root, name), `${lines.join('\n')}\n`);
  };
  const added = (path: string, line: number | null, text: string): JournalEvent => ({
    kind: 'item-added',
    at,
    item: text.replace(/[^a-z]/g, ''),
    type: 'blocker',
    text,
    path,
    line,
    owner: 'ops',
    answerBy: null,
  });
  const draft = async (...events: readonly JournalEvent[]) => {
    const state = createStateStore(join(box.root, '.git', 'baton'));
    await state.of(join(box.root, '.git')).append(events);
    const { items } = await draftHandoff(
      {
        directories: [box.root],
        since: DateTime.fromISO('2026-11-19T00:00Z'),
        until: DateTime.fromISO('2026-11-20T00:00Z'),
        zone: 'UTC',
        id: 'n1',
      },
      { git: createGit({ env: quiet }), files: createFiles(), state, editor: noEditor },
    );
    return items.filter(({ section }) => section === 'blocked').map(({ text }) => text);
  };

  beforeEach(() => {
    box = createSandbox();
    write('src/a (1).ts', 'one', 'two', 'three');
    box.git('add', '-A');
    box.git('commit', '-q', '-m', 'feat: a');
    pushed = box.git('rev-parse', 'HEAD');
    box.git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
    box.git('update-ref', 'refs/remotes/origin/main', pushed);
  });
  afterEach(() => box.remove());

  it('is a permalink to the line as it is pushed, wherever it has moved since', async () => {
    write('src/a (1).ts', 'new', 'new', 'one', 'two', 'three');
    const [text = ''] = await draft(added('src/a (1).ts', 4, 'why two'));
    const link = `https://github.com/acme/shop/blob/${pushed}/src/a%20%281%29.ts#L2`;
    assert.ok(text.startsWith(`**why two** ([\`src/a (1).ts:2\`](${link})) → ops`), text);
  });

  it('is the line itself where nobody else can fetch it', async () => {
    write('src/a (1).ts', 'one', 'const two = "`";', 'three');
    write('src/new.ts', 'fresh');
    const texts = await draft(
      added('src/a (1).ts', 2, 'changed'),
      added('src/new.ts', 1, 'unknown'),
      added('src/new.ts', null, 'whole'),
    );
    assert.match(
      texts.join('\n'),
      /\*\*changed\*\* \(`src\/a \(1\)\.ts:2`, not pushed yet: ``const two = "`";``\)/,
    );
    assert.match(texts.join('\n'), /\*\*unknown\*\* \(`src\/new\.ts:1`, not pushed yet: `fresh`\)/);
    assert.match(texts.join('\n'), /\*\*whole\*\* \(`src\/new\.ts`, not pushed yet\)/);
  });

  it('to what is not committed leads to each file as it was pushed last, and to none that never was', async () => {
    write('src/b.ts', 'b');
    box.git('add', '-A');
    box.git('commit', '-q', '-m', 'feat: only here');
    write('src/a (1).ts', 'one', 'two', 'four');
    write('src/b.ts', 'c');
    write('src/new [x].ts', 'fresh');
    const [text = ''] = told(await draftOf(box)).filter((line) => line.includes('Uncommitted'));
    const link = `https://github.com/acme/shop/blob/${pushed}/src/a%20%281%29.ts`;
    assert.equal(
      text,
      `now: Uncommitted: [\`src/a (1).ts\`](${link}) (+1 −1), \`src/b.ts\` (+1 −1), \`src/new [x].ts\` (new, not added to git, +1)`,
    );
  });

  it('reads nothing outside of the repository, whatever the path says or links to', async () => {
    writeFileSync(join(box.root, '.git', 'secret'), 'top secret\n');
    symlinkSync('/etc/hostname', join(box.root, 'src', 'link.ts'));
    const texts = await draft(
      added('../../../../etc/hostname', 1, 'up'),
      added('/etc/hostname', 1, 'absolute'),
      added('src/link.ts', 1, 'linked'),
      added('.git/secret', 1, 'gits own'),
    );
    assert.equal(texts.length, 4);
    for (const text of texts) assert.match(text, /, not pushed yet\)/);
  });

  it('is its name where there is no remote, and no link where nobody knows the pages of the host', async () => {
    box.git('remote', 'set-url', 'origin', box.root);
    assert.match((await draft(added('src/a (1).ts', 2, 'why two'))).join(), /\(`src\/a \(1\)\.ts:2`\)/);
    box.git('remote', 'remove', 'origin');
    assert.match((await draft()).join(), /\(`src\/a \(1\)\.ts:2`\)/);
  });

  const commit = (subject: string, body = ''): string => {
    box.git('commit', '-q', '--allow-empty', '-m', subject, ...(body === '' ? [] : ['-m', body]));
    return box.git('rev-parse', 'HEAD');
  };
  const revert = (sha: string, what: string): string =>
    commit(`Revert "${what}"`, `This reverts commit ${sha}.`);

  it('is a link to a commit that others can fetch, and says of any other that they cannot', async () => {
    const there = revert(commit('try: one'), 'try: one');
    box.git('update-ref', 'refs/remotes/origin/main', there);
    box.git('tag', 'v1');
    const here = revert(commit('try: two'), 'try: two');
    box.git('switch', '-q', '-c', 'dead');
    const gone = commit('try: three');
    box.git('switch', '-q', 'main');
    box.git('branch', '-q', '-D', 'dead');
    const lines = told(await draftOf(box));
    const link = `[\`${there.slice(0, 7)}\`](https://github.com/acme/shop/commit/${there})`;
    assert.ok(lines.includes(`tried: try: one (reverted in ${link})`), lines.join('\n'));
    assert.ok(lines.includes(`tried: try: two (reverted in \`${here.slice(0, 7)}\`, not pushed yet)`));
    assert.ok(
      lines.includes(
        `tried: try: three (branch \`dead\`, given up at \`${gone.slice(0, 7)}\`, which nobody else can fetch)`,
      ),
    );
    assert.ok(lines.includes(`shipped: **Tagged:** \`v1\` (${link})`));
    box.git('remote', 'remove', 'origin');
    assert.match(told(await draftOf(box)).join('\n'), /\(reverted in `[0-9a-f]{7}`\)/);
  });

  it('leads to a commit on every host whose pages are known', () => {
    const pages = [
      ['git@gitlab.com:a/b/c.git', 'https://gitlab.com/a/b/c/-/commit/123'],
      ['https://bitbucket.org/a/b', 'https://bitbucket.org/a/b/commits/123'],
      ['https://codeberg.org/a/b.git', 'https://codeberg.org/a/b/commit/123'],
      ['ssh://git@github.example.com/a/b.git', 'https://github.example.com/a/b/commit/123'],
    ] as const;
    for (const [fetchUrl, page] of pages) assert.equal(webOf({ fetchUrl })?.commit('123'), page);
  });
});
