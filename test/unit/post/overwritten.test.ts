import assert from 'node:assert/strict';
import { overwrittenEdit } from '../../../src/core/post/overwritten';
import { partId, staleParts } from '../../../src/core/post/parts';
import type { JournalEvent } from '../../../src/core/journal/events';

const at = '2026-11-20T10:00:00Z';
const version = (text: string | null, editor: string | null = 'ops-dev') => ({ id: 'e', editor, at, text });
const before = { body: 'posted' };

describe('an edit that ours replaced', () => {
  it('is what stands between what was read and what was written, in a history of whole versions', () => {
    const history = [version('ours', 'pune-dev'), version('theirs'), version('posted', 'pune-dev')];
    assert.deepEqual(overwrittenEdit(history, before, 'ours\n'), { editor: 'ops-dev', at, text: 'theirs' });
  });

  it('is the newest of several', () => {
    const history = [version('ours'), version('second'), version('first'), version('posted')];
    assert.equal(overwrittenEdit(history, before, 'ours')?.text, 'second');
  });

  it('is found as well in a history of what stood before each edit', () => {
    const history = [version('theirs', 'pune-dev'), version('posted', 'ops-dev')];
    assert.deepEqual(overwrittenEdit(history, before, 'ours'), { editor: 'ops-dev', at, text: 'theirs' });
    assert.equal(overwrittenEdit([version('posted', 'pune-dev')], before, 'ours'), null);
  });

  it('is none where nobody came between, where nothing is told, and where somebody edited later', () => {
    assert.equal(overwrittenEdit([version('ours'), version('posted')], before, 'ours'), null);
    assert.equal(overwrittenEdit([], before, 'ours'), null);
    assert.equal(overwrittenEdit([version('ours'), version(null), version('posted')], before, 'ours'), null);
    const later = [version('later'), version('ours'), version('posted')];
    assert.equal(overwrittenEdit(later, before, 'ours'), null);
  });
});

describe('the parts of a note', () => {
  it('have ids that a marker holds, however long the note’s is', () => {
    assert.equal(partId('n1', 'c1'), 'n1-c1');
    const long = partId('n'.repeat(64), 'c12');
    assert.ok(long.length <= 64 && long.endsWith('-c12'));
    assert.notEqual(long, partId('m'.repeat(64), 'c12'));
  });

  it('are stale when the note needs them no more', () => {
    const part = (note: string, partOf = 'n1'): JournalEvent => ({
      kind: 'note-posted',
      at,
      note,
      url: '',
      until: at,
      title: 't',
      nodeId: note,
      body: '',
      partOf,
    });
    const events = [part('n1-c1'), part('n1-c2'), part('n1-c2'), part('n1-u0'), part('n2-c3', 'n2')];
    assert.deepEqual(staleParts(events, 'n1', ['n1-c1']), ['n1-c2']);
  });
});
