import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createStateStore } from '../../../src/adapters/state';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { createSandbox, quiet } from './sandbox';

describe('what a diff tells', () => {
  it('is the remarks that were added and not removed, and the functions that were touched', async () => {
    const box = createSandbox();
    try {
      const write = (name: string, ...lines: readonly string[]): void =>
        writeFileSync(join(box.root, name), `${lines.join('\n')}\n`);
      const commit = (message: string): void => {
        box.git('add', '-A');
        box.git('commit', '-q', '-m', message);
      };
      write('a b.js', 'function old() {', '  // TODO: was there before', '}');
      box.git('add', '-A');
      box.git('commit', '-q', '-m', 'base', '--date=2026-10-01T00:00:00Z', '--author=Lin <lin@example.com>');
      write('a b.js', 'function old() {', '  // TODO: was there before', '  // TODO: soon done', '}');
      write('b.py', '# FIXME(ops-dev): the key is gone', 'x = "say TODO to nobody"', '++ b/evil # TODO: y');
      commit('feat: one');
      write('a b.js', 'function old() {', '  // TODO: was there before', '  // BLOCKED: by the bank', '}');
      const draft = await draftHandoff(
        {
          directories: [box.root],
          since: DateTime.fromISO('2026-11-19T00:00Z'),
          until: DateTime.fromISO('2026-11-20T00:00Z'),
          zone: 'UTC',
          id: 'n1',
        },
        {
          git: createGit({ env: quiet }),
          files: createFiles(),
          state: createStateStore(join(box.root, '.git', 'baton')),
          editor: noEditor,
        },
      );
      const blocked = draft.items.filter(({ section }) => section === 'blocked');
      assert.deepEqual(
        blocked.map(({ text }) => text),
        [
          'BLOCKED: by the bank (`a b.js:3`). Answer needed by Sat 09:00 UTC. Nobody is named yet who can unblock it. New in this note.',
          'FIXME: the key is gone (`b.py`) → ops-dev, by Sat 09:00 UTC. New in this note.',
          'TODO: y (`b.py`). Answer needed by Sat 09:00 UTC. Nobody is named yet who can unblock it. New in this note.',
        ],
      );
      for (const item of blocked) assert.deepEqual([item.source, item.certainty], ['git', 'inferred']);
      assert.match(draft.markdown, /\*inferred:\* BLOCKED: by the bank/);
      assert.match(draft.markdown, /Uncommitted: `a b\.js` \(`old`, \+1 −1\)/);
    } finally {
      box.remove();
    }
  });
});
