import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { UserError } from '../../src/core/errors';
import type { Authentication } from '../../src/host/accounts';
import { createSessions } from '../../src/host/sessions';
import { createSettings } from '../../src/host/settings';
import { settings as ids } from '../../src/ids';
import { eventually } from './waiting';

const server = 'http://127.0.0.1:9';
const log = { warn: () => undefined } as unknown as vscode.LogOutputChannel;
const memory = { get: () => undefined, update: () => Promise.resolve(), keys: () => [] };

/** Everybody is signed in everywhere. */
const authentication: Authentication = {
  getAccounts: () => Promise.resolve([]),
  getSession: ((_provider: string, scopes: readonly string[]) =>
    Promise.resolve({
      id: 's',
      accessToken: 'gho_x',
      account: { id: '1', label: 'asha' },
      scopes,
    })) as Authentication['getSession'],
  onDidChangeSessions: () => new vscode.Disposable(() => undefined),
};

describe('The settings that a repository brings along', () => {
  const root = () => vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = () => vscode.Uri.joinPath(root(), '.vscode');
  const enterprise = () => vscode.workspace.getConfiguration('github-enterprise').get<string>('uri');

  before(async () => {
    const theirs = {
      [ids.timeZone]: 'Pacific/Kiritimati',
      [ids.workingHours]: '00:00–01:00',
      [ids.record]: 'on',
      [ids.recordTerminal]: true,
      [ids.reminder]: true,
      [ids.postRepository]: 'evil/place',
      [ids.postForPublic]: 'evil/place',
      [ids.postRolling]: { 'pune/ledger': 1 },
      [ids.postCategory]: 'Theirs',
      [ids.postPublic]: 'allow',
      [ids.inboxRefresh]: 'onStart',
      [ids.acceptBy]: 'reaction',
      [ids.markAnswer]: 'always',
      [ids.privateTeam]: [{ name: 'Mallory' }],
      [ids.avatars]: 'github',
      [ids.shareDays]: 9999,
      [ids.shareMaxSize]: 9999,
      [ids.includeVariables]: true,
      [ids.inferFromCommits]: 'all',
      [ids.statusBar]: true,
    };
    const all = Object.entries(theirs).map(([key, value]) => [`${ids.section}.${key}`, value]);
    // All that there are.
    assert.equal(all.length, Object.keys(ids).length - 1);
    const text = JSON.stringify({ ...Object.fromEntries(all), 'github-enterprise.uri': server });
    await vscode.workspace.fs.createDirectory(folder());
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder(), 'settings.json'),
      new TextEncoder().encode(text),
    );
    await eventually('the settings of the repository', () => (enterprise() === server ? true : undefined));
  });
  after(async () => {
    await vscode.workspace.fs.delete(folder(), { recursive: true });
    await eventually('their end', () => (enterprise() === server ? undefined : true));
  });

  it('change what a window shows, and neither where anything goes nor what is recorded', () => {
    const { inferFromCommits, statusBar, timeZone, travel, ...guarded } = createSettings(log).current();
    assert.deepEqual([inferFromCommits, statusBar], ['all', true]);
    assert.deepEqual([timeZone, travel], [null, null]);
    assert.deepEqual(guarded, {
      workingHours: { start: 540, end: 1020 },
      record: 'ask',
      recordTerminal: false,
      reminder: false,
      postRepository: 'current',
      postForPublic: null,
      postCategory: 'ask',
      rolling: new Map(),
      postPublic: 'ask',
      inboxRefresh: 'whenVisible',
      acceptBy: 'reply',
      markAnswer: 'ask',
      shareDays: 14,
      shareMaxSize: 10_000_000,
      includeVariables: false,
      avatars: 'initials',
      privateTeam: [],
    });
  });

  it('name no server at which Baton would sign in', async () => {
    const sessions = createSessions(memory, authentication);
    for (const host of [server, '127.0.0.1'])
      await assert.rejects(
        sessions.existing(host),
        (error) => error instanceof UserError && /^Baton cannot sign in at 127\.0\.0\.1/.test(error.message),
      );
    assert.equal((await sessions.existing('github.com'))?.host, 'github.com');
  });
});
