import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { CancelledError } from '../../src/core/errors';
import { UnavailableError, type Discussion, type GitHub } from '../../src/core/ports/github';
import { noteMarker } from '../../src/core/post/marker';
import { discardWaiting, editWaiting, retryWaiting } from '../../src/features/handoff/outbox/commands';
import { openHandoff } from '../../src/features/handoff/open';
import { editPosted } from '../../src/features/handoff/posted';
import { retractPosted } from '../../src/features/handoff/retract';
import { outboxPorts } from '../../src/features/handoff/outbox/ports';
import { waitingIn } from '../../src/features/handoff/outbox/rows';
import { OutboxRunner } from '../../src/features/handoff/outbox/runner';
import type { Services } from '../../src/host/services';
import { sendNote } from '../../src/usecases/post/sendNote';
import { messages } from './messages';
import { makeScene, type Scene } from './scene';
import { eventually } from './waiting';

const markdown = `# Refund retries\n\n**State:** works\n**Next action:** merge it\n\n${noteMarker('n1')}\n`;

describe('what waits to be sent', () => {
  let scene: Scene;
  let services: Services;
  let made: Discussion[];
  let failure: Error | null;
  let memory: Map<string, unknown>;
  let isSignedIn: boolean;
  let signedIn: vscode.EventEmitter<void>;

  beforeEach(async () => {
    scene = await makeScene('ledger');
    await scene.git(['init', '-q']);
    await scene.git(['remote', 'add', 'origin', 'git@github.com:pune/ledger.git']);
    made = [];
    failure = new UnavailableError('github.com cannot be reached.');
    memory = new Map();
    isSignedIn = true;
    signedIn = new vscode.EventEmitter();
    const port: Partial<GitHub> = {
      discussions: async function* () {
        await Promise.resolve();
        if (failure) throw failure;
        yield* [...made].reverse();
      },
      posted: (id) => Promise.resolve(made.find((each) => each.id === id) ?? null),
      repository: () =>
        Promise.resolve({
          id: 'r1',
          nameWithOwner: 'pune/ledger',
          url: '',
          isPrivate: true,
          isArchived: false,
          hasDiscussions: true,
          viewerCanWrite: true,
          watchers: 0,
          categories: [{ id: 'c1', name: 'Handoffs', description: null, isAnswerable: false }],
          parent: null,
        }),
      edits: () => Promise.resolve([]),
      viewer: () => Promise.resolve({ login: 'asha' }),
      replies: async function* () {
        yield* await Promise.resolve([]);
      },
      remove: ({ id }) => {
        made = made.filter((each) => each.id !== id);
        return Promise.resolve();
      },
      createDiscussion: ({ title, body }) => {
        const number = made.length + 1;
        const posted = {
          id: `d${number}`,
          number,
          title,
          body,
          url: `https://github.com/pune/ledger/discussions/${number}`,
          createdAt: new Date().toISOString(),
          author: 'asha',
          viewerDidAuthor: true,
          viewerCanUpdate: true,
        };
        made.push(posted);
        return Promise.resolve(posted);
      },
    };
    const session = { host: 'github.com', token: 't', account: 'asha', scopes: ['repo'] };
    const workspaceState = {
      get: (key: string) => memory.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
      keys: () => [],
    };
    services = {
      ...scene.services,
      context: { ...scene.services.context, workspaceState },
      sessions: {
        existing: () => Promise.resolve(isSignedIn ? session : null),
        signIn: () => Promise.reject(new Error('nobody asked')),
        onDidChange: (listener: () => void) => signedIn.event(listener),
      },
      gitHub: () => port as GitHub,
    } as unknown as Services;
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await scene.remove();
  });

  const rows = async () => waitingIn(scene.notebook, await scene.notebook.notes());
  const send = async () => {
    const [home] = await scene.notebook.homes();
    await home.state.writeDraft('n1', markdown);
    return sendNote(
      {
        noteId: 'n1',
        markdown,
        address: { host: 'github.com', owner: 'pune', name: 'ledger' },
        place: { kind: 'discussion', categoryId: 'c1' },
        resend: false,
        overwrite: false,
        mayBePublic: false,
      },
      'Refund retries',
      outboxPorts(home, services),
    );
  };
  const ownNote = (id: string, key: string, directory = '/elsewhere') => ({
    id,
    key,
    address: { host: 'github.com', owner: 'pune', name: 'ledger' },
    thread: { id: key, number: 7 },
    directory,
  });
  const never = () => Promise.reject(new Error('no page was asked for'));

  it('is a row that says why, and a click opens the note to be edited', async () => {
    assert.equal((await send()).state, 'waiting');
    const [row, ...more] = await rows();
    assert.equal(more.length, 0);
    assert.equal(row?.treeItem.label, 'Refund retries');
    assert.match(String(row.treeItem.description), /^ledger · tried again at \d/);
    assert.match(String(row.treeItem.tooltip), /pune\/ledger\ngithub\.com cannot be reached\.$/);
    assert.equal(row.treeItem.contextValue, 'waiting waitingNote');
    assert.ok(row.note, 'the draft is known, so it is listed once');
    await editWaiting(row, { show: never } as never);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), markdown);
  });

  it('is sent by Retry, and is in the list no more', async () => {
    await send();
    const [row] = await rows();
    assert.ok(row);
    await assert.rejects(retryWaiting(row, services, never), /cannot be reached/);
    failure = null;
    await retryWaiting(row, services, never);
    assert.deepEqual([made.length, await rows()], [1, []]);
    assert.deepEqual(await scene.notebook.notes(), [], 'a posted note is no draft');
  });

  it('is discarded only after a yes, and one click brings it back', async () => {
    await send();
    const [row] = await rows();
    assert.ok(row);
    const no = messages();
    await discardWaiting(row, scene.notebook).finally(no.restore);
    assert.equal((await rows()).length, 1);
    const yes = messages('Discard', 'Restore');
    await discardWaiting(row, scene.notebook);
    await eventually('the note that waits again', async () => (await rows())[0]);
    yes.restore();
    assert.match(yes.told.join('\n'), /Discard “Refund retries” instead of sending it\?\nDiscarded/);
    assert.equal((await rows())[0]?.waiting.payload, row.waiting.payload);
  });

  it('goes by itself when its time has come, and a start looks only when something waited', async () => {
    const idle = new OutboxRunner(services, scene.notebook);
    assert.equal(memory.size, 0);
    idle.dispose();
    await send();
    const runner = new OutboxRunner(services, scene.notebook);
    await runner.run();
    assert.equal(memory.get('baton.outboxWaits'), true, 'the next start knows');
    const [row] = await rows();
    assert.ok(row);
    failure = null;
    const { hurry } = await import('../../src/usecases/outbox/enqueue');
    await hurry(row.home.state, row.waiting.id, Date.now());
    await runner.run();
    runner.dispose();
    assert.deepEqual([made.length, memory.get('baton.outboxWaits')], [1, undefined]);
  });

  it('is listed once among the handoffs after it was sent, and can be taken back from its row', async () => {
    failure = null;
    assert.equal((await send()).state, 'posted');
    const [{ url = '' } = {}] = made;
    const treeItem = new vscode.TreeItem('Refund retries');
    treeItem.command = { command: 'baton.none', title: '' };
    const row = { treeItem, url, handoff: ownNote('n1', 'd1') };
    const group = {
      label: 'Posted by Me',
      rank: 1,
      onDidChange: () => new vscode.Disposable(() => undefined),
      rows: () => Promise.resolve([row]),
    };
    const pick = vscode.window.showQuickPick;
    let offered: readonly vscode.QuickPickItem[] = [];
    Object.assign(vscode.window, {
      showQuickPick: (items: readonly vscode.QuickPickItem[]) => Promise.resolve(void (offered = items)),
    });
    try {
      await assert.rejects(openHandoff(scene.notebook, [group]), CancelledError);
    } finally {
      Object.assign(vscode.window, { showQuickPick: pick });
    }
    assert.deepEqual(
      offered.map(({ description }) => description),
      ['Posted by Me'],
    );
    const no = messages();
    await retractPosted(row, services, scene.notebook);
    no.restore();
    assert.deepEqual([made.length, no.told], [1, ['Retract “Refund retries” from GitHub?']]);
    const yes = messages('Retract');
    await retractPosted(row, services, scene.notebook);
    yes.restore();
    assert.deepEqual([made.length, yes.told.at(-1)], [0, '“Refund retries” is retracted.']);
  });

  it('is edited and taken back from the row of what was posted from another machine, if one wrote it', async () => {
    failure = null;
    const [home] = await scene.notebook.homes();
    const body = `Works.\n\n${noteMarker('n7')}\n`;
    const url = 'https://github.com/pune/ledger/discussions/7';
    const theirs = { id: 'd7', number: 7, title: 'From home', body, url, createdAt: '2026-11-20T18:00:00Z' };
    made = [{ ...theirs, author: 'lisbon', viewerDidAuthor: false, viewerCanUpdate: true }];
    const row = { handoff: ownNote('n7', 'd7', home.state.directory) };
    await assert.rejects(editPosted(row, services, scene.notebook), /only its author can change it/);
    await assert.rejects(retractPosted(row, services, scene.notebook), /only its author can change it/);
    made = [{ ...theirs, author: 'asha', viewerDidAuthor: true, viewerCanUpdate: true }];
    await editPosted(row, services, scene.notebook);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), `# From home\n\n${body}`);
    assert.deepEqual(await scene.notebook.notes(), [], 'it is posted, and no draft');
    const yes = messages('Retract');
    await retractPosted(row, services, scene.notebook);
    yes.restore();
    assert.deepEqual([made.length, yes.told.at(-1)], [0, '“From home” is retracted.']);
    const closed = { handoff: ownNote('n9', 'd9') };
    await assert.rejects(retractPosted(closed, services, scene.notebook), /not open here/);
  });

  it('goes at once when somebody signs in, where it waits for nothing else', async () => {
    isSignedIn = false;
    await send();
    const runner = new OutboxRunner(services, scene.notebook);
    await runner.run();
    assert.match((await rows())[0]?.waiting.why ?? '', /^Nobody is signed in to github.com/);
    failure = new UnavailableError(
      'GitHub asks for a pause.',
      new Date(Date.now() + 3_600_000).toISOString(),
    );
    isSignedIn = true;
    signedIn.fire();
    await eventually('the note to be tried', async () =>
      /asks for a pause/.test((await rows())[0]?.waiting.why ?? '') ? true : undefined,
    );
    failure = null;
    signedIn.fire();
    await runner.run();
    assert.deepEqual([made.length, (await rows()).length], [0, 1], 'a sign-in ends no pause of GitHub’s');
    runner.dispose();
  });
});
