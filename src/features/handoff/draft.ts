import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { HandoffDraft } from '../../core/handoff/model';
import { noteStates } from '../../core/journal/notes';
import type { NoteState } from '../../core/journal/notes';
import { noteIdIn } from '../../core/post/marker';
import { UserError } from '../../core/errors';
import { DateTime } from '../../core/time/luxon';
import { draftHandoff, NoActivityError } from '../../usecases/draftHandoff';
import { myZone } from '../../host/myZone';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { askForActivity } from './activity';
import { replaceText, showNote } from './editing';
import { obviousHome } from './homes';
import { chosenIdentity } from './identity';
import type { Home, Notebook } from './notebook';

/** An unposted note that a new draft goes into. */
interface Unposted {
  readonly id: string;
  readonly state: NoteState;
  readonly uri: vscode.Uri;
}

/**
 * Drafts a note and shows it. An unposted draft of today is brought up to date instead, with what its author wrote
 * kept; `note` names the one to bring up to date.
 * @returns the note's document
 * @throws UserError when nothing can be drafted; CancelledError when the person called it off
 */
export async function draftNote(
  services: Services,
  notebook: Notebook,
  note?: vscode.TextDocument,
): Promise<vscode.TextDocument> {
  const home = note ? await notebook.homeOf(note.uri) : await draftHome(notebook);
  if (!home)
    throw new UserError(
      vscode.l10n.t(
        'This note belongs to a repository that is not open here. Open its folder and refresh it there.',
      ),
    );
  const zone = myZone({
    setting: services.settings.current().timeZone,
    memory: services.context.globalState,
    machine: services.machine.zone,
  });
  const unposted = note ? await unpostedOf(home, note) : await unpostedToday(home, zone);
  const id = unposted?.id ?? newId();
  const fresh = await compose(services, home, notebook, id, zone);
  for (const warning of fresh.warnings) services.log.warn(warning);
  const document = await write(home, id, unposted, fresh);
  notebook.changed();
  await showNote(document);
  return document;
}

/** A note of several repositories is kept with the one at hand: that of the active file, else the first. */
async function draftHome(notebook: Notebook): Promise<Home> {
  return (await obviousHome(notebook)) ?? (await notebook.homes())[0];
}

/** Drafts, and asks for another period or another identity for as long as there is nothing to write about. */
async function compose(
  services: Services,
  home: Home,
  notebook: Notebook,
  id: string,
  zone: string,
): Promise<HandoffDraft> {
  let since: DateTime | null = null;
  for (;;) {
    const as = await chosenIdentity(home);
    try {
      return await withProgress(vscode.l10n.t('Drafting the handoff note…'), (signal) =>
        draftHandoff(
          {
            directories: notebook.directories(),
            as: as === null ? [] : [as],
            since,
            zone,
            workingHours: services.settings.current().workingHours,
            id,
            signal,
          },
          services,
        ),
      );
    } catch (error) {
      if (!(error instanceof NoActivityError)) throw error;
      const days = await askForActivity(home, notebook);
      if (days !== null) since = DateTime.now().minus({ days });
    }
  }
}

/** Writes the note to its file, merged with what its author wrote, and remembers the draft to merge with next time. */
async function write(
  home: Home,
  id: string,
  unposted: Unposted | null,
  fresh: HandoffDraft,
): Promise<vscode.TextDocument> {
  const document = unposted ? await vscode.workspace.openTextDocument(unposted.uri) : null;
  const edited = document?.getText();
  let text = fresh.markdown;
  if (edited !== undefined && unposted) {
    const { mergeDraft } = await import('../../core/draft/merge');
    text = mergeDraft(unposted.state.drafted?.base ?? '', edited, fresh.markdown);
  }
  const uri = document ? document.uri : vscode.Uri.file(await home.state.writeDraft(id, text));
  if (document) await replaceText(document, text);
  await home.state.append([
    {
      kind: 'note-drafted',
      at: new Date().toISOString(),
      note: id,
      since: utc(fresh.window.since),
      until: utc(fresh.window.until),
      base: fresh.markdown,
    },
  ]);
  return document ?? vscode.workspace.openTextDocument(uri);
}

async function unpostedOf(home: Home, note: vscode.TextDocument): Promise<Unposted | null> {
  const id = noteIdIn(note.getText());
  const state = id ? noteStates((await home.state.read()).events).get(id) : undefined;
  return id ? { id, uri: note.uri, state: state ?? nothing } : null;
}

/** The newest note that is not posted and was drafted on this day of mine. */
async function unpostedToday(home: Home, zone: string): Promise<Unposted | null> {
  const day = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
  const [{ events }, drafts] = await Promise.all([home.state.read(), home.state.drafts()]);
  const states = noteStates(events);
  const today = day(new Date());
  const found = drafts.find(({ note }) => {
    const state = states.get(note);
    return (
      state?.drafted &&
      state.kind !== 'posted' &&
      state.kind !== 'discarded' &&
      day(new Date(state.drafted.until)) === today
    );
  });
  const state = found && states.get(found.note);
  return found && state ? { id: found.note, uri: vscode.Uri.file(found.path), state } : null;
}

/** An instant as the journal writes it. */
function utc(time: DateTime): string {
  return new Date(time.toMillis()).toISOString();
}

const nothing: NoteState = { kind: 'draft', drafted: null, why: null, url: null };

function newId(): string {
  return `note-${randomBytes(6).toString('hex')}`;
}
