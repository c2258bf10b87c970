import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/ids';

type Item = vscode.QuickPickItem | string;
type Choose = (items: readonly Item[]) => Item | readonly Item[] | undefined;

/** Answers one list after another in the person's place; gives back what each list showed. */
function answering(...answers: readonly Choose[]): { shown: string[][]; restore: () => void } {
  const { showQuickPick } = vscode.window;
  const shown: string[][] = [];
  const answer = async (items: readonly Item[] | Thenable<readonly Item[]>) => {
    const list = await items;
    shown.push(list.map((item) => (typeof item === 'string' ? item : item.label)));
    return answers[shown.length - 1]?.(list);
  };
  Object.assign(vscode.window, { showQuickPick: answer });
  return { shown, restore: () => Object.assign(vscode.window, { showQuickPick }) };
}

describe('Find Meeting Time…', () => {
  const root = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = () => vscode.Uri.joinPath(root(), '.baton');

  before(async () => {
    const text = 'members:\n  - { name: lisbon, zone: Europe/Lisbon, hours: 00:00-24:00, days: mon-sun }\n';
    await vscode.workspace.fs.createDirectory(folder());
    const file = vscode.Uri.joinPath(folder(), 'team.yml');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
  });

  it('asks who, how long and when, and puts the time with every zone where the cursor is', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
    await vscode.window.showTextDocument(document);
    const labelled =
      (label: string): Choose =>
      (items) =>
        items.find((item) => (typeof item === 'string' ? item : item.label) === label);
    const { shown, restore } = answering(
      (items) => items,
      labelled('30 min'),
      ([first]) => first,
      labelled('Insert at the Cursor'),
    );
    try {
      await vscode.commands.executeCommand(commands.findMeeting);
    } finally {
      restore();
    }
    assert.deepEqual(shown[0], ['lisbon']);
    assert.ok((shown[2]?.length ?? 0) >= 5);
    assert.deepEqual(shown[3], ['Copy as Markdown', 'Insert at the Cursor', 'Save as Calendar File (.ics)…']);
    const lines = document.getText().split('\n');
    assert.match(lines[0] ?? '', /^\*\*Meeting\*\*: \w{3} \d{1,2} \w{3} \d\d:\d\d–\d\d:\d\d UTC, \d{4}$/);
    assert.match(document.getText(), /^- Lisbon: .* \(lisbon\)$/m);
    assert.match(document.getText(), /\(Asha Rao\)/);
  });
});
