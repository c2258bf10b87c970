import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStateStore } from '../../../src/adapters/state';
import type { JournalEvent } from '../../../src/core/journal/events';
import { filesToLetGo } from '../../../src/core/journal/letGo';
import { noteStates } from '../../../src/core/journal/notes';
import { retain } from '../../../src/core/journal/retain';
import { letGoOfOldDrafts } from '../../../src/usecases/letGo';

const now = '2026-11-21T10:00:00.000Z';
const daysAgo = (days: number): string => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const drafted = (note: string, at: string): JournalEvent => ({
  kind: 'note-drafted',
  at,
  note,
  since: at,
  until: at,
  base: '',
});
const discarded = (note: string, at: string): JournalEvent => ({ kind: 'note-discarded', at, note });
const posted = (note: string, at: string): JournalEvent => ({
  kind: 'note-posted',
  at,
  note,
  url: 'https://x',
  until: at,
  title: note,
  nodeId: '',
  body: '',
});
const file = (note: string, modifiedAt: string) => ({ note, modifiedAt });

describe('the file of a note', () => {
  it('goes a month after the note was discarded, and not a day before', () => {
    const events = [discarded('old', daysAgo(31)), discarded('new', daysAgo(29))];
    const files = [file('old', daysAgo(40)), file('new', daysAgo(40))];
    assert.deepEqual(filesToLetGo(events, files, now), ['old']);
  });

  it('stays when the note was brought back, is still a draft, or nobody knows it', () => {
    const events = [
      discarded('back', daysAgo(50)),
      drafted('back', daysAgo(49)),
      drafted('draft', daysAgo(99)),
    ];
    const files = ['back', 'draft', 'unknown'].map((note) => file(note, daysAgo(99)));
    assert.deepEqual(filesToLetGo(events, files, now), []);
  });

  it('goes a month after the note was posted, unless something was written to it since', () => {
    const events = [posted('plain', daysAgo(31)), posted('written', daysAgo(31)), posted('new', daysAgo(2))];
    const files = [file('plain', daysAgo(31)), file('written', daysAgo(30)), file('new', daysAgo(2))];
    assert.deepEqual(filesToLetGo(events, files, now), ['plain']);
  });

  it('goes before the journal forgets that the note was posted: it must not look like a draft again', () => {
    const events = Array.from({ length: 60 }, (_, index) => posted(`n${index}`, daysAgo(10 - index / 10)));
    const files = events.map((_, index) => file(`n${index}`, daysAgo(11)));
    const gone = new Set(filesToLetGo(events, files, now));
    const known = noteStates(retained(events));
    for (const { note } of files) assert.ok(gone.has(note) || known.get(note)?.kind === 'posted', note);
  });

  it('is discarded, and no draft, for the whole month, however many notes come after it', () => {
    const events = [
      discarded('mine', daysAgo(20)),
      ...Array.from({ length: 80 }, (_, index) => posted(`n${index}`, daysAgo(19))),
    ];
    assert.equal(noteStates(retained(events)).get('mine')?.kind, 'discarded');
    assert.equal(
      noteStates(retained([discarded('mine', daysAgo(32)), ...events.slice(1)])).get('mine'),
      undefined,
    );
  });

  it('is deleted on the disk, and no other', async () => {
    const root = mkdtempSync(join(tmpdir(), 'baton-let-go-'));
    try {
      const state = createStateStore(root).of('/repo/.git');
      for (const note of ['old', 'new', 'draft']) await state.writeDraft(note, `# ${note}`);
      await state.append([
        drafted('draft', daysAgo(60)),
        discarded('old', daysAgo(31)),
        discarded('new', now),
      ]);
      await letGoOfOldDrafts(state, Date.parse(now));
      const left = (await state.drafts()).map(({ note }) => note);
      assert.deepEqual(left.sort(), ['draft', 'new']);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

function retained(events: readonly JournalEvent[]): JournalEvent[] {
  const entries = events.map((event, index) => ({ id: String(index), event }));
  return retain(entries, now).map(({ event }) => event as JournalEvent);
}
