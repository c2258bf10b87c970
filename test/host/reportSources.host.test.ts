import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/ids';
import { answering, labelled } from './answering';
import { running, stopOnThrow } from './debugging';
import { messages } from './messages';
import { remove } from './removing';
import { runTask } from './tasks';
import { eventually } from './waiting';

const [folder] = vscode.workspace.workspaceFolders ?? [];
const hasTerminals = process.env['BATON_VSCODE'] === undefined || !vscode.version.startsWith('1.103.');
const trace = [
  "TypeError: Cannot read properties of undefined (reading 'amount')",
  '    at Object.exports.read (/ci/ledger.js:1:49)',
  '    at Module._compile (node:internal/modules/cjs/loader:1554:14)',
].join('\n');

describe('a bug report from anywhere', () => {
  let directory: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'baton-sources-'));
  });
  after(async () => {
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await remove(directory);
  });
  beforeEach(() => vscode.env.clipboard.writeText('what was copied before'));
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const ledger = (): vscode.Uri => vscode.Uri.joinPath(folder?.uri ?? vscode.Uri.file('/'), 'ledger.js');
  /** The reports that were looked at: one that is being closed is told as open for another moment. */
  const seen = new WeakSet<vscode.TextDocument>();
  /** The report that has come since the last one was looked at. */
  const fresh = (): string | undefined => {
    const found = vscode.window.visibleTextEditors
      .map(({ document }) => document)
      .find((each) => !seen.has(each) && each.getText().includes('<!-- baton:fingerprint'));
    if (found) seen.add(found);
    return found?.getText();
  };
  const written = (): Promise<string> => eventually('the report', fresh);
  /** Asks for a report of this kind of source until it is as awaited: terminals and debuggers tell in their own time. */
  const writtenFrom = (label: string, isWhole: (text: string) => boolean = () => true): Promise<string> =>
    eventually(`the report of ${label}`, async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      const { restore } = answering(labelled(label));
      try {
        await vscode.commands.executeCommand(commands.reportFrom);
      } finally {
        restore();
      }
      const text = fresh();
      return text !== undefined && isWhole(text) ? text : undefined;
    });
  const keptClipboard = async (): Promise<void> =>
    assert.equal(await vscode.env.clipboard.readText(), 'what was copied before');

  it('is made of a file in the explorer', async () => {
    const file = vscode.Uri.file(join(directory, 'out.log'));
    await writeFile(file.fsPath, `2026-11-21 started\n${trace}\n`);
    await vscode.commands.executeCommand(commands.report, file);
    assert.match(await written(), /^# TypeError: Cannot read properties/);
  });

  it('is made of a failed test of any extension: its message, its place and its name', async () => {
    const location = new vscode.Location(ledger(), new vscode.Position(0, 10));
    const test = {
      label: 'reads an amount',
      uri: ledger(),
      parent: { label: 'the ledger', parent: undefined },
    };
    await vscode.commands.executeCommand(commands.report, {
      test,
      message: { message: new vscode.MarkdownString('expected 5 to equal 6'), location },
    });
    const text = await written();
    assert.match(text, /^# AssertionError: expected 5 to equal 6 .*the ledger › reads an amount/);
    assert.match(text, /ledger\.js:1/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand(commands.report, { test, message: { message: trace, location } });
    assert.match(await written(), /^# TypeError: Cannot read properties/);
  });

  it('is made of what was copied, when a test’s menu passes no message', async () => {
    await vscode.env.clipboard.writeText(trace);
    const { told, restore } = messages('Continue');
    try {
      await vscode.commands.executeCommand(commands.report, { label: 'reads', children: [], id: 'x' });
    } finally {
      restore();
    }
    assert.match(told[0] ?? '', /Copy what the failed test printed/);
    assert.match(await written(), /The test `reads` fails\./);
  });

  it('is made of a problem of the active file, with what it is related to', async () => {
    const problems = vscode.languages.createDiagnosticCollection('baton-test');
    const here = new vscode.Diagnostic(
      new vscode.Range(0, 5, 0, 9),
      'rows may be empty',
      vscode.DiagnosticSeverity.Error,
    );
    here.source = 'checker';
    problems.set(ledger(), [here]);
    await vscode.window.showTextDocument(ledger());
    const { restore } = answering(labelled('$(warning) A problem of the active file'));
    try {
      await vscode.commands.executeCommand(commands.reportFrom);
    } finally {
      restore();
      problems.dispose();
    }
    assert.match(await written(), /^# DiagnosticError: checker: rows may be empty/);
  });

  it('shows what it hides, and puts back what its author allows', async () => {
    await vscode.env.clipboard.writeText(
      trace.replace('TypeError: ', 'TypeError: jo@example.com and 10.1.2.3: '),
    );
    await vscode.commands.executeCommand(commands.report);
    assert.match(await written(), /\\\[email-1\\\] and \\\[private-ip-1\\\]/);
    const { shown, restore } = answering((items) => [items[0]!]);
    try {
      await vscode.commands.executeCommand(commands.showRedactions);
    } finally {
      restore();
    }
    assert.deepEqual(shown[0], ['[email-1]', '[private-ip-1]']);
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /jo@\u2060?example\.com and \\\[private-ip-1\\\]/);
  });

  if (hasTerminals) {
    it('is made of the last command in a terminal, with its line, its folder and its status', async () => {
      const terminal = vscode.window.createTerminal({ name: 'fails', cwd: directory, shellPath: 'bash' });
      terminal.show(false);
      const shell = await eventually('shell integration', () => terminal.shellIntegration);
      await writeFile(
        join(directory, 'fail.js'),
        `console.error(${JSON.stringify(trace)}); process.exit(3);\n`,
      );
      await eventually('the terminal in front', () => vscode.window.activeTerminal === terminal || undefined);
      const statuses: (number | undefined)[] = [];
      const listening = vscode.window.onDidEndTerminalShellExecution((event) => {
        if (event.terminal === terminal && event.execution.commandLine.value === 'node fail.js')
          statuses.push(event.exitCode);
      });
      shell.executeCommand('node fail.js');
      await eventually('the end of the command', () => statuses.includes(3) || undefined);
      listening.dispose();
      const text = await eventually('the report of the output', async () => {
        await vscode.commands.executeCommand(commands.reportTerminal);
        return fresh();
      });
      assert.match(text, /\*\*Reproduce\*\* \(not verified\)[^]*\nnode fail\.js\n/);
      assert.match(text, /It ends with status 3\./);
      await keptClipboard();
      // The same terminal, when its text is selected: without the status, which is of a command.
      const selected = await eventually('the report of the selection', async () => {
        terminal.show(false);
        await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
        const { restore } = answering(labelled('$(list-selection) The selection in the terminal'));
        try {
          await vscode.commands.executeCommand(commands.reportFrom);
        } finally {
          restore();
        }
        return fresh();
      });
      assert.match(selected, /^# TypeError: Cannot read properties/);
      assert.doesNotMatch(selected, /It ends with status/);
      await keptClipboard();
    });

    it('is made of the task that failed last', async () => {
      assert.ok(folder);
      const line = `node -e 'console.error(${JSON.stringify(trace).replaceAll("'", "'\\''")});process.exit(1)'`;
      await runTask(folder, 'red report', line);
      const text = await writtenFrom('$(tools) The failed task "red report"');
      assert.match(text, /The task `red report` fails\. It ends with status 1\./);
      await keptClipboard();
    });

    it('is made of the exception on which debugging stopped, with variables only when they are wanted', async () => {
      assert.ok(folder);
      const program = join(folder.uri.fsPath, 'stopped.js');
      await writeFile(
        program,
        `const password = 'hunter2hunter2'; const amount = 17;
function refund(id) { const seen = id + '!'; throw new TypeError('no ' + seen + amount + password.length); }
setInterval(() => { try { refund('r-17'); } catch {} }, 20); console.log('${running}');\n`,
      );
      const stopped = new Set<string>();
      const stops = stopOnThrow(({ id }) => stopped.add(id));
      const settings = vscode.workspace.getConfiguration('baton');
      try {
        const configuration = {
          type: 'node',
          request: 'launch',
          name: 'stops',
          program,
          console: 'internalConsole',
        };
        // Saving first would wait for whatever another test left unsaved.
        const unsaved = { suppressSaveBeforeStart: true };
        assert.ok(await vscode.debug.startDebugging(folder, configuration, unsaved));
        await eventually('the stop', () => stopped.size > 0 || undefined);
        await eventually(
          'the session that stopped in front',
          () => stopped.has(vscode.debug.activeDebugSession?.id ?? '') || undefined,
        );
        const exception = '$(debug) The exception on which debugging stopped';
        const plain = await writtenFrom(exception);
        assert.match(plain, /^# TypeError: no r-17!1714 in refund/);
        assert.match(plain, /stopped\.js:2/);
        assert.match(plain, /node stopped\.js/);
        assert.doesNotMatch(plain, /Variables when it failed/);
        await settings.update('report.includeVariables', true, vscode.ConfigurationTarget.Global);
        // An adapter that is slow to tell them holds no report up.
        const variables = /Variables when it failed[^]*`seen`[^]*r-17!/;
        const full = await writtenFrom(exception, (text) => variables.test(text));
        assert.doesNotMatch(full, /hunter2/);
      } finally {
        stops.dispose();
        await settings.update('report.includeVariables', undefined, vscode.ConfigurationTarget.Global);
        await vscode.debug.stopDebugging();
        await rm(program, { force: true });
      }
    });
  }
});
