import type { Disposable, LogOutputChannel } from 'vscode';
import type { Activity } from '../../core/journal/parse';
import type { Git } from '../../core/ports/git';
import type { StateStore } from '../../core/ports/state';

/** Writes outcomes to the journal of the repository that their folder belongs to. */
export interface Recorder extends Disposable {
  record(activity: Activity): void;
  /** Resolves when all that was recorded so far is on disk. */
  settled(): Promise<void>;
}

/** Of which tasks and commands the ends are recorded: of those that begin from now on, or whenever they began. */
export type Begun = 'from-now-on' | 'any-time';

/** Outcomes that come within this time are written together, milliseconds: short, since a window can be killed. */
const gathering = 200;

/** `allowed` is asked again before anything is written. */
export function createRecorder(
  { git, state, log }: { readonly git: Git; readonly state: StateStore; readonly log: LogOutputChannel },
  allowed: (activity: Activity) => boolean,
): Recorder {
  // Of a task that runs again and again, only the last result of a batch is of interest.
  let pending = new Map<string, Activity>();
  let timer: NodeJS.Timeout | undefined;
  let written: Promise<void> = Promise.resolve();

  const write = async (batch: readonly Activity[]): Promise<void> => {
    for (const folder of new Set(batch.map((each) => each.folder))) {
      try {
        const repository = await git.open(folder);
        const kept = batch.filter((each) => each.folder === folder && allowed(each));
        if (repository && kept.length > 0) await state.of(repository.commonDirectory).append(kept);
      } catch (error) {
        // Nobody asked for this just now, so nobody is interrupted.
        log.warn(`Outcomes could not be recorded: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...pending.values()];
    pending = new Map();
    if (batch.length > 0) written = written.then(() => write(batch));
  };
  return {
    record: (activity) => {
      if (!allowed(activity)) return;
      const name = activity.kind === 'command-ended' ? activity.command : activity.name;
      const key = `${activity.kind}\0${activity.folder}\0${name}`;
      pending.delete(key);
      pending.set(key, activity);
      timer ??= setTimeout(flush, gathering);
    },
    settled: () => {
      flush();
      return written;
    },
    dispose: flush,
  };
}
