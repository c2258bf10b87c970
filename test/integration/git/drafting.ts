import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createStateStore } from '../../../src/adapters/state';
import type { HandoffDraft } from '../../../src/core/handoff/model';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff, type DraftRequest } from '../../../src/usecases/draftHandoff';
import { quiet, type Sandbox } from './sandbox';

/** The note of the sandbox's own author about 19 November 2026, unless it is asked for otherwise. */
export function draftOf(box: Sandbox, request: Partial<DraftRequest> = {}): Promise<HandoffDraft> {
  return draftHandoff(
    {
      directories: [box.root],
      since: DateTime.fromISO('2026-11-19T00:00Z'),
      until: DateTime.fromISO('2026-11-20T00:00Z'),
      zone: 'UTC',
      id: 'n1',
      mayBeEmpty: true,
      ...request,
    },
    {
      git: createGit({ env: quiet }),
      files: createFiles(),
      state: createStateStore(join(box.root, '.git', 'baton')),
      editor: noEditor,
    },
  );
}

/** What a note tells, each line with its section. */
export function told({ items }: HandoffDraft): string[] {
  return items.map(({ section, text }) => `${section}: ${text}`);
}
