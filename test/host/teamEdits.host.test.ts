import { strict as assert } from 'node:assert';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { valueEdit } from '../../src/core/team/edit';
import { changeTeamFile } from '../../src/features/team/teamEdits';
import { remove } from './removing';
import { eventually } from './waiting';

describe('An edit of the team file from the view', () => {
  const lisbon = { name: 'lisbon', emails: [], zone: null, zoneFrom: 'unknown', week: null } as const;
  const member = { ...lisbon, leave: [], onCall: [] };
  const declare = (text: string) => valueEdit(text, member, 'zone', 'Europe/Lisbon');
  const before = 'members:\n  - name: lisbon\n';
  const pulled = '# Pulled from elsewhere\nmembers:\n  - name: tokyo\n  - name: lisbon\n';
  let folder = '';
  let file = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-team-'));
    file = join(folder, 'team.yml');
    await writeFile(file, before);
    const minuteAgo = Date.now() / 1000 - 60;
    await utimes(file, minuteAgo, minuteAgo);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await remove(folder);
  });

  const open = async (): Promise<vscode.TextEditor> =>
    vscode.window.showTextDocument(await vscode.workspace.openTextDocument(vscode.Uri.file(file)));

  it('is an edit of the open editor, which is saved', async () => {
    const { document } = await open();
    const edited: string[] = [];
    const listener = vscode.workspace.onDidSaveTextDocument((saved) => edited.push(saved.uri.fsPath));
    await changeTeamFile(file, declare);
    listener.dispose();
    assert.equal(document.getText(), `${before}    zone: Europe/Lisbon\n`);
    assert.equal(await readFile(file, 'utf8'), document.getText());
    assert.deepEqual([document.isDirty, edited], [false, [document.uri.fsPath]]);
  });

  // Whether VS Code has looked at the file by then or not, and whether Baton waits for it or not.
  for (const patience of [60_000, 0])
    it(`goes into what is on disk now, though an open editor still shows what was there before (${patience ? 'read anew soon' : 'not read anew in time'})`, async () => {
      const { document } = await open();
      for (const text of [pulled, `${pulled}  - name: pune\n`]) {
        await writeFile(file, text);
        await changeTeamFile(file, declare, patience);
        const wanted = text.replace('- name: lisbon\n', '- name: lisbon\n    zone: Europe/Lisbon\n');
        assert.equal(await readFile(file, 'utf8'), wanted);
        await eventually('the editor to show the file', () => document.getText() === wanted || undefined);
        assert.equal(document.isDirty, false);
      }
    });

  it('changes its own file only, whichever editor is in front', async () => {
    await open();
    const other = await vscode.workspace.openTextDocument({ content: 'mine, not saved\n' });
    await vscode.window.showTextDocument(other);
    await writeFile(file, pulled);
    await changeTeamFile(file, declare);
    assert.match(await readFile(file, 'utf8'), /^# Pulled[^]*- name: lisbon\n {4}zone: Europe\/Lisbon\n$/);
    assert.equal(other.getText(), 'mine, not saved\n');
    assert.equal(other.isDirty, true);
    await vscode.window.showTextDocument(other);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('writes the file again that was deleted behind an open editor', async () => {
    await open();
    await rm(file);
    await changeTeamFile(file, declare);
    assert.equal(await readFile(file, 'utf8'), `${before}    zone: Europe/Lisbon\n`);
  });

  it('goes beside what a person has not saved yet, and leaves the saving to them', async () => {
    const editor = await open();
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# Mine\n'));
    await writeFile(file, pulled);
    await changeTeamFile(file, declare);
    assert.equal(editor.document.getText(), '# Mine\nmembers:\n  - name: lisbon\n    zone: Europe/Lisbon\n');
    assert.equal(editor.document.isDirty, true);
    assert.equal(await readFile(file, 'utf8'), pulled);
  });
});
