import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { confirmed } from '../../core/handoff/questions';
import { bodyOf, headingOf, isEmptyNote, titleOf } from '../../core/post/text';
import { noteStates } from '../../core/journal/notes';
import { noteIdIn } from '../../core/post/marker';
import { commands } from '../../ids';
import { plainMessage } from '../../host/plainText';
import { isNote } from './notebook';
import type { Home, Note, Notebook } from './notebook';

/** What a note's commands are called with: by a button of the editor, by an item of the view, or by the palette. */
export type NoteArgument = vscode.Uri | Note | undefined;

/**
 * The document that a command is about: the one it was called with, else the active one.
 * @throws UserError when that is no handoff note
 */
export async function noteDocument(argument: NoteArgument): Promise<vscode.TextDocument> {
  const uri = argument instanceof vscode.Uri ? argument : argument?.uri;
  const document = uri
    ? await vscode.workspace.openTextDocument(uri)
    : vscode.window.activeTextEditor?.document;
  if (!document || !isNote(document))
    throw new UserError(
      vscode.l10n.t(
        'There is no handoff note in the active editor. Draft one, or open one from the Handoffs view.',
      ),
      { title: vscode.l10n.t('Draft Handoff Note'), command: commands.draft },
    );
  return document;
}

/** Puts the note on the clipboard as it would be posted: title, text and nothing hidden. */
export async function copyNote(argument: NoteArgument): Promise<void> {
  const document = await noteDocument(argument);
  const text = document.getText();
  refuseEmpty(text);
  await vscode.env.clipboard.writeText(asMarkdown(text));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Handoff note copied as Markdown'), 4_000);
}

/**
 * Confirms what Baton only concluded, so that it is posted: in the line that the command was called for, else in the one
 * that the cursor is in.
 * @throws UserError when that line concludes nothing
 */
export async function keepInferred(argument: NoteArgument, at?: number): Promise<void> {
  const document = await noteDocument(argument);
  const active = vscode.window.activeTextEditor;
  const number = at ?? (active?.document === document ? active.selection.active.line : -1);
  const line = number >= 0 && number < document.lineCount ? document.lineAt(number) : null;
  const text = line && confirmed(line.text);
  if (!line || text === null || text === line.text)
    throw new UserError(
      vscode.l10n.t(
        'This line is not inferred. Put the cursor in a line that begins with "inferred:", and try again.',
      ),
    );
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, line.range, text);
  await vscode.workspace.applyEdit(edit);
}

/** @throws UserError for a note that nobody could start from */
export function refuseEmpty(text: string): void {
  if (isEmptyNote(text))
    throw new UserError(
      vscode.l10n.t('The note is empty. Write what the next person needs, or refresh it, and try again.'),
    );
}

/** A note as Markdown for anywhere: a place that shows comments as text must not show Baton's. */
export function asMarkdown(text: string): string {
  const heading = headingOf(text);
  const body = bodyOf(text);
  return heading && !body.startsWith(heading) ? `# ${heading}\n\n${body}\n` : `${body}\n`;
}

/**
 * Takes a note out of the view and closes it. Its file stays for a month, so that it can be brought back: at
 * once by the button, and later from "Open Handoff…".
 */
export async function discardNote(argument: NoteArgument, notebook: Notebook): Promise<void> {
  const document = await noteDocument(argument);
  const home = await notebook.homeOf(document.uri);
  const id = noteIdIn(document.getText());
  if (!home || !id) return;
  const title = titleOf(document.getText()) ?? id;
  if (document.isDirty) await document.save();
  await home.state.append([{ kind: 'note-discarded', at: new Date().toISOString(), note: id }]);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === document.uri.toString(),
  );
  await vscode.window.tabGroups.close(shown);
  notebook.changed();
  const restore = vscode.l10n.t('Restore');
  // Not awaited: the command is done, the message may stand for as long as it likes.
  void vscode.window
    .showInformationMessage(plainMessage(vscode.l10n.t('Discarded "{0}".', title)), restore)
    .then((chosen) => (chosen === restore ? restoreNote(home, id, notebook) : undefined));
}

/** Brings a discarded note back to the drafts. */
export async function restoreNote(home: Home, id: string, notebook: Notebook): Promise<void> {
  const { events } = await home.state.read();
  const at = new Date().toISOString();
  const drafted = noteStates(events).get(id)?.drafted ?? {
    since: at,
    until: at,
    base: (await home.state.readDraft(id)) ?? '',
  };
  await home.state.append([{ kind: 'note-drafted', at, note: id, ...drafted }]);
  notebook.changed();
}
