import { asksOf } from '../core/handoff/questions';
import type { JournalEvent } from '../core/journal/events';
import { choiceOf } from '../core/journal/notes';
import type { RepositoryState } from '../core/ports/state';
import { missedDay } from '../core/reminder/missed';
import type { Hours } from '../core/reminder/shift';
import { DateTime } from '../core/time/luxon';
import { draftHandoff, NoActivityError, type DraftPorts, type DraftRequest } from './draftHandoff';

const triedKey = 'reminder.missed';

/**
 * Keeps a draft for the last working day when that ended without a note: once a day, and only when something was done.
 * `home` is where the note is kept, `states` are those of all the repositories. Answers the note's id, or null.
 */
export async function draftMissedDay(
  request: Pick<DraftRequest, 'directories' | 'as' | 'zone'> & {
    /** In the person's own zone. */
    readonly now: DateTime;
    readonly hours: Hours;
  },
  home: RepositoryState,
  states: readonly RepositoryState[],
  ports: DraftPorts,
): Promise<string | null> {
  const { now, hours, directories, zone, as } = request;
  const journals = await Promise.all(states.map(async (state) => (await state.read()).events));
  const tried = choiceOf((await home.read()).events, triedKey);
  const missed = missedDay({ now, hours, noted: lastNoted(journals.flat(), zone), tried });
  if (!missed) return null;
  const at = utc(now);
  // Remembered first: another window must not do the same, and what fails once fails again.
  await home.append([{ kind: 'choice', at, key: triedKey, value: missed.day }]);
  try {
    const note = await draftHandoff(
      {
        directories,
        zone,
        id: `note-missed-${missed.day}`,
        until: missed.until,
        ...(!('week' in hours) && { workingHours: hours }),
        ...(as && { as }),
      },
      // Nobody asked for this draft: no host is contacted for it.
      { git: ports.git, files: ports.files, state: ports.state, editor: ports.editor },
    );
    await home.writeDraft(note.id, note.markdown);
    const { since, until } = note.window;
    const drafted = { at, note: note.id, since: utc(since), until: utc(until), base: note.markdown };
    await home.append([{ kind: 'note-drafted', ...drafted, asks: asksOf(note.items) }]);
    return note.id;
  } catch (error) {
    if (error instanceof NoActivityError) return null;
    throw error;
  }
}

/** The latest moment that any note about everything speaks of, drafted or posted. */
function lastNoted(events: readonly JournalEvent[], zone: string): DateTime | null {
  const instants = events.flatMap((event) =>
    (event.kind === 'note-drafted' || event.kind === 'note-posted') && event.branch === undefined
      ? [Date.parse(event.until)]
      : [],
  );
  return instants.length === 0 ? null : DateTime.fromMillis(Math.max(...instants), { zone });
}

function utc(time: DateTime): string {
  return new Date(time.toMillis()).toISOString();
}
