import * as vscode from 'vscode';
import { DebugOutcomes, type DebugSession } from '../../core/journal/debugOutcomes';
import type { Recorder } from './recorder';

/** Records how debug sessions end: with which status, and whether they had stopped on an exception. */
export function observeDebug(recorder: Pick<Recorder, 'record'>): vscode.Disposable {
  const outcomes = new DebugOutcomes();
  return vscode.Disposable.from(
    vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker: (session) => {
        const plain = plainSession(session);
        return { onDidSendMessage: (message: unknown) => outcomes.said(plain, message) };
      },
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      const ended = outcomes.ended(plainSession(session), new Date().toISOString());
      if (ended) recorder.record(ended);
    }),
  );
}

function plainSession(session: vscode.DebugSession): DebugSession {
  const uri = session.workspaceFolder?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  return {
    id: session.id,
    name: session.name,
    parent: session.parentSession ? plainSession(session.parentSession) : null,
    folder: uri?.scheme === 'file' ? uri.fsPath : null,
  };
}
