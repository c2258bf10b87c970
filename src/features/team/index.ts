import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import { commands } from '../../ids';
import { registerTeamDiagnostics } from './diagnostics';
import { registerTeamFixes } from './fixes';
import { TeamReader } from './reader';
import { teamFile } from './reading';
import { registerStatusBar } from './statusBar';
import { registerTeamView } from './view';

/** Who is on the team, and when each of them is awake. Heavy parts are loaded when somebody first asks. */
export const register: Register = (services) => {
  const reader = new TeamReader(services);
  const command = services.commands.register;
  // Nothing is read for a team that nobody has looked at yet.
  const again = () => {
    if (reader.isRead) void reader.refresh();
  };
  const watcher = vscode.workspace.createFileSystemWatcher(`**/${teamFile.join('/')}`);
  return vscode.Disposable.from(
    reader,
    watcher,
    watcher.onDidCreate(again),
    watcher.onDidChange(again),
    watcher.onDidDelete(again),
    vscode.workspace.onDidChangeWorkspaceFolders(again),
    vscode.workspace.onDidGrantWorkspaceTrust(again),
    services.settings.onDidChange(again),
    registerTeamView(services, reader),
    registerTeamDiagnostics(reader),
    registerTeamFixes(),
    registerStatusBar(services, reader),
    command(commands.showTimes, async () => (await import('./times')).showTimes(services, reader)),
    command(commands.findMeeting, async () => (await import('./meeting')).findMeetingTime(services, reader)),
    command(commands.editTeam, async () => (await import('./editTeam')).editTeam(services, reader)),
    command(commands.setTimeZone, async () => (await import('./zone')).setMyTimeZone(services)),
  );
};
