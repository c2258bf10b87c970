import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { createSharing } from '../../src/adapters/git/share';
import { CancelledError } from '../../src/core/errors';
import type { Sharing } from '../../src/core/ports/share';
import { foldOutbox } from '../../src/core/outbox/step';
import { noScanner } from '../../src/core/ports/secrets';
import { noteMarker } from '../../src/core/post/marker';
import { shareForNote, shareWorkInProgress } from '../../src/features/share/shareCommand';
import { startHere } from '../../src/features/share/startHere';
import type { Services } from '../../src/host/services';
import { sendWaiting } from '../../src/usecases/outbox/senders';
import { cloneAt, createPair, type Clone, type Pair } from '../integration/share/sandbox';
import { answering, labelled, type Choose, type Item } from './answering';
import { messages } from './messages';
import { openWindow } from './scene';
import { eventually } from './waiting';

/** The window's folders, for a moment, and what it was told to open or to run. */
function windowOf(folders: readonly string[]): { opened: vscode.Uri[]; restore: () => void } {
  const opened: vscode.Uri[] = [];
  const { executeCommand } = vscode.commands;
  const real = Object.getOwnPropertyDescriptor(vscode.workspace, 'workspaceFolders');
  Object.defineProperty(vscode.workspace, 'workspaceFolders', {
    configurable: true,
    get: () =>
      folders.map((folder, index) => ({ uri: vscode.Uri.file(folder), name: basename(folder), index })),
  });
  const run = (command: string, ...args: unknown[]): unknown => {
    if (command.startsWith('baton.')) return Promise.resolve();
    if (command !== 'vscode.openFolder') return executeCommand(command, ...args);
    opened.push(args[0] as vscode.Uri);
    return Promise.resolve();
  };
  Object.assign(vscode.commands, { executeCommand: run });
  return {
    opened,
    restore: () => {
      Object.assign(vscode.commands, { executeCommand });
      if (real) Object.defineProperty(vscode.workspace, 'workspaceFolders', real);
    },
  };
}

const all = (items: readonly Item[]): readonly Item[] => items;

describe('Sharing work in progress, and Start Here', () => {
  const token = ['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_');
  let pair: Pair;
  let second: Pair | undefined;
  let author: Clone;
  let receiver: Clone;

  beforeEach(() => {
    pair = createPair({ 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'b\n' });
    ({ author, receiver } = pair);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    vscode.window.terminals.filter(({ name }) => name === 'Handoff').forEach((each) => each.dispose());
    pair.remove();
    second?.remove();
    second = undefined;
  });

  const servicesOf = (folders: readonly string[]): Services => {
    const { services } = openWindow(folders, join(pair.folder, 'state'), {
      shareDays: 14,
      shareMaxSize: 10_000_000,
    });
    const globalStorageUri = vscode.Uri.file(join(pair.folder, 'storage'));
    return {
      ...services,
      context: { ...services.context, globalStorageUri },
      sessions: { existing: () => Promise.resolve(null) },
      secrets: noScanner,
      sharing: createSharing(),
    } as unknown as Services;
  };
  /** In a window on these folders, with one answer to each message and list that comes. */
  const inWindow = async (
    folders: readonly string[],
    work: (services: Services) => Promise<unknown>,
    { buttons = [], lists = [] }: { buttons?: string[]; lists?: Choose[] } = {},
  ) => {
    const window = windowOf(folders);
    const said = messages(...buttons);
    const chosen = answering(...lists);
    try {
      await work(servicesOf(folders));
    } finally {
      chosen.restore();
      said.restore();
      window.restore();
    }
    return { told: said.told.join('\n'), opened: window.opened, shown: chosen.shown };
  };
  const share = (...buttons: string[]) => inWindow([author.root], shareWorkInProgress, { buttons });
  const start = (how: string, ...buttons: string[]) =>
    inWindow([receiver.root], (services) => startHere(services, 'ana/main'), {
      buttons,
      lists: [labelled(how)],
    });
  const there = (of = pair) => cloneAt(of.remote).git('for-each-ref', '--format=%(refname)', 'refs/baton');
  const shared = (path: string) => cloneAt(pair.remote).git('show', `refs/baton/ana/main:${path}`);
  const open = (path: string) => vscode.workspace.openTextDocument(vscode.Uri.file(path));

  it('is stopped by a secret, shown where it stands, and goes without the file; what is in a commit cannot be left out', async () => {
    author.write('a.txt', 'one\ntwo, changed\nthree\n');
    author.write('conf.txt', `one\n${token}\n`);
    await assert.rejects(share('Show'), CancelledError);
    const editor = vscode.window.activeTextEditor;
    assert.deepEqual(
      [basename(editor?.document.fileName ?? ''), editor?.selection.active.line],
      ['conf.txt', 1],
    );
    await assert.rejects(share('Nothing of this'), CancelledError);
    assert.equal(there(), '');
    const { told } = await share('Leave the Files Out', 'Share');
    assert.match(told, /There is a secret[^]*Share your work in progress\?[^]*Shared as “ana\/main”\./);
    assert.equal(shared('a.txt'), 'one\ntwo, changed\nthree');
    assert.throws(() => shared('conf.txt'));
    author.git('commit', '-q', '--allow-empty', '-m', `Try ${token}`);
    await assert.rejects(share('Leave the Files Out', 'Share'), CancelledError);
  });

  it('asks about what is not saved: it is saved first, or stays behind', async () => {
    const document = await open(author.path('a.txt'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'unsaved\n');
    await vscode.workspace.applyEdit(edit);
    author.write('b.txt', 'saved\n');
    await assert.rejects(share(), CancelledError);
    const { told } = await share('Share Without', 'Share');
    assert.match(told, /Not saved, and so not in what is shared: a\.txt/);
    assert.equal(shared('a.txt'), 'one\ntwo\nthree');
    await share('Save and Share', 'Share');
    assert.equal(document.isDirty, false);
    assert.equal(shared('a.txt'), 'unsaved\none\ntwo\nthree');
  });

  it('waits in the outbox while nobody can be reached, and is sent from there', async () => {
    const url = author.git('remote', 'get-url', 'origin');
    author.git('remote', 'set-url', 'origin', 'http://127.0.0.1:9/pune/ledger.git');
    author.write('a.txt', 'as it was shared\n');
    const { told } = await share('Share Publicly');
    assert.match(told, /Nobody could say whether this place is public/);
    assert.match(
      told,
      /cannot be reached now[^]*It waits in the Handoffs view and is shared when the remote is back/,
    );
    const services = servicesOf([author.root]);
    const state = services.state.of(author.path('.git'));
    const waiting = async () => [...foldOutbox((await state.read()).events).values()];
    assert.deepEqual(
      (await waiting()).map(({ type, title }) => [type, title]),
      [['share', 'Work in progress: ana/main']],
    );
    author.git('remote', 'set-url', 'origin', url);
    author.write('a.txt', 'something else since\n');
    await sendWaiting({
      state,
      gitHub: () => Promise.resolve(null),
      sharing: services.sharing,
      now: () => Date.now() + 3_600_000,
    });
    assert.deepEqual(await waiting(), []);
    assert.equal(shared('a.txt'), 'as it was shared');
  });

  it('applies onto the current branch: at the file and line, the command typed and not run', async () => {
    author.write('a.txt', 'one\ntwo, changed\nthree\n');
    author.write('new.txt', 'new\n');
    author.git('add', 'new.txt');
    const file = join(pair.folder, 'note.md');
    const place = '## Pick it up here\n\nFails at `a.txt:2`.\n\n```sh\ntouch was-run\n```';
    cloneAt(pair.folder).write('note.md', `# Half done · ana → ben\n\n${place}\n\n${noteMarker('n1')}\n`);
    await vscode.window.showTextDocument(await open(file));
    const { told } = await share('Share');
    assert.match(told, /Your note says how to pick it up/);
    const note = vscode.window.activeTextEditor?.document;
    assert.match(note?.getText() ?? '', /baton pickup ana\/main/);
    await note?.save();
    receiver.write('mine.txt', 'mine\n');
    const arrived = await inWindow(
      [receiver.root],
      (services) => startHere(services, vscode.Uri.file(file)),
      {
        lists: [labelled('Apply onto the current branch')],
      },
    );
    assert.match(arrived.told, /You stand where ana\/main was left\./);
    assert.deepEqual(receiver.git('status', '--porcelain').split('\n'), [
      ' M a.txt',
      'A  new.txt',
      '?? mine.txt',
    ]);
    const at = vscode.window.visibleTextEditors.find(({ document }) => document.fileName.endsWith('a.txt'));
    assert.equal(at?.selection.active.line, 1);
    await eventually('the terminal', () => vscode.window.terminals.find(({ name }) => name === 'Handoff'));
    assert.equal(existsSync(receiver.path('was-run')), false, 'nothing of a handoff is run');
  });

  it('asks before more is picked up than anybody expects: after a no nothing is there, after a yes all of it', async () => {
    author.write('large.txt', 'x'.repeat(2_000_000));
    await share('Share');
    // As it goes where the limit is 250 MB.
    const bounded = (sharing: Sharing): Sharing => ({
      ...sharing,
      signedIn: () => bounded(sharing),
      of: async (root, signal) => {
        const repository = await sharing.of(root, signal);
        const less = (most: number | null): number | null => (most === null ? null : most / 250);
        return {
          ...repository,
          fetch: (name, order, called) =>
            repository.fetch(name, { ...order, mostBytes: less(order.mostBytes) }, called),
        };
      },
    });
    const begin = (...buttons: string[]) =>
      inWindow(
        [receiver.root],
        (services) => startHere({ ...services, sharing: bounded(services.sharing) }, 'ana/main'),
        { buttons, lists: [labelled('Open in a new worktree')] },
      );
    const objects = () => receiver.git('count-objects', '-v');
    const before = objects();
    await assert.rejects(begin(), CancelledError);
    assert.equal(existsSync(`${receiver.root}-main`), false);
    assert.deepEqual([objects(), receiver.git('for-each-ref', 'refs/baton')], [before, '']);
    const { told, opened } = await begin('Pick It Up All the Same');
    assert.match(told, /^ana\/main would write 2 MB in 1 files? .*ask its author whether that is meant/);
    assert.deepEqual(
      opened.map(({ fsPath }) => fsPath),
      [`${receiver.root}-main`],
    );
    assert.equal(readFileSync(`${receiver.root}-main/large.txt`, 'utf8').length, 2_000_000);
  });

  it('leaves conflicts to resolve as git’s own, and offers the worktree where something is in the way', async () => {
    author.write('a.txt', 'theirs\n');
    await share('Share');
    receiver.write('a.txt', 'not committed\n');
    const away = await start('Apply onto the current branch', 'Open in a New Worktree');
    assert.match(away.told, /Your own uncommitted .*a\.txt.* in the way of ana\/main/);
    assert.deepEqual(
      away.opened.map(({ fsPath }) => fsPath),
      [`${receiver.root}-main`],
    );
    assert.equal(readFileSync(receiver.path('a.txt'), 'utf8'), 'not committed\n');
    assert.equal(readFileSync(`${receiver.root}-main/a.txt`, 'utf8'), 'theirs\n');
    receiver.git('commit', '-q', '-am', 'Mine');
    const { told } = await start('Apply onto the current branch');
    assert.match(told, /Conflict to resolve: a\.txt\./);
    assert.match(receiver.git('status', '--porcelain'), /^UU a\.txt/m);
  });

  it('shares all repositories of the workspace from the review page, and Start Here opens them together', async () => {
    second = createPair({ 'c.txt': 'c\n' });
    author.write('a.txt', 'theirs\n');
    second.author.write('c.txt', 'theirs too\n');
    const file = join(pair.folder, 'note.md');
    cloneAt(pair.folder).write('note.md', `# Half done\n\n${noteMarker('n1')}\n`);
    const roots = [author.root, second.author.root];
    const order = { document: vscode.Uri.file(file), roots, way: 'snapshot', allowPublic: false } as const;
    await inWindow(roots, (services) => shareForNote(services, order));
    assert.deepEqual([there(), there(second)], ['refs/baton/ana/main', 'refs/baton/ana/main']);
    assert.match(readFileSync(file, 'utf8'), /shared as `ana\/main` in `ana`, `ana`:/);
    const other = createPair();
    try {
      const homes = [other.receiver.root, receiver.root, second.receiver.root];
      const { opened, shown } = await inWindow(homes, (services) => startHere(services, 'ana/main'), {
        lists: [all, labelled('Open in a new worktree')],
      });
      assert.equal(shown[0]?.length, 2, 'a repository that has nothing of it is not asked about');
      assert.equal(opened.length, 1, 'one window');
      const { folders } = JSON.parse(readFileSync(opened[0]?.fsPath ?? '', 'utf8')) as { folders: unknown };
      assert.deepEqual(folders, [
        { path: `${receiver.root}-main` },
        { path: `${second.receiver.root}-main` },
      ]);
    } finally {
      other.remove();
    }
  });
});
