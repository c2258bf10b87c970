import * as vscode from 'vscode';
import { DebugOutcomes, type DebugSession } from '../../core/journal/debugOutcomes';
import type { Recorder } from './recorder';

/** Records how debug sessions end that begin from now on: with which status, and whether they had stopped on an exception. */
export function observeDebug(recorder: Pick<Recorder, 'record'>): vscode.Disposable {
  const outcomes = new DebugOutcomes();
  // An adapter is followed from its start or not at all.
  const begun = new Set<string>();
  return vscode.Disposable.from(
    vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker: (session) => {
        const plain = plainSession(session);
        begun.add(session.id);
        return { onDidSendMessage: (message: unknown) => outcomes.said(plain, message) };
      },
    }),
    vscode.debug.onDidTerminateDebugSession((session) => {
      const ended = outcomes.ended(plainSession(session), new Date().toISOString());
      if (begun.delete(session.id) && ended) recorder.record(ended);
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
