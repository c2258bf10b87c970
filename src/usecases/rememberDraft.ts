import type { HandoffDraft } from '../core/handoff/model';
import type { Git } from '../core/ports/git';
import type { StateStore } from '../core/ports/state';

/**
 * Remembers a draft that a terminal printed, about `branch` only or (null) about everything, under its note's id in
 * every repository that it speaks of: whoever posts it from there later hands over what it told, and not what was
 * done since. `at` is the present instant, milliseconds since 1970.
 */
export async function rememberDraft(
  draft: Pick<HandoffDraft, 'id' | 'window' | 'markdown' | 'repositories'>,
  at: number,
  ports: { readonly git: Git; readonly state: StateStore },
  branch: string | null = null,
): Promise<void> {
  const opened = await Promise.all(draft.repositories.map(({ path }) => ports.git.open(path)));
  const places = new Set(opened.flatMap((repository) => repository?.commonDirectory ?? []));
  const utc = (time: number): string => new Date(time).toISOString();
  for (const place of places) {
    await ports.state.of(place).append([
      {
        kind: 'note-drafted',
        at: utc(at),
        note: draft.id,
        since: utc(draft.window.since.toMillis()),
        until: utc(draft.window.until.toMillis()),
        base: draft.markdown,
        printed: true,
        ...(branch !== null && { branch }),
      },
    ]);
  }
}
