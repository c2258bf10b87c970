import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { createGit } from '../../src/adapters/git';
import { createStateStore } from '../../src/adapters/state';
import { UserError } from '../../src/core/errors';
import { noteMarker } from '../../src/core/post/marker';
import {
  asMarkdown,
  copyNote,
  discardNote,
  noteDocument,
  restoreNote,
} from '../../src/features/handoff/noteCommands';
import { isNote, Notebook } from '../../src/features/handoff/notebook';
import { remove } from './removing';
import { eventually } from './waiting';

const run = promisify(execFile);
const note = (id: string, title = 'Refund retries') =>
  `# ${title}\n\n**State:** works\n\n${noteMarker(id)}\n`;
const at = '2026-11-20T10:00:00.000Z';

describe('the notes of a window', () => {
  let folder: string;
  let notebook: Notebook;
  const folders = () => ({ required: () => [join(folder, 'repo')], ifAny: () => [join(folder, 'repo')] });
  const home = async () => (await notebook.homes())[0];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-notes-'));
    await run('git', ['init', '-q', join(folder, 'repo')]);
    const services = { git: createGit(), state: createStateStore(join(folder, 'state')) };
    notebook = new Notebook(services, folders());
  });
  afterEach(async () => {
    notebook.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(folder);
  });

  it('are its drafts, under the title that their author gave them', async () => {
    await (await home()).state.writeDraft('a1', note('a1'));
    const notes = await notebook.notes();
    assert.deepEqual(
      notes.map(({ id, title, state }) => [id, title, state.kind]),
      [['a1', 'Refund retries', 'draft']],
    );
  });

  it('wait to be sent after a post failed, and are gone after it arrived', async () => {
    const { state } = await home();
    await state.writeDraft('a1', note('a1'));
    await state.append([{ kind: 'post-failed', at, note: 'a1', why: 'offline', undecided: false }]);
    const [waiting] = await notebook.notes();
    assert.deepEqual([waiting?.state.kind, waiting?.state.why], ['waiting', 'offline']);
    await state.append([
      {
        kind: 'note-posted',
        at,
        note: 'a1',
        url: 'https://github.com/o/r/discussions/1',
        until: at,
        title: 't',
        nodeId: 'n',
        body: 'b',
      },
    ]);
    assert.deepEqual(await notebook.notes(), []);
  });

  it('are told apart from other Markdown by their marker', async () => {
    const path = await (await home()).state.writeDraft('a1', note('a1'));
    assert.equal(isNote(await vscode.workspace.openTextDocument(path)), true);
    const other = await vscode.workspace.openTextDocument({ language: 'markdown', content: '# Readme\n' });
    assert.equal(isNote(other), false);
    await assert.rejects(noteDocument(other.uri), UserError);
  });

  it('belong to the repository that their file is kept with', async () => {
    const path = await (await home()).state.writeDraft('a1', note('a1'));
    assert.equal(
      (await notebook.homeOf(vscode.Uri.file(path)))?.repository.root,
      (await home()).repository.root,
    );
    assert.equal(await notebook.homeOf(vscode.Uri.file('/somewhere/else.md')), null);
  });

  it('are copied as Markdown, without what is hidden in them', async () => {
    const path = await (await home()).state.writeDraft('a1', note('a1'));
    await copyNote(vscode.Uri.file(path));
    assert.equal(await vscode.env.clipboard.readText(), '# Refund retries\n\n**State:** works\n');
  });

  it('are not copied when there is nothing in them', async () => {
    const path = await (await home()).state.writeDraft('a1', `# Title\n\n${noteMarker('a1')}\n`);
    await assert.rejects(copyNote(vscode.Uri.file(path)), /empty/);
  });

  it('can be discarded, what was typed last included, and brought back', async () => {
    const { state } = await home();
    const path = await state.writeDraft('a1', note('a1'));
    const document = await vscode.workspace.openTextDocument(path);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), 'Typed last. ');
    await vscode.workspace.applyEdit(edit);
    await discardNote(document.uri, notebook);
    assert.deepEqual(await notebook.notes(), []);
    await eventually(
      'its editor to be closed',
      () =>
        !vscode.window.visibleTextEditors.some(({ document: { uri } }) => uri.fsPath === path) || undefined,
    );
    await restoreNote(await home(), 'a1', notebook);
    assert.deepEqual(
      (await notebook.notes()).map(({ id }) => id),
      ['a1'],
    );
    assert.match((await state.readDraft('a1')) ?? '', /Typed last\. \*\*State/);
  });

  it('need a repository: a folder without one gets a sentence that says what to do', async () => {
    const plain = { required: () => [folder], ifAny: () => [folder] };
    const none = new Notebook({ git: createGit(), state: createStateStore(join(folder, 'state')) }, plain);
    await assert.rejects(none.homes(), (error: unknown) => {
      assert.ok(error instanceof UserError);
      return /no git repository/.test(error.message) && /git init/.test(error.message);
    });
    assert.deepEqual(await none.notes(), []);
    none.dispose();
  });

  it('can be drafted in a repository that was made after the first try', async () => {
    const later = join(folder, 'later');
    await mkdir(later);
    const each = { required: () => [later], ifAny: () => [later] };
    const found = new Notebook({ git: createGit(), state: createStateStore(join(folder, 'state')) }, each);
    await assert.rejects(found.homes(), UserError);
    await run('git', ['init', '-q', later]);
    assert.equal((await found.homes()).length, 1);
    found.dispose();
  });
});

describe('a note as Markdown', () => {
  it('starts with its title and holds no marker', () => {
    assert.equal(asMarkdown(note('a1')), '# Refund retries\n\n**State:** works\n');
  });
});
