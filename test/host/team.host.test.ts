import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/ids';
import { answering, labelled } from './answering';

describe('The team in VS Code', () => {
  const root = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = () => vscode.Uri.joinPath(root(), '.baton');

  before(async () => {
    const text =
      'members:\n  - { name: lisbon, login: lis, zone: Europe/Lisbon, hours: 00:00-24:00, days: mon-sun }\n';
    await vscode.workspace.fs.createDirectory(folder());
    const file = vscode.Uri.joinPath(folder(), 'team.yml');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  after(async () => {
    await vscode.workspace.fs.delete(folder(), { recursive: true });
  });

  it('finds a time to meet: asks who, how long and when, and puts the time with every zone where the cursor is', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
    await vscode.window.showTextDocument(document);
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

  it('says when to expect an answer of a teammate, and mentions them where the cursor is', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
    await vscode.window.showTextDocument(document);
    const { shown, restore } = answering(
      (items) => items.find((item) => typeof item !== 'string' && /lisbon/.test(item.label)),
      labelled('Insert @lis'),
    );
    try {
      await vscode.commands.executeCommand(commands.showTimes);
    } finally {
      restore();
    }
    assert.equal(document.getText(), '@lis');
    assert.deepEqual(shown[1]?.slice(0, 3), [
      'Ask now: an answer by',
      'Ask now, urgent: an answer by',
      'Best moment to write',
    ]);
  });
});
