import { strict as assert } from 'node:assert';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createGit } from '../../src/adapters/git';
import { createStateStore } from '../../src/adapters/state';
import type { StateStore } from '../../src/core/ports/state';
import { createFiles, createMachine } from '../../src/adapters/files';
import { choiceOf } from '../../src/core/journal/notes';
import { whileReminding } from '../../src/features/activity/reminding';
import { askOnceAfterFirstPost } from '../../src/features/activity/questions';
import { deleteRecorded } from '../../src/features/activity/recorded';
import { createRecorder } from '../../src/host/observers/recorder';
import type { Services } from '../../src/host/services';
import { commands } from '../../src/ids';
import { messages } from './messages';
import { remove } from './removing';
import { eventually } from './waiting';

const log = { info: () => undefined, warn: () => undefined } as unknown as vscode.LogOutputChannel;

describe('what is recorded', () => {
  let directory: string;
  let state: StateStore;
  let answers: [string, unknown][];
  let services: Pick<Services, 'git' | 'state' | 'settings'>;
  const root = () => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const git = createGit();
  const journal = async () => {
    const repository = await git.open(root());
    assert.ok(repository);
    return (await state.of(repository.commonDirectory).read()).events;
  };
  const outcome = (name: string) =>
    ({ kind: 'task-ended', at: new Date().toISOString(), name, exitCode: 1, folder: root() }) as const;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'baton-activity-'));
    state = createStateStore(directory);
    answers = [];
    const settings = {
      current: () => ({ record: 'on' }),
      isAnswered: (key: string) => answers.some(([answered]) => answered === key),
      answer: (key: string, value: unknown) => Promise.resolve(void answers.push([key, value])),
    } as unknown as Services['settings'];
    services = { git, state, settings };
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(directory);
  });

  it('is kept only while it is allowed, and a task that runs again leaves its last outcome', async () => {
    let allowed = true;
    const recorder = createRecorder({ git, state, log }, () => allowed);
    recorder.record(outcome('test'));
    recorder.record({ ...outcome('test'), exitCode: 2 });
    await recorder.settled();
    allowed = false;
    recorder.record(outcome('lint'));
    await recorder.settled();
    recorder.dispose();
    assert.deepEqual(
      (await journal()).map((event) => (event.kind === 'task-ended' ? [event.name, event.exitCode] : [])),
      [['test', 2]],
    );
  });

  it('is shown on a page that nobody can edit, and deleted after a yes and not before', async () => {
    const repository = await git.open(root());
    assert.ok(repository);
    await state.of(repository.commonDirectory).append([outcome('test')]);
    await vscode.commands.executeCommand(commands.showRecorded);
    const page = vscode.window.activeTextEditor?.document;
    assert.equal(page?.uri.scheme, 'baton-recorded');
    assert.match(page?.getText() ?? '', /^# What Baton has recorded\n\nBaton does not record /);
    const document = { refresh: () => undefined, dispose: () => undefined };
    for (const [answer, left] of [
      ['', 1],
      ['Delete', 0],
    ] as const) {
      const { told, restore } = messages(answer);
      try {
        await deleteRecorded(services, document);
      } finally {
        restore();
      }
      assert.match(told[0] ?? '', /^Delete how tasks, debug sessions and commands ended/);
      assert.equal((await journal()).filter(({ kind }) => kind === 'task-ended').length, left);
    }
  });

  it('and the reminder are asked about once, and closing the question is a no', async () => {
    const closed = messages();
    try {
      await askOnceAfterFirstPost(services);
      await askOnceAfterFirstPost(services);
    } finally {
      closed.restore();
    }
    assert.equal(closed.told.length, 2);
    assert.deepEqual(answers, []);
  });

  it('is recorded, and the reminder given, after a yes', async () => {
    const yes = messages('Remind Me', 'Keep Outcomes');
    try {
      await askOnceAfterFirstPost(services);
    } finally {
      yes.restore();
    }
    assert.deepEqual(answers, [
      ['handoff.reminder', true],
      ['activity.record', 'on'],
    ]);
  });
});

describe('the reminder of the handoff', () => {
  const fridayAt = (time: string): number => Date.parse(`2026-11-20T${time}Z`);
  interface Item {
    visible: boolean;
    /** How often it was decided whether it is to be seen. */
    decided: number;
  }
  const { createStatusBarItem } = vscode.window;
  const debugging = Object.getOwnPropertyDescriptor(vscode.debug, 'activeDebugSession');
  const state = Object.getOwnPropertyDescriptor(vscode.window, 'state');
  let directory: string;
  let now: number;
  let wanted: boolean;
  let session: vscode.DebugSession | undefined;
  let windows: { readonly item: Item; ask(): Promise<void>; close(): void }[];

  const open = (): (typeof windows)[number] => {
    const item: Item = { visible: false, decided: 0 };
    const decide = (visible: boolean) => () => {
      item.visible = visible;
      item.decided += 1;
    };
    const fake = { show: decide(true), hide: decide(false), dispose: decide(false) };
    Object.assign(vscode.window, { createStatusBarItem: () => fake });
    const own = new Set<() => void>();
    const settings = {
      current: () => ({ reminder: wanted, timeZone: 'UTC', workingHours: { start: 540, end: 1020 } }),
      onDidChange: (listener: () => void) => {
        own.add(listener);
        return new vscode.Disposable(() => own.delete(listener));
      },
      isAnswered: () => false,
    } as unknown as Services['settings'];
    const context = { globalState: { get: () => undefined } } as unknown as vscode.ExtensionContext;
    const services = {
      git: createGit(),
      files: createFiles(),
      machine: createMachine(),
      state: createStateStore(directory),
    };
    const reminding = whileReminding({ ...services, settings, context, log }, () => now);
    /** Resolves when the window has looked at everything anew. */
    const ask = async (): Promise<void> => {
      const { decided } = item;
      for (const each of [...own]) each();
      await seen('another look', () => item.decided > decided);
    };
    const opened = { item, ask, close: () => void reminding.dispose() };
    windows.push(opened);
    return opened;
  };
  const choice = async (key: string) =>
    choiceOf((await createStateStore(directory).of(null).read()).events, key);
  const seen = (what: string, holds: () => boolean | Promise<boolean>): Promise<true> =>
    eventually(what, async () => ((await holds()) ? true : undefined));
  /** A notification that nobody answers stays where it is. */
  const unanswered = (): { readonly told: string[]; readonly restore: () => void } => {
    const { showInformationMessage } = vscode.window;
    const told: string[] = [];
    const never = (text: string): Promise<undefined> => {
      told.push(text);
      return new Promise(() => undefined);
    };
    Object.assign(vscode.window, { showInformationMessage: never });
    return { told, restore: () => void Object.assign(vscode.window, { showInformationMessage }) };
  };
  const looked = ({ item }: { readonly item: Item }): Promise<true> => seen('a look', () => item.decided > 0);

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'baton-reminder-'));
    now = fridayAt('16:39:00');
    wanted = true;
    session = undefined;
    windows = [];
    Object.defineProperty(vscode.debug, 'activeDebugSession', { configurable: true, get: () => session });
    // Only the window in front of the person speaks, which the one that runs the tests need not be.
    const inFront = { focused: true, active: true };
    Object.defineProperty(vscode.window, 'state', { configurable: true, get: () => inFront });
  });
  afterEach(async () => {
    for (const each of windows) each.close();
    Object.assign(vscode.window, { createStatusBarItem });
    if (debugging) Object.defineProperty(vscode.debug, 'activeDebugSession', debugging);
    if (state) Object.defineProperty(vscode.window, 'state', state);
    await remove(directory);
  });

  it('is nothing until the person wants it, and nothing before the last twenty minutes of the day', async () => {
    const { told, restore } = unanswered();
    try {
      wanted = false;
      now = fridayAt('16:45:00');
      const window = open();
      assert.deepEqual([window.item, told], [{ visible: false, decided: 0 }, []]);
      now = fridayAt('16:39:00');
      wanted = true;
      await window.ask();
      assert.deepEqual([window.item.visible, told], [false, []]);
      now = fridayAt('16:40:00');
      await window.ask();
      await seen('the notification', () => window.item.visible && told.length === 1);
      now = fridayAt('17:00:00');
      await window.ask();
      await seen('the end of the day', () => !window.item.visible);
    } finally {
      restore();
    }
  });

  it('speaks once a day, whatever number of windows are open, and not while one debugs', async () => {
    const { told, restore } = unanswered();
    try {
      now = fridayAt('16:41:00');
      session = {} as vscode.DebugSession;
      const window = open();
      await looked(window);
      assert.deepEqual([window.item.visible, told], [false, []]);
      session = undefined;
      await window.ask();
      await seen('the one notification', () => window.item.visible && told.length === 1);
      await window.ask();
      const other = open();
      await seen('the item of the other window', () => other.item.visible);
      session = {} as vscode.DebugSession;
      for (const each of windows) await each.ask();
      await seen('the quiet while debugging', () => !window.item.visible && !other.item.visible);
      assert.equal(told.length, 1);
    } finally {
      restore();
    }
  });

  it('does not come back on the day on which it was closed, and comes on the next', async () => {
    const { told, restore } = messages();
    try {
      now = fridayAt('16:41:00');
      const window = open();
      await seen('that it was closed', async () => (await choice('reminder.dismissed')) === '2026-11-20');
      await seen('that the item is gone', () => !window.item.visible);
      now = fridayAt('16:50:00');
      await window.ask();
      const other = open();
      await looked(other);
      assert.deepEqual([window.item.visible, other.item.visible, told.length], [false, false, 1]);
      now = Date.parse('2026-11-23T16:41:00Z');
      await window.ask();
      await seen('Monday’s', () => told.length === 2);
    } finally {
      restore();
    }
  });

  it('is no more on a day of which the person said so, and both is remembered', async () => {
    const { told, restore } = messages('Not Today');
    try {
      now = fridayAt('16:50:00');
      const window = open();
      await seen('what was chosen', async () => (await choice('reminder.dismissed')) === '2026-11-20');
      window.close();
      const again = open();
      await looked(again);
      await again.ask();
      assert.equal(again.item.visible, false);
    } finally {
      restore();
    }
    assert.deepEqual(told, ['Your working day ends soon. Hand over now?']);
    assert.equal(await choice('reminder.notified'), '2026-11-20');
  });
});
