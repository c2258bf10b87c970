import * as vscode from 'vscode';
import { unconfirmedLines } from '../../core/post/confirm';
import { commands, contextKeys } from '../../ids';
import { isNote } from './notebook';

/**
 * Refresh and Post above a note's first line (the same are commands and buttons in the editor's title), and Keep above
 * what is not posted until its author confirms it (the same command keeps the line of the cursor).
 */
export function createNoteLens(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(
    { language: 'markdown', scheme: 'file' },
    {
      provideCodeLenses: (document) => {
        if (!isNote(document)) return [];
        const top = new vscode.Range(0, 0, 0, 0);
        const lens = (title: string, command: string): vscode.CodeLens =>
          new vscode.CodeLens(top, { title, command, arguments: [document.uri] });
        return [
          lens(vscode.l10n.t('Refresh'), commands.refresh),
          lens(vscode.l10n.t('Post…'), commands.post),
          lens(vscode.l10n.t('Copy'), commands.copy),
          ...unconfirmedLines(document.getText()).map(
            (line) =>
              new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
                title: vscode.l10n.t('Keep (not posted until you confirm it)'),
                command: commands.keep,
                arguments: [document.uri, line],
              }),
          ),
        ];
      },
    },
  );
}

/** Keeps the context keys that menus and the walkthrough ask. */
export function trackNotes(): vscode.Disposable {
  let told: boolean | undefined;
  const tell = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const shown = document !== undefined && isNote(document);
    if (shown === told) return;
    told = shown;
    void vscode.commands.executeCommand('setContext', contextKeys.isNote, shown);
  };
  tell();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(tell),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (document !== vscode.window.activeTextEditor?.document) return;
      tell();
      // A drafted document opens whole; only what a person types counts as an edit.
      if (told && contentChanges.length > 0)
        void vscode.commands.executeCommand('setContext', contextKeys.noteEdited, true);
    }),
  );
}
