import * as vscode from 'vscode';

/** The editor whose document takes a text at its cursor; null when none is active or it cannot be written. */
export function writableEditor(): vscode.TextEditor | null {
  const editor = vscode.window.activeTextEditor;
  return editor && vscode.workspace.fs.isWritableFileSystem(editor.document.uri.scheme) !== false
    ? editor
    : null;
}

/** Puts a text in place of each selection, or at each cursor. */
export async function insert(editor: vscode.TextEditor, text: string): Promise<void> {
  await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
}
