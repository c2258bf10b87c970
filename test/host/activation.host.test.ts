import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { commands } from '../../src/ids';

describe('the extension', () => {
  const extension = () => {
    const found = vscode.extensions.all.find(({ packageJSON }) => packageJSON.name === 'baton');
    assert.ok(found, 'VS Code did not load Baton');
    return found;
  };

  it('activates', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('runs with its workspace, not in the browser', () => {
    assert.equal(extension().extensionKind, vscode.ExtensionKind.Workspace);
  });

  it('registers every command that package.json contributes', async () => {
    await extension().activate();
    const known = new Set(await vscode.commands.getCommands(true));
    const contributed: { command: string }[] = extension().packageJSON.contributes?.commands ?? [];
    assert.ok(contributed.length > 0, 'package.json contributes no command');
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  it('registers every command that ids.ts names', async () => {
    await extension().activate();
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((command) => !known.has(command)),
      [],
    );
  });

  it('has VS Code wait for what is still to be written when the window closes', async () => {
    await extension().activate();
    const { main } = extension().packageJSON as { main: string };
    const path = pathToFileURL(join(extension().extensionPath, main)).href;
    const { deactivate } = (await import(path)) as { deactivate?: () => Promise<void> };
    assert.equal(await deactivate?.(), undefined);
    assert.equal(typeof deactivate, 'function');
  });

  it('opens in the folder that the runner made', () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    assert.match(readFileSync(join(folder.uri.fsPath, '.git/HEAD'), 'utf8'), /refs\/heads\/main/);
  });
});
