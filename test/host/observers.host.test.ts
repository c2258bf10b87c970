import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createGit } from '../../src/adapters/git';
import { createStateStore } from '../../src/adapters/state';
import { foldJournal, type Outcome } from '../../src/core/journal/fold';
import { whileRecording } from '../../src/features/activity/recording';
import { Closing } from '../../src/host/closing';
import { observeDebug } from '../../src/host/observers/debug';
import { createRecorder, type Recorder } from '../../src/host/observers/recorder';
import { observeTasks } from '../../src/host/observers/tasks';
import { observeTerminals } from '../../src/host/observers/terminals';
import type { Services } from '../../src/host/services';
import { running, stopOnThrow } from './debugging';
import { remove } from './removing';
import { runTask } from './tasks';
import { eventually } from './waiting';

const log = { info: () => undefined, warn: console.error } as unknown as vscode.LogOutputChannel;
const [folder] = vscode.workspace.workspaceFolders ?? [];

// Where terminals have no prebuilt helper (the oldest supported version, from the registry), nothing that runs in one ends.
const hasTerminals = process.env['BATON_VSCODE'] === undefined || !vscode.version.startsWith('1.103.');

/** A terminal of the folder, and how to type a line into it and wait for its end. */
async function typing(
  folder: vscode.WorkspaceFolder,
): Promise<{ readonly run: (line: string) => Promise<void> }> {
  const terminal = vscode.window.createTerminal({ name: 'typed', cwd: folder.uri.fsPath, shellPath: 'bash' });
  const shell = await eventually('shell integration', () => terminal.shellIntegration);
  const run = async (line: string): Promise<void> => {
    const ended: vscode.TerminalShellExecution[] = [];
    const listening = vscode.window.onDidEndTerminalShellExecution((event) => {
      if (event.terminal === terminal) ended.push(event.execution);
    });
    const own = shell.executeCommand(line);
    // What is typed before a shell's first prompt is told as another execution of the same line.
    await eventually(
      `the end of ${line}`,
      () => ended.some((each) => each === own || each.commandLine.value === line) || undefined,
    );
    listening.dispose();
  };
  return { run };
}

if (hasTerminals)
  describe('what is observed of', () => {
    let directory: string;
    let recorder: Recorder;
    let observers: vscode.Disposable;
    const git = createGit();

    before(async () => {
      assert.ok(folder);
      directory = await mkdtemp(join(tmpdir(), 'baton-observers-'));
      recorder = createRecorder({ git, state: createStateStore(directory), log }, () => true);
      observers = vscode.Disposable.from(
        observeTasks(recorder),
        observeDebug(recorder),
        observeTerminals(recorder),
      );
    });
    after(async () => {
      observers.dispose();
      await recorder.settled();
      for (const terminal of vscode.window.terminals) terminal.dispose();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await remove(directory);
    });

    const outcomes = async (): Promise<readonly Outcome[]> => {
      await recorder.settled();
      const repository = await git.open(folder?.uri.fsPath ?? '');
      assert.ok(repository);
      const { events } = await createStateStore(directory).of(repository.commonDirectory).read();
      return foldJournal(events).lastOutcomes;
    };
    const outcome = (kind: Outcome['kind'], name: string): Promise<Outcome> =>
      eventually(`the end of ${name}`, async () =>
        (await outcomes()).find((each) => each.kind === kind && each.name === name),
      );

    it('a task is its name and its status, and none when it was stopped', async () => {
      assert.ok(folder);
      await runTask(folder, 'red', 'exit 3');
      const { exitCode, failed } = await outcome('task', 'red');
      assert.deepEqual([exitCode, failed], [3, true]);
      await runTask(folder, 'green', 'true');
      assert.equal((await outcome('task', 'green')).failed, false);
      const started: string[] = [];
      const listening = vscode.tasks.onDidStartTaskProcess(({ execution }) => {
        started.push(execution.task.name);
      });
      const sleeps = new vscode.ShellExecution('sleep 600');
      const task = new vscode.Task({ type: 'baton-test' }, folder, 'stopped', 'baton', sleeps);
      const running = await vscode.tasks.executeTask(task);
      await eventually('the start of the task', () => started.includes('stopped') || undefined);
      listening.dispose();
      running.terminate();
      const stopped = await outcome('task', 'stopped');
      assert.equal(stopped.failed, false);
    });

    it('anything is nothing before a yes, nothing of what began before it, and nothing after it was taken back', async () => {
      assert.ok(folder);
      const current = { record: 'ask' as 'ask' | 'on' | 'off', recordTerminal: true };
      const listeners = new Set<() => void>();
      const settings = {
        current: () => current,
        onDidChange: (listener: () => void) => {
          listeners.add(listener);
          return new vscode.Disposable(() => listeners.delete(listener));
        },
      } as unknown as Services['settings'];
      const state = createStateStore(join(directory, 'asked'));
      const closing = new Closing();
      const recording = whileRecording({ settings, git, state, log, closing });
      const answer = (value: Partial<typeof current>): void => {
        Object.assign(current, value);
        for (const each of [...listeners]) each();
      };
      const repository = await git.open(folder.uri.fsPath);
      const names = async (): Promise<string[]> => {
        await closing.done();
        const { events } = await state.of(repository?.commonDirectory ?? '').read();
        return events.map((event) =>
          event.kind === 'task-ended'
            ? `task ${event.name}`
            : event.kind === 'command-ended'
              ? event.command
              : event.kind,
        );
      };
      const recorded = (name: string): Promise<true> =>
        eventually(name, async () => ((await names()).includes(name) ? true : undefined));
      const typed = await typing(folder);
      const gate = join(directory, 'gate');
      const begun = join(directory, 'begun');
      const waits = (name: string): string =>
        `touch '${begun}-${name}'; until [ -e '${gate}' ]; do sleep 0.05; done; exit 1`;
      const begins = (name: string): Promise<true> =>
        eventually(`the start of ${name}`, () => (existsSync(`${begun}-${name}`) ? true : undefined));

      // VS Code tells the command line of a task's terminal a moment after the task's end: here, after the yes.
      await runTask(folder, 'before', 'exit 1');
      const task = runTask(folder, 'across', waits('task'));
      await writeFile(join(directory, 'across.sh'), waits('command'));
      const command = typed.run(`sh ${join(directory, 'across.sh')}`);
      await Promise.all([begins('task'), begins('command')]);
      answer({ record: 'on' });
      await writeFile(gate, '');
      await Promise.all([task, command]);
      await runTask(folder, 'allowed', 'exit 1');
      await typed.run('test allowed = command');
      await recorded('task allowed');
      await recorded('test allowed = command');
      answer({ recordTerminal: false });
      await typed.run('test taken = back');
      answer({ record: 'off', recordTerminal: true });
      await runTask(folder, 'after', 'exit 1');
      await typed.run('test after = all');
      // Whoever wants to say more about what is over has had the time.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const found = await names();
      recording.dispose();
      assert.deepEqual(found, ['task allowed', 'test allowed = command']);
    });

    it('a task is on disk when the window has closed, however short before it ended', async () => {
      assert.ok(folder);
      const state = createStateStore(join(directory, 'closed'));
      const closing = new Closing();
      const settings = {
        current: () => ({ record: 'on', recordTerminal: false }),
        onDidChange: () => new vscode.Disposable(() => undefined),
      } as unknown as Services['settings'];
      const recording = whileRecording({ settings, git, state, log, closing });
      const written = new Promise<void>((resolve) => {
        const listening = vscode.tasks.onDidEndTaskProcess(({ execution }) => {
          if (execution.task.name !== 'last') return;
          listening.dispose();
          resolve(closing.done());
          // VS Code disposes of what an extension subscribed to right after it has called `deactivate`.
          recording.dispose();
        });
      });
      await runTask(folder, 'last', 'exit 1');
      await written;
      const repository = await git.open(folder.uri.fsPath);
      const { events } = await state.of(repository?.commonDirectory ?? '').read();
      assert.deepEqual(
        events.map((event) => event.kind === 'task-ended' && event.name),
        ['last'],
      );
    });

    it('a debug session is that it stopped on an exception, told once for parent and child', async () => {
      assert.ok(folder);
      const program = join(directory, 'crash.js');
      const told = join(directory, 'told');
      await writeFile(
        program,
        `setInterval(() => {
  if (require('fs').existsSync(${JSON.stringify(told)})) process.exit(1);
  try { throw new TypeError('boom'); } catch {}
}, 20);
console.log('${running}');\n`,
      );
      const sessions = new Set<string>();
      const stops = vscode.Disposable.from(
        vscode.debug.onDidStartDebugSession(({ id }) => sessions.add(id)),
        vscode.debug.onDidTerminateDebugSession(({ id }) => sessions.delete(id)),
        // The adapter is asked to go on, not the editor: that may not know yet where the program stopped.
        stopOnThrow((session, threadId) => {
          void writeFile(told, '').then(() => session.customRequest('continue', { threadId }));
        }),
      );
      try {
        const configuration = {
          type: 'node',
          request: 'launch',
          name: 'crash',
          program,
          console: 'internalConsole',
        };
        // Saving first would wait for whatever another test left unsaved.
        const unsaved = { suppressSaveBeforeStart: true };
        assert.ok(await vscode.debug.startDebugging(folder, configuration, unsaved));
        const { exitCode, failed } = await outcome('debug', 'crash');
        // js-debug sends no exit code.
        assert.deepEqual([exitCode, failed], [null, true]);
        await eventually('the end of parent and child', () => sessions.size === 0 || undefined);
        assert.equal((await outcomes()).filter(({ kind }) => kind === 'debug').length, 1);
      } finally {
        stops.dispose();
      }
    });

    it('a terminal is the commands that were typed, with their status, and nothing of a task', async () => {
      assert.ok(folder);
      const { run } = await typing(folder);
      const key = ['ghp', 'a1B2'.repeat(9)].join('_');
      await run(`echo ${key} | grep nothing`);
      const red = await eventually('the end of the command', async () =>
        (await outcomes()).find(({ kind, name }) => kind === 'command' && name.startsWith('echo')),
      );
      assert.deepEqual([red.exitCode, red.failed, red.folder], [1, true, folder.uri.fsPath]);
      assert.doesNotMatch(red.name, /a1B2/);
      await run('true');
      assert.equal((await outcome('command', 'true')).failed, false);
      await run('cd /');
      await run('ls /nowhere');
      await run(`cd ${folder.uri.fsPath}`);
      await run('false');
      await outcome('command', 'false');
      const commands = (await outcomes()).filter(({ kind }) => kind === 'command').map(({ name }) => name);
      assert.ok(
        !commands.some((name) => /nowhere|exit 3|sleep 600|Executing/.test(name)),
        commands.join(' | '),
      );
    });
  });
