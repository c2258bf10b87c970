import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';

/** What is read of the debug adapter protocol's messages. */
export interface AdapterMessage {
  readonly type: string;
  readonly command?: string;
  readonly event?: string;
  readonly body?: { readonly threadId?: number };
}

/** Hears what the adapters of debug sessions tell from now on. */
export function whenAdapterTells(
  hear: (session: vscode.DebugSession, message: AdapterMessage) => void,
): vscode.Disposable {
  return vscode.debug.registerDebugAdapterTrackerFactory('*', {
    createDebugAdapterTracker: (session) => ({
      onDidSendMessage: (message: AdapterMessage) => hear(session, message),
    }),
  });
}

/**
 * Has programs stop on uncaught exceptions, as a person does by a tick in the Breakpoints view, and writes the file `told`
 * when one does. It is asked for when the editor has told the adapter what is ticked: before, the editor would undo it.
 */
export function stopOnUncaught(told: string): vscode.Disposable {
  const uncaught = { filters: ['uncaught'], filterOptions: [] };
  return whenAdapterTells((session, { type, command }) => {
    // The parent only starts the session in which the program runs.
    if (!session.parentSession || type !== 'response' || command !== 'configurationDone') return;
    session
      .customRequest('setExceptionBreakpoints', uncaught)
      .then(() => writeFile(told, ''))
      .then(undefined, console.error);
  });
}
