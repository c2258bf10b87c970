import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/ids';
import { messages } from './messages';

const trace = [
  "TypeError: Cannot read properties of undefined (reading 'amount')",
  '    at Object.exports.read (/home/somebody/elsewhere/ledger.js:1:49)',
  '    at Module._compile (node:internal/modules/cjs/loader:1554:14)',
].join('\n');

describe('a bug report in the editor', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const open = async (content: string): Promise<vscode.TextEditor> => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    return vscode.window.showTextDocument(document);
  };
  const report = async (): Promise<string> => {
    await vscode.commands.executeCommand(commands.report);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'markdown');
    return document?.getText() ?? '';
  };

  it('is made of the selection, beside it, with the line of this folder that the trace is about', async () => {
    await vscode.env.clipboard.writeText('nothing');
    const editor = await open(`some output\n${trace}\nmore output\n`);
    editor.selection = new vscode.Selection(0, 0, editor.document.lineCount, 0);
    const text = await report();
    assert.match(text, /^# TypeError: Cannot read properties/);
    assert.match(text, /ledger\.js/);
    assert.match(text, /exports\.read = \(rows, id\)/);
    assert.doesNotMatch(text, /somebody/);
    assert.equal(editor.document.getText(), `some output\n${trace}\nmore output\n`);
  });

  it('is made of what was copied when nothing is selected', async () => {
    await vscode.env.clipboard.writeText(trace);
    await open('no trace here');
    assert.match(await report(), /^# TypeError: Cannot read properties/);
  });

  it('of a selection without a trace is refused with what to do, and nothing is opened', async () => {
    await vscode.env.clipboard.writeText('nothing');
    const editor = await open('no trace here');
    editor.selection = new vscode.Selection(0, 0, 0, 5);
    const { told, restore } = messages();
    try {
      await vscode.commands.executeCommand(commands.report);
    } finally {
      restore();
    }
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /There is no stack trace .* Select or copy one and try again\.$/);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
  });
});
