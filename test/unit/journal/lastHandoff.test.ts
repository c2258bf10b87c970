import assert from 'node:assert/strict';
import type { JournalEvent } from '../../../src/core/journal/events';
import { lastHandoff } from '../../../src/core/journal/lastHandoff';

const posted = (note: string, more: { partOf?: string } = {}): JournalEvent => ({
  kind: 'note-posted',
  at: '2026-11-20T10:00:00Z',
  note,
  url: '',
  until: '2026-11-20T10:00:00Z',
  title: note,
  nodeId: note,
  body: '',
  ...more,
});
const retracted = (note: string): JournalEvent => ({
  kind: 'note-retracted',
  at: '2026-11-20T11:00:00Z',
  note,
  destination: 'discussion github.com/a/b c',
});

describe('the last handoff', () => {
  it('is a note, and not what continues it in a comment', () => {
    assert.equal(lastHandoff([posted('n1'), posted('n1-c1', { partOf: 'n1' })])?.note, 'n1');
  });

  it('is none that was taken back, unless it was posted anew', () => {
    assert.equal(lastHandoff([posted('n1'), posted('n2'), retracted('n2')])?.note, 'n1');
    assert.equal(lastHandoff([posted('n1'), posted('n2'), retracted('n2'), posted('n2')])?.note, 'n2');
  });
});
