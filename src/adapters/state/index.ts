import { mkdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { UserError } from '../../core/errors';
import { parseEvent } from '../../core/journal/parse';
import { remembered } from '../../core/journal/retain';
import type { RepositoryState, StateStore } from '../../core/ports/state';
import { writeAtomically } from './atomic';
import { createDrafts } from './drafts';
import { repositoryKey, stateDirectory } from './location';
import { createLog, type Limits } from './log';
import { createPrivateTeam } from './privateTeam';
import { createStampStore } from './stamps';

interface Options {
  readonly now?: () => Date;
  readonly limits?: Partial<Limits>;
}

const defaults: Limits = { segmentBytes: 256 * 1024, segmentAge: 24 * 60 * 60 * 1000 };

/**
 * Baton's own data on this machine, shared by every window and the terminal. `directory` (an absolute path) replaces
 * the operating system's per-user state directory.
 */
export function createStateStore(directory?: string, options: Options = {}): StateStore {
  const root = directory ?? stateDirectory(process.platform, process.env, homedir());
  const opened = new Map<string, RepositoryState>();
  const folderOf = (commonDirectory: string): string =>
    path.join(root, 'repositories', repositoryKey(commonDirectory, process.platform));
  const person = path.join(root, 'person');
  return {
    privateTeam: createPrivateTeam(person),
    stamps: (commonDirectory) => createStampStore(folderOf(commonDirectory)),
    of: (commonDirectory) => {
      const folder = commonDirectory === null ? person : folderOf(commonDirectory);
      const state = opened.get(folder) ?? openState(folder, commonDirectory, options);
      opened.set(folder, state);
      return state;
    },
  };
}

function openState(directory: string, commonDirectory: string | null, options: Options): RepositoryState {
  const now = options.now ?? (() => new Date());
  const log = createLog(directory, now, { ...defaults, ...options.limits });
  const drafts = createDrafts(path.join(directory, 'drafts'));
  // What is appended here is written in the order in which it was asked for.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work, work);
    queue = done.catch(() => undefined);
    return done;
  };
  const prepare = async (): Promise<void> => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const label = path.join(directory, 'repository.json');
    if (commonDirectory === null || (await stat(label).catch(() => null))) return;
    await writeAtomically(label, `${JSON.stringify({ commonDirectory }, null, 2)}\n`);
  };
  return {
    directory,
    append: (events) =>
      inTurn(() =>
        told(directory, async () => {
          if (events.length === 0) return;
          await prepare();
          await log.append(events);
          // Compaction is thrift, not duty: whatever keeps it from its work, the events are safe.
          void inTurn(() => log.compact().catch(() => undefined));
        }),
      ),
    read: () =>
      told(directory, async () => {
        const { entries, skipped } = await log.entries();
        const events = entries.flatMap(({ event }) => parseEvent(event) ?? []);
        return { events: remembered(events, now().toISOString()), skipped };
      }),
    deleteActivity: (at) =>
      inTurn(() =>
        told(directory, async () => {
          await prepare();
          await log.append([{ kind: 'activity-deleted', at }]);
          await log.rotate();
          for (let attempt = 0; attempt < 5 && !(await log.compact()); attempt++);
        }),
      ),
    ...drafts,
    writeDraft: (name, markdown) =>
      told(directory, async () => {
        await prepare();
        return drafts.writeDraft(name, markdown);
      }),
  };
}

/** The file system's refusals as sentences. */
async function told<T>(directory: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = refusals[(error as NodeJS.ErrnoException).code ?? ''];
    if (!why) throw error;
    throw new UserError(`Baton cannot keep its data in ${directory}: ${why}.`, undefined, { cause: error });
  }
}

const refusals: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there; give yourself the right, or name another folder with --state',
  EPERM: 'you may not write there; give yourself the right, or name another folder with --state',
  EROFS: 'that disk is read-only; name another folder with --state',
  ENOSPC: 'the disk is full; free some space and try again',
  EDQUOT: 'your disk quota is used up; free some space and try again',
  ENOTDIR: 'a file stands where a folder should be; move it away, or name another folder with --state',
  EEXIST: 'a file stands where a folder should be; move it away, or name another folder with --state',
};
