import { filesToLetGo } from '../core/journal/letGo';
import type { RepositoryState } from '../core/ports/state';

/** Deletes the files of notes that were done with a month ago. `now`: milliseconds since 1970. */
export async function letGoOfOldDrafts(
  state: Pick<RepositoryState, 'read' | 'drafts' | 'deleteDraft'>,
  now: number,
): Promise<void> {
  const [{ events }, drafts] = await Promise.all([state.read(), state.drafts()]);
  for (const note of filesToLetGo(events, drafts, new Date(now).toISOString())) await state.deleteDraft(note);
}
