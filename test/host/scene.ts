import { execFile } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as vscode from 'vscode';
import { createFiles, createMachine } from '../../src/adapters/files';
import { createGit } from '../../src/adapters/git';
import { createStateStore } from '../../src/adapters/state';
import { noEditor } from '../../src/core/ports/editor';
import { Notebook } from '../../src/features/handoff/notebook';
import { Closing } from '../../src/host/closing';
import type { Services } from '../../src/host/services';
import type { Settings } from '../../src/host/settings';
import { remove } from './removing';

const run = promisify(execFile);

/** A window over folders of its own, with Baton's data beside them: what the window that runs the tests cannot show. */
export interface Scene {
  readonly services: Services;
  readonly notebook: Notebook;
  readonly folders: readonly string[];
  /** Runs git in a folder of the scene, by default the first. */
  git(args: readonly string[], folder?: string): Promise<string>;
  commit(subject: string, folder?: string, daysAgo?: number): Promise<void>;
  remove(): Promise<void>;
}

export async function makeScene(...names: readonly string[]): Promise<Scene> {
  const base = await mkdtemp(join(tmpdir(), 'baton-scene-'));
  const folders = names.map((name) => join(base, name));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  const { services, notebook } = openWindow(folders, join(base, 'state'));
  const git = async (args: readonly string[], folder = folders[0], env = {}): Promise<string> => {
    const who = [
      '-c',
      'user.name=Asha Rao',
      '-c',
      'user.email=asha@example.com',
      '-c',
      'commit.gpgSign=false',
    ];
    const { stdout } = await run('git', [...who, ...args], { cwd: folder, env: { ...process.env, ...env } });
    return stdout.trim();
  };
  return {
    services,
    notebook,
    folders,
    git: (args, folder) => git(args, folder),
    commit: async (subject, folder, daysAgo = 0) => {
      const date = new Date(Date.now() - daysAgo * 86_400_000 - 1_000).toISOString();
      await git(['commit', '-q', '--allow-empty', '-m', subject], folder, {
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      });
    },
    remove: async () => {
      notebook.dispose();
      await remove(base);
    },
  };
}

/** One more window over the same folders and the same data: what a window is after a reload. */
export function openWindow(
  folders: readonly string[],
  state: string,
  settings: Partial<Settings> = {},
): Pick<Scene, 'services' | 'notebook'> {
  const memento = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const services = {
    context: { globalState: memento } as unknown as vscode.ExtensionContext,
    log: log as unknown as vscode.LogOutputChannel,
    closing: new Closing(),
    settings: {
      current: () => ({ timeZone: 'UTC', workingHours: { start: 540, end: 1020 }, ...settings }),
      onDidChange: () => ({ dispose: () => undefined }),
      isAnswered: () => false,
    } as unknown as Services['settings'],
    git: createGit(),
    files: createFiles(),
    machine: createMachine(),
    editor: noEditor,
    state: createStateStore(state),
  } as unknown as Services;
  const notebook = new Notebook(services, { required: () => folders, ifAny: () => folders });
  return { services, notebook };
}
