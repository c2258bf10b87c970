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
    await vscode.workspace.fs.delete(folder(), { recursive: true }).then(undefined, () => undefined);
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

  it('is edited in its file, and what is wrong there is marked in its exact place', async () => {
    await vscode.commands.executeCommand(commands.editTeam);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.ok(editor.document.uri.path.endsWith('/.baton/team.yml'));
    const { uri } = editor.document;
    const problems = async (text: string): Promise<vscode.Diagnostic[]> => {
      const whole = new vscode.Range(0, 0, editor.document.lineCount, 0);
      await editor.edit((edit) => edit.replace(whole, text));
      const version = editor.document.version;
      for (let waited = 0; waited < 10_000; waited += 100) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const found = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Baton');
        if (found.length > 0 && editor.document.version === version) return found;
      }
      return [];
    };
    const [zone] = await problems('members:\n  - name: lisbon\n    zone: Europe/Lisboa\n');
    assert.match(zone?.message ?? '', /Europe\/Lisboa.*Europe\/Lisbon/);
    assert.deepEqual(
      [zone?.range.start.line, zone?.range.start.character, zone?.range.end.character],
      [2, 10, 23],
    );
  });

  it('has a file proposed where there is none, which its author looks at and saves', async () => {
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    const { restore } = answering();
    try {
      // Reads the team anew.
      await vscode.commands.executeCommand(commands.showTimes);
    } finally {
      restore();
    }
    await vscode.commands.executeCommand(commands.editTeam);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, 'untitled');
    assert.match(document?.getText() ?? '', /^members:/m);
    assert.match(document?.getText() ?? '', /Asha Rao/);
  });

  it('knows my time from the zone that I choose', async () => {
    const setting = () => vscode.workspace.getConfiguration('baton').get('timeZone');
    for (const [label, value] of [
      ['Asia/Kolkata', 'Asia/Kolkata'],
      ['Automatic', 'auto'],
    ] as const) {
      const { restore } = answering(labelled(label));
      try {
        await vscode.commands.executeCommand(commands.setTimeZone);
      } finally {
        restore();
      }
      assert.equal(setting(), value);
    }
  });
});
