import * as vscode from 'vscode';

/** Baton's one log. Nothing secret and no file's contents go into it. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Baton', { log: true });
}
