import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStateStore } from '../../../src/adapters/state';
import type { HandoffDraft } from '../../../src/core/handoff/model';
import { DateTime } from '../../../src/core/time/luxon';
import { draftOf } from './drafting';
import { createSandbox, type Sandbox } from './sandbox';

describe('a remark that the last note told', () => {
  let box: Sandbox;
  beforeEach(() => (box = createSandbox()));
  afterEach(() => box.remove());

  const blocked = ({ items }: HandoffDraft): string[] =>
    items.filter(({ section }) => section === 'blocked').map(({ text }) => text);

  it('is told again with its age while it stands in its file, and not when it is gone', async () => {
    const write = (...lines: readonly string[]): void =>
      writeFileSync(join(box.root, 'b.py'), `${lines.join('\n')}\n`);
    const [since, until] = [DateTime.fromISO('2026-11-16T00:00Z'), DateTime.fromISO('2026-11-18T00:00Z')];
    box.git('remote', 'add', 'origin', 'https://github.com/o/ledger.git');
    write('x = 1', '# BLOCKED: by the bank');
    box.git('add', '-A');
    box.git('commit', '-q', '-m', 'feat: pay', '--date=2026-11-17T12:00:00Z');
    const before = await draftOf(box, { since, until, id: 'n0' });
    assert.equal(blocked(before).length, 1);
    const store = createStateStore(join(box.root, '.git', 'baton')).of(join(box.root, '.git'));
    const note = { note: 'n0', at: '2026-11-18T00:00:00Z', until: '2026-11-18T00:00:00Z' };
    await store.append([
      {
        ...note,
        kind: 'note-drafted',
        since: '2026-11-16T00:00:00Z',
        base: before.markdown,
      },
    ]);
    await store.append([
      {
        ...note,
        kind: 'note-posted',
        url: 'https://x/1',
        title: 'Wednesday',
        nodeId: '',
        body: before.markdown.replace(/ ?<!-- b:.*?-->/g, ''),
      },
    ]);
    assert.match(blocked(await draftOf(box))[0] ?? '', /^BLOCKED: by the bank \(`b\.py:2`/);
    write('y = 2', 'x = 1', '# BLOCKED: by the bank');
    const [line = ''] = blocked(await draftOf(box));
    assert.match(
      line,
      /^BLOCKED: by the bank \(`b\.py:3`.* Open 2 days, carried from \[Wednesday\]\(https:\/\/x\/1\)\.$/,
    );
    write('x = 1');
    assert.deepEqual(blocked(await draftOf(box)), []);
  });
});
