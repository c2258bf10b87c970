import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { applied, type TeamEdit } from '../../core/team/edit';

/**
 * Changes the team file in one place, where it can be seen and undone; it is saved unless it had changes of its own.
 * What an open editor shows may be older than the file (a `git pull`): the change goes into the file as it is now.
 * @param patience how long to wait, in milliseconds, for VS Code to show what is new in a file: it looks at open files by
 *   itself, within a second where nothing is in its way
 * @throws UserError when `edit` finds no place for it: then the file is shown, for a person to change
 */
export async function changeTeamFile(
  file: string,
  edit: (text: string) => TeamEdit | null,
  patience = 2_000,
): Promise<void> {
  const uri = vscode.Uri.file(file);
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  const isCurrent = await becomes(document, patience, async () => document.isDirty || showsFile(document));
  if (document.isDirty) return put(editor, edit);
  if (isCurrent && !(await isFresh(uri))) {
    await put(editor, edit);
    // Somebody may change the file in between: a save that would overwrite it is refused.
    if (await document.save()) return;
    throw new UserError(
      vscode.l10n.t('The team file shows the change, but could not be saved. Look at it, then save it.'),
    );
  }
  // The editor has nothing of its own, and shows the file as soon as VS Code looks at it.
  const text = (await textOf(uri)) ?? document.getText();
  const found = placed(text, edit);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(applied(text, found)));
  if (await becomes(document, patience, () => showsFile(document))) select(editor, found);
}

/** The file's text; null where it is gone or no UTF-8, so that only VS Code knows what it says. */
async function textOf(uri: vscode.Uri): Promise<string | null> {
  try {
    const bytes = await vscode.workspace.fs.readFile(uri);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Whether the file was written a moment ago. VS Code may then hold its new text for an older one, and refuse to save:
 * it looks when a file was written before it reads it, and looks once more within a second.
 */
async function isFresh(uri: vscode.Uri): Promise<boolean> {
  try {
    return Date.now() - (await vscode.workspace.fs.stat(uri)).mtime < 3_000;
  } catch {
    return false;
  }
}

/** Whether the document says what its file says; an editor makes the ends of all lines alike, and hides a byte order mark. */
async function showsFile(document: vscode.TextDocument): Promise<boolean> {
  const text = await textOf(document.uri);
  const plain = (written: string) => written.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  return text === null || plain(text) === plain(document.getText());
}

/** Waits for `condition`, which is looked at again whenever the document changes; false where that takes too long. */
async function becomes(
  document: vscode.TextDocument,
  patience: number,
  condition: () => Promise<boolean>,
): Promise<boolean> {
  if (await condition()) return true;
  return new Promise<boolean>((resolve) => {
    const done = (is: boolean): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve(is);
    };
    const look = async (): Promise<void> => {
      if (await condition()) done(true);
    };
    const listener = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document === document) void look();
    });
    const timer = setTimeout(() => void condition().then(done), patience);
  });
}

/** Edits, and selects what was put in. */
async function put(editor: vscode.TextEditor, edit: (text: string) => TeamEdit | null): Promise<void> {
  // Once more where the text changed under the edit: an editor does not take what was made for another text.
  const found = (await changed(editor, edit)) ?? (await changed(editor, edit));
  if (found === null)
    throw new UserError(
      vscode.l10n.t('The team file cannot be changed here. Make it writable, then try again.'),
    );
  select(editor, found);
}

async function changed(
  editor: vscode.TextEditor,
  edit: (text: string) => TeamEdit | null,
): Promise<TeamEdit | null> {
  const { document } = editor;
  const found = placed(document.getText(), edit);
  const range = new vscode.Range(
    document.positionAt(found.offset),
    document.positionAt(found.offset + found.length),
  );
  return (await editor.edit((change) => change.replace(range, found.text))) ? found : null;
}

function placed(text: string, edit: (text: string) => TeamEdit | null): TeamEdit {
  const found = edit(text);
  if (found === null)
    throw new UserError(
      vscode.l10n.t('The team file is written in a way that Baton does not change. Change it by hand.'),
    );
  return found;
}

function select(editor: vscode.TextEditor, { offset, text: put }: TeamEdit): void {
  const { document } = editor;
  const text = put.trim();
  const from = offset + put.indexOf(text);
  editor.selection = new vscode.Selection(document.positionAt(from), document.positionAt(from + text.length));
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
