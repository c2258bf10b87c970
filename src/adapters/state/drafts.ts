import { mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises';
import * as path from 'node:path';
import { UserError } from '../../core/errors';
import type { RepositoryState } from '../../core/ports/state';
import { writeAtomically } from './atomic';

type Drafts = Pick<RepositoryState, 'writeDraft' | 'readDraft' | 'drafts' | 'deleteDraft'>;

/** Drafts as ordinary Markdown files, one a note, outside every working tree. */
export function createDrafts(folder: string): Drafts {
  const file = (name: string): string => {
    if (!isNoteId(name)) throw new UserError(`${JSON.stringify(name.slice(0, 80))} is not the id of a note.`);
    return path.join(folder, `${name}.md`);
  };
  return {
    writeDraft: async (name, markdown) => {
      const target = file(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeAtomically(target, markdown);
      return target;
    },
    readDraft: async (name) => {
      try {
        return await readFile(file(name), 'utf8');
      } catch (error) {
        return missing(error, null);
      }
    },
    drafts: async () => {
      const names = await readdir(folder).catch((error: unknown) => missing(error, []));
      const found = names.flatMap((each) => {
        const note = each.endsWith('.md') ? each.slice(0, -3) : '';
        return isNoteId(note) ? [note] : [];
      });
      const listed = await Promise.all(
        found.map(async (note) => {
          const found = await stat(file(note)).catch((error: unknown) => missing(error, null));
          return found?.isFile() ? [{ note, path: file(note), modifiedAt: found.mtime.toISOString() }] : [];
        }),
      );
      return listed.flat().sort((one, other) => (one.modifiedAt < other.modifiedAt ? 1 : -1));
    },
    deleteDraft: async (name) => {
      await unlink(file(name)).catch((error: unknown) => missing(error, undefined));
    },
  };
}

/** No separators, no dots, and none of the names that Windows keeps for devices. */
function isNoteId(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/.test(name) && !/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name);
}

function missing<T>(error: unknown, value: T): T {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value;
  throw error;
}
