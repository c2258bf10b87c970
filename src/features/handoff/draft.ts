import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { HandoffDraft } from '../../core/handoff/model';
import { noteStates } from '../../core/journal/notes';
import type { NoteState } from '../../core/journal/notes';
import { noteIdIn } from '../../core/post/marker';
import { UserError } from '../../core/errors';
import { asksOf } from '../../core/handoff/questions';
import { DateTime } from '../../core/time/luxon';
import { draftHandoff, NoActivityError } from '../../usecases/draftHandoff';
import { letGoOfOldDrafts } from '../../usecases/letGo';
import { myZone } from '../../host/myZone';
import { plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { commands } from '../../ids';
import { askForActivity } from './activity';
import { changeText, showNote } from './editing';
import { chooseHome, obviousHome } from './homes';
import { chosenIdentity } from './identity';
import type { Home, Notebook } from './notebook';

/** An unposted note that a new draft goes into. */
interface Unposted {
  readonly id: string;
  readonly state: NoteState;
  readonly uri: vscode.Uri;
}

/** What to draft: a note about everything, one about the branch at hand only, or a note once more. */
export type Wanted = 'everything' | 'this-branch' | vscode.TextDocument;

/**
 * Drafts a note and shows it. An unposted draft of today about the same is brought up to date instead, with what its
 * author wrote kept.
 * @returns the note's document
 * @throws UserError when nothing can be drafted; CancelledError when the person called it off
 */
export async function draftNote(
  services: Services,
  notebook: Notebook,
  wanted: Wanted = 'everything',
): Promise<vscode.TextDocument> {
  const note = typeof wanted === 'string' ? null : wanted;
  const inFront = vscode.window.tabGroups.activeTabGroup.activeTab;
  const home = await homeFor(wanted, notebook);
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
  const here = wanted === 'this-branch' ? await branchAtHand(home) : null;
  const unposted = note ? await unpostedOf(home, note) : await unpostedToday(home, zone, here);
  const branch = here ?? unposted?.state.drafted?.branch ?? null;
  const id = unposted?.id ?? newId();
  const fresh = await compose(services, home, notebook, { id, zone, branch });
  tell(fresh.warnings, services.log);
  const document = await write(home, unposted, fresh, branch);
  void letGoOfOldDrafts(home.state, Date.now()).catch((error: unknown) => services.log.warn(String(error)));
  notebook.changed();
  // Whoever went on to something else while a note was brought up to date is not called back to it.
  if (note === null || vscode.window.tabGroups.activeTabGroup.activeTab === inFront) await showNote(document);
  return document;
}

/** What the draft could not take in is said once, beside the note; the rest of several is in the log. */
function tell(warnings: readonly string[], log: vscode.LogOutputChannel): void {
  for (const warning of warnings) log.warn(warning);
  const [first, ...more] = warnings;
  if (first === undefined) return;
  const buttons = more.length > 0 ? [vscode.l10n.t('Show Log')] : [];
  void vscode.window.showWarningMessage(plainMessage(first), ...buttons).then((chosen) => {
    if (chosen !== undefined) log.show();
  });
}

/** A note of several repositories is kept with the one at hand: that of the active file, else the first. */
async function homeFor(wanted: Wanted, notebook: Notebook): Promise<Home | null> {
  if (typeof wanted !== 'string') return notebook.homeOf(wanted.uri);
  if (wanted === 'this-branch') return chooseHome(notebook);
  return (await obviousHome(notebook)) ?? (await notebook.homes())[0];
}

async function branchAtHand({ repository }: Home): Promise<string> {
  const { branch } = (await repository.workingTree()).head;
  if (branch !== null) return branch;
  throw new UserError(
    vscode.l10n.t(
      'HEAD is detached, so there is no branch to write about. Switch to one with "git switch", or draft a note about everything.',
    ),
    { title: vscode.l10n.t('Draft Handoff Note'), command: commands.draft },
  );
}

/** Drafts, and asks for another period or another identity for as long as there is nothing to write about. */
async function compose(
  services: Services,
  home: Home,
  notebook: Notebook,
  { id, zone, branch }: { readonly id: string; readonly zone: string; readonly branch: string | null },
): Promise<HandoffDraft> {
  let since: DateTime | null = null;
  for (;;) {
    const as = await chosenIdentity(home);
    try {
      return await withProgress(vscode.l10n.t('Drafting the handoff note…'), (signal) =>
        draftHandoff(
          {
            // Branches of the same name elsewhere are other branches.
            directories: branch === null ? notebook.directories() : [home.repository.root],
            as: as === null ? [] : [as],
            since,
            zone,
            workingHours: services.settings.current().workingHours,
            branch,
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
  unposted: Unposted | null,
  fresh: HandoffDraft,
  branch: string | null,
): Promise<vscode.TextDocument> {
  const document = unposted ? await vscode.workspace.openTextDocument(unposted.uri) : null;
  const { id } = fresh;
  const uri = document ? document.uri : vscode.Uri.file(await home.state.writeDraft(id, fresh.markdown));
  if (document && unposted) {
    const { mergeDraft } = await import('../../core/draft/merge');
    const { base = '' } = unposted.state.drafted ?? {};
    await changeText(document, (edited) => mergeDraft(base, edited, fresh.markdown));
  }
  await home.state.append([
    {
      kind: 'note-drafted',
      at: new Date().toISOString(),
      note: id,
      since: utc(fresh.window.since),
      until: utc(fresh.window.until),
      base: fresh.markdown,
      asks: asksOf(fresh.items),
      ...(branch !== null && { branch }),
    },
  ]);
  return document ?? vscode.workspace.openTextDocument(uri);
}

async function unpostedOf(home: Home, note: vscode.TextDocument): Promise<Unposted | null> {
  const id = noteIdIn(note.getText());
  const state = id ? noteStates((await home.state.read()).events).get(id) : undefined;
  return id ? { id, uri: note.uri, state: state ?? nothing } : null;
}

/** The newest note, about this branch or (null) about everything, that is not posted and was drafted on this day of mine. */
async function unpostedToday(home: Home, zone: string, branch: string | null): Promise<Unposted | null> {
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
      (state.drafted.branch ?? null) === branch &&
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
