import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import { noteStates } from '../../../core/journal/notes';
import { withMarker } from '../../../core/post/marker';
import type { Differences } from '../../../host/differences';
import { plainMessage } from '../../../host/plainText';
import { withProgress } from '../../../host/progress';
import type { Services } from '../../../host/services';
import { internalCommands } from '../../../ids';
import { drop } from '../../../usecases/outbox/enqueue';
import { retry } from '../../../usecases/outbox/senders';
import { replacedIn } from '../../../usecases/post/restore';
import { noteOf } from '../../../usecases/post/waitingNote';
import type { Notebook } from '../notebook';
import { restoreNote } from '../noteCommands';
import { outboxPorts } from './ports';
import type { Waiting } from './rows';

/** Tries it once more, now. What only its author can answer is answered on the review page. */
export async function retryWaiting(
  row: Waiting,
  services: Services,
  review: (document: vscode.TextDocument) => Promise<void>,
): Promise<void> {
  const { waiting, home } = row;
  if (waiting.status === 'asks' && noteOf(waiting)) return review(await documentOf(row));
  const title = vscode.l10n.t('Sending “{0}”…', waiting.title);
  const sent = await withProgress(title, (signal) => retry(waiting.id, outboxPorts(home, services), signal));
  await vscode.commands.executeCommand(internalCommands.outboxChanged);
  if (sent && sent.state !== 'sent') throw new UserError(sent.why);
  if (sent) vscode.window.setStatusBarMessage(vscode.l10n.t('Sent: {0}', waiting.title), 4_000);
}

/** Opens the note to be edited; for what somebody wrote, what replaced it beside it. */
export async function editWaiting(row: Waiting, differences: Differences): Promise<void> {
  const kept = replacedIn(row.waiting);
  if (kept) {
    const who = kept.editor ?? vscode.l10n.t('Somebody');
    return differences.show(vscode.l10n.t('What {0} wrote ↔ What replaced it', who), kept.theirs, kept.ours);
  }
  await vscode.window.showTextDocument(await documentOf(row), { preview: false });
}

/** Asks, and takes it out of the outbox; one click brings it back. */
export async function discardWaiting(
  { waiting, home }: Waiting,
  notebook: Notebook,
  now = (): number => Date.now(),
): Promise<void> {
  const { events } = await home.state.read();
  const note = noteOf(waiting);
  const mayHaveArrived = note !== null && noteStates(events).get(note.noteId)?.kind === 'undecided';
  const discard = vscode.l10n.t('Discard');
  const answer = await vscode.window.showWarningMessage(
    plainMessage(vscode.l10n.t('Discard “{0}” instead of sending it?', waiting.title)),
    {
      modal: true,
      detail: mayHaveArrived
        ? vscode.l10n.t('It was sent once and nobody knows whether it arrived: it may be on GitHub already.')
        : vscode.l10n.t('It can be brought back right afterwards.'),
    },
    discard,
  );
  if (answer !== discard) return;
  const dropped = await drop(home.state, waiting.id, now);
  if (note)
    await home.state.append([
      { kind: 'note-discarded', at: new Date(now()).toISOString(), note: note.noteId },
    ]);
  await vscode.commands.executeCommand(internalCommands.outboxChanged);
  notebook.changed();
  const restore = vscode.l10n.t('Restore');
  // Not awaited: the command is done, the message may stand for as long as it likes.
  void vscode.window
    .showInformationMessage(plainMessage(vscode.l10n.t('Discarded “{0}”.', waiting.title)), restore)
    .then(async (chosen) => {
      if (chosen !== restore) return;
      await dropped.restore();
      if (note) await restoreNote(home, note.noteId, notebook);
      await vscode.commands.executeCommand(internalCommands.outboxChanged);
    });
}

/** The note's draft. One that was posted from a terminal has none here yet: it becomes one. */
async function documentOf({ waiting, home, note }: Waiting): Promise<vscode.TextDocument> {
  if (note) return vscode.workspace.openTextDocument(note.uri);
  const kept = noteOf(waiting);
  if (!kept) throw new UserError(vscode.l10n.t('This cannot be edited. Discard it, and make it anew.'));
  const file =
    (await home.state.readDraft(kept.noteId)) === null
      ? await home.state.writeDraft(kept.noteId, withMarker(kept.markdown, kept.noteId))
      : (await home.state.drafts()).find((each) => each.note === kept.noteId)?.path;
  if (file === undefined) throw new UserError(vscode.l10n.t('The note is not there any more.'));
  return vscode.workspace.openTextDocument(file);
}
