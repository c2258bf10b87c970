import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../src/core/errors';
import { draftNote, type Wanted } from '../../src/features/handoff/draft';
import { Notebook } from '../../src/features/handoff/notebook';
import { messages } from './messages';
import { makeScene, type Scene } from './scene';
import { eventually } from './waiting';

describe('a draft', () => {
  let scene: Scene;
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await scene.remove();
  });

  const init = async (folder?: string): Promise<void> => {
    await scene.git(['init', '-q', '-b', 'main'], folder);
    await scene.git(['config', 'user.name', 'Asha Rao'], folder);
    await scene.git(['config', 'user.email', 'asha@example.com'], folder);
  };
  const draft = (wanted?: Wanted) => draftNote(scene.services, scene.notebook, wanted);
  const type = async (document: vscode.TextDocument, text: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };
  const refused = (wanted: Wanted | undefined, message: RegExp) =>
    assert.rejects(draft(wanted), (error) => {
      assert.ok(error instanceof UserError, String(error));
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });

  it('for this branch is a note of its own, stays one, and hands over nothing else', async () => {
    scene = await makeScene('ledger');
    await init();
    await scene.commit('feat: shared work');
    await scene.git(['switch', '-q', '-c', 'refund-retry']);
    await scene.commit('feat: retry refunds');
    await scene.git(['switch', '-q', '-c', 'other-thing', 'main']);
    await scene.commit('feat: something else');
    const all = await draft();
    assert.match(all.getText(), /something else/i);
    assert.match(all.getText(), /retry refunds/i);
    await scene.git(['switch', '-q', 'refund-retry']);
    const note = await draft('this-branch');
    assert.notEqual(note.uri.fsPath, all.uri.fsPath);
    assert.match(note.getText(), /retry refunds/i);
    assert.doesNotMatch(note.getText(), /something else|shared work/i);
    assert.equal((await draft('this-branch')).uri.fsPath, note.uri.fsPath);
    assert.equal((await draft()).uri.fsPath, all.uri.fsPath);
    await scene.git(['switch', '-q', 'other-thing']);
    assert.doesNotMatch((await draft(note)).getText(), /something else/i);
    await scene.git(['switch', '-q', '--detach', 'main']);
    await refused('this-branch', /^HEAD is detached, .* Switch to one with "git switch"/);
  });

  it('of an earlier day is left as it is, and keeps what was typed when it is refreshed', async () => {
    scene = await makeScene('ledger');
    await init();
    await scene.commit('feat: first');
    const old = await draft();
    await type(old, 'My own words.\n');
    const [home] = await scene.notebook.homes();
    const { events } = await home.state.read();
    const drafted = events.find((event) => event.kind === 'note-drafted');
    assert.ok(drafted?.kind === 'note-drafted');
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    await home.state.append([{ ...drafted, until: yesterday }]);
    const fresh = await draft();
    assert.notEqual(fresh.uri.fsPath, old.uri.fsPath);
    assert.match(old.getText(), /My own words\./);
    await scene.commit('feat: second');
    await draft(old);
    assert.match(old.getText(), /My own words\./);
    assert.match(old.getText(), /second/i);
    assert.match(await readFile(old.uri.fsPath, 'utf8'), /My own words\./);
  });

  it('keeps what is typed at the moment in which it is refreshed', async () => {
    scene = await makeScene('ledger');
    await init();
    await scene.commit('feat: first');
    const note = await draft();
    await scene.commit('feat: second');
    const { workspace } = vscode;
    const { applyEdit } = workspace;
    const typing: Promise<void>[] = [];
    Object.assign(workspace, {
      applyEdit: (edit: vscode.WorkspaceEdit) => {
        Object.assign(workspace, { applyEdit });
        typing.push(type(note, 'My own words.\n'));
        return applyEdit(edit);
      },
    });
    try {
      await draft(note);
    } finally {
      Object.assign(workspace, { applyEdit });
    }
    await Promise.all(typing);
    assert.equal(typing.length, 1);
    assert.match(note.getText(), /My own words\./);
    assert.match(note.getText(), /second/i);
    assert.match(await readFile(note.uri.fsPath, 'utf8'), /My own words\./);
  });

  it('that another window wrote to keeps what is typed in both', async () => {
    scene = await makeScene('ledger');
    await init();
    await scene.commit('feat: first');
    const document = await draft();
    const [home] = await scene.notebook.homes();
    const id = basename(document.uri.fsPath, '.md');
    const written = `${document.getText().trimEnd()}\n\nFrom the other window.\n`;
    // VS Code begins to watch a file a while after it has opened it, and misses what was written before.
    await eventually('what the other window wrote', async () => {
      await home.state.writeDraft(id, written);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return document.getText() === written || undefined;
    });
    await type(document, 'From this one.\n');
    await scene.commit('feat: second');
    await draft();
    for (const each of [/From the other window\./, /From this one\./, /second/i])
      assert.match(document.getText(), each);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.match(document.getText(), /From this one\./);
    assert.doesNotMatch(document.getText(), /second/i);
  });

  it('does not call back whoever went on to something else while it is brought up to date', async () => {
    scene = await makeScene('ledger');
    await init();
    await scene.commit('feat: first');
    const note = await draft();
    let isAsked = (): void => undefined;
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const open: typeof scene.services.git.open = async (...args) => {
      isAsked();
      await answered;
      return scene.services.git.open(...args);
    };
    await scene.commit('feat: second');
    const refreshed = draftNote(
      { ...scene.services, git: { ...scene.services.git, open } },
      scene.notebook,
      note,
    );
    await asked;
    const elsewhere = await vscode.workspace.openTextDocument({ content: 'elsewhere' });
    await vscode.window.showTextDocument(elsewhere, { preview: false });
    const inFront = (): boolean => {
      const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
      return input instanceof vscode.TabInputText && input.uri.toString() === elsewhere.uri.toString();
    };
    await eventually('something else in front', () => inFront() || undefined);
    answer();
    await refreshed;
    assert.match(note.getText(), /second/i);
    assert.equal(vscode.window.activeTextEditor?.document, elsewhere);
  });

  it('of several repositories says which is which, and is kept with that of the file at hand', async () => {
    scene = await makeScene('ledger', 'web', join('ledger', 'inner'));
    for (const folder of scene.folders) {
      await init(folder);
      await scene.commit(`feat: work in ${basename(folder)}`, folder);
    }
    const [ledger = '', web = '', inner = ''] = scene.folders;
    for (const folder of [web, inner, ledger]) {
      const file = vscode.Uri.file(join(folder, 'a.txt'));
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('a'));
      await vscode.window.showTextDocument(file);
      const document = await draft();
      const home = await scene.notebook.homeOf(document.uri);
      assert.equal(basename(home?.repository.root ?? ''), basename(folder));
      for (const name of ['ledger', 'web', 'inner'])
        assert.match(document.getText(), new RegExp(`\`${name}\`: `));
    }
  });

  it('tells the failing task that was recorded, and errors in files that I changed', async () => {
    scene = await makeScene('ledger');
    await init();
    await scene.commit('feat: first');
    const [root = ''] = scene.folders;
    const file = vscode.Uri.file(join(root, 'a.js'));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('x'));
    const [home] = await scene.notebook.homes();
    const at = new Date(Date.now() - 1_000).toISOString();
    await home.state.append([{ kind: 'task-ended', at, name: 'test', exitCode: 1, folder: root }]);
    const diagnostics = () => [
      { path: file.fsPath, line: 1, severity: 'error' as const, message: 'x is not defined' },
    ];
    const services = { ...scene.services, editor: { ...scene.services.editor, diagnostics } };
    const text = (await draftNote(services, scene.notebook)).getText();
    const [, blocked = ''] = text.split('## Blocked or unclear');
    assert.match(blocked, /Task `test` failed last: exit code 1/);
    assert.match(blocked, /errors in `a\.js` \(1 error\)/);
  });

  it('is refused with what to do in a folder without a repository, or one without a commit', async () => {
    scene = await makeScene('ledger');
    await refused(undefined, /^There is no git repository in ledger\. Open .*, or run "git init" there/);
    await init();
    await refused(undefined, /has no commits yet: make the first one, then draft again\.$/);
  });

  it('is refused with what to do when git is not installed', async () => {
    scene = await makeScene('ledger');
    await init();
    const path = process.env['PATH'];
    try {
      process.env['PATH'] = join(scene.folders[0] ?? '', 'no-programs');
      await refused(undefined, /git .*install/i);
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('of a shallow clone says which history it lacks', async () => {
    scene = await makeScene('ledger');
    await init();
    await scene.commit('feat: first', undefined, 3);
    await scene.commit('feat: second');
    const [root = ''] = scene.folders;
    const clone = join(root, 'shallow');
    await scene.git(['clone', '-q', '--depth=1', `file://${root}`, clone]);
    await scene.git(['config', 'user.email', 'asha@example.com'], clone);
    const folders = { required: () => [clone], ifAny: () => [clone] };
    const notebook = new Notebook(scene.services, folders);
    const { told, restore } = messages();
    try {
      assert.match((await draftNote(scene.services, notebook)).getText(), /second/i);
    } finally {
      restore();
      notebook.dispose();
    }
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /is a shallow clone: .*; run "git fetch --unshallow" to have it all\.$/);
  });

  it('is made on a detached HEAD, without a remote, and says so', async () => {
    scene = await makeScene('ledger');
    await init();
    await scene.commit('feat: first');
    await scene.git(['switch', '-q', '--detach']);
    await scene.commit('feat: on no branch');
    const text = (await draft()).getText();
    assert.match(text, /HEAD is detached at `[0-9a-f]{7}`: what is committed there is on no branch/);
    assert.match(text, /first/i);
  });
});
