import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { commands } from '../../src/ids';
import { eventually } from './waiting';

describe('drafting in the editor', () => {
  const draft = async (): Promise<vscode.TextEditor> => {
    await vscode.commands.executeCommand(commands.draft);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor, 'no editor opened');
    return editor;
  };
  /** The draft with its state said, over the text that is selected where it was not said yet. */
  const said = async (): Promise<vscode.TextEditor> => {
    const editor = await draft();
    if (!editor.document.getText().includes('amounts can be read.'))
      assert.ok(await editor.edit((edit) => edit.replace(editor.selection, 'amounts can be read.')));
    return editor;
  };

  after(async () => {
    await vscode.commands.executeCommand(commands.discard);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens an ordinary Markdown document with my commits, outside of the working tree', async () => {
    const { document } = await draft();
    assert.equal(document.languageId, 'markdown');
    assert.equal(document.isDirty, false);
    assert.match(document.getText(), /read amounts/);
    assert.match(document.getText(), /ledger\.js/);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(path.relative(folder?.uri.fsPath ?? '', document.uri.fsPath).startsWith('..'));
  });

  it('selects what its author has to confirm or to say, so that typing replaces it', async () => {
    const editor = await draft();
    assert.match(
      editor.document.getText(editor.selection),
      /^\*inferred:\* .* 1 changed file is not \w+ yet\.$/,
    );
    await said();
    assert.match(editor.document.getText(), /\*\*State:\*\* amounts can be read\.\n/);
  });

  it('brings the note of today up to date, keeps what was typed, and one Undo takes it back', async () => {
    const { document } = await said();
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, '\nMy own line.\n');
    await vscode.workspace.applyEdit(edit);
    const typed = document.getText();
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    await promisify(execFile)('git', ['commit', '-q', '--allow-empty', '-m', 'fix(ledger): unknown ids'], {
      cwd: folder?.uri.fsPath,
    });
    await vscode.commands.executeCommand(commands.refresh);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString());
    for (const each of [/amounts can be read\./, /My own line\./, /read amounts/, /unknown ids/])
      assert.match(document.getText(), each);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), typed);
    await vscode.commands.executeCommand('redo');
    assert.match(document.getText(), /unknown ids/);
    await document.save();
  });

  it('offers Refresh and Post above the note', async () => {
    const { document } = await draft();
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const offered = lenses.map(({ command }) => command?.command);
    for (const id of [commands.refresh, commands.post, commands.copy]) assert.ok(offered.includes(id), id);
  });

  it('offers to keep a dead end that it only concluded, and leaves it out until then', async () => {
    const { document } = await draft();
    const before = document.getText();
    const edit = new vscode.WorkspaceEdit();
    const heading = '\n## Tried, did not work\n\n- *inferred:* sinon timers <!-- b:t1 -->\n';
    edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, heading);
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand(commands.copy);
    assert.doesNotMatch(await vscode.env.clipboard.readText(), /sinon/);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const keep = lenses.find(
      ({ command, range }) =>
        command?.command === commands.keep && document.lineAt(range.start).text.includes('sinon timers'),
    )?.command;
    assert.ok(keep);
    await vscode.commands.executeCommand(keep.command, ...((keep.arguments ?? []) as unknown[]));
    assert.match(document.getText(), /^- sinon timers <!-- b:t1 -->$/m);
    await vscode.commands.executeCommand(commands.copy);
    assert.match(await vscode.env.clipboard.readText(), /## Tried, did not work\n\n- sinon timers/);
    const restored = new vscode.WorkspaceEdit();
    restored.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), before);
    await vscode.workspace.applyEdit(restored);
    await document.save();
  });

  it('copies the note as it would be posted', async () => {
    await said();
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand(commands.copy);
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^# /);
    assert.match(copied, /amounts can be read\./);
    assert.doesNotMatch(copied, /<!--/);
  });

  it('opens one review page, and nothing else, before anything is posted', async () => {
    const { document } = await draft();
    await vscode.commands.executeCommand(commands.post, document.uri);
    await vscode.commands.executeCommand(commands.post, document.uri);
    const pages = await eventually('the review page', () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const found = tabs.filter(({ input }) => input instanceof vscode.TabInputWebview);
      return found.length > 0 ? found : undefined;
    });
    assert.equal(pages.length, 1);
    await vscode.window.tabGroups.close(pages);
    await vscode.window.showTextDocument(document);
  });
});
