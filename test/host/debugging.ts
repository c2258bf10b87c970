import * as vscode from 'vscode';

/** What is read of the debug adapter protocol's messages. */
export interface AdapterMessage {
  readonly type: string;
  readonly event?: string;
  readonly body?: { readonly threadId?: number; readonly output?: string };
}

/** What a program prints from when on its exceptions are to be stopped at, not those of what starts it. */
export const running = 'running';

/**
 * Has programs stop where they throw, caught or not, as a person does by a tick in the Breakpoints view. The editor sends
 * its own ticks when it likes, which undoes it, so it is asked for again until the program has stopped: it has to throw
 * again and again. `stopped` hears of each stop.
 */
export function stopOnThrow(
  stopped: (session: vscode.DebugSession, threadId: number) => void,
): vscode.Disposable {
  const filters = { filters: ['all'], filterOptions: [] };
  const asking = new Map<string, NodeJS.Timeout>();
  const enough = (session: vscode.DebugSession): void => clearInterval(asking.get(session.id));
  const tracking = vscode.debug.registerDebugAdapterTrackerFactory('*', {
    createDebugAdapterTracker: (session) => ({
      onDidSendMessage: ({ event, body }: AdapterMessage) => {
        if (event === 'output' && body?.output?.includes(running) && !asking.has(session.id)) {
          // A session that is over answers no more.
          const ask = (): void => {
            session.customRequest('setExceptionBreakpoints', filters).then(undefined, () => undefined);
          };
          asking.set(session.id, setInterval(ask, 500));
        }
        if (event !== 'stopped') return;
        enough(session);
        stopped(session, body?.threadId ?? 0);
      },
    }),
  });
  return vscode.Disposable.from(
    tracking,
    vscode.debug.onDidTerminateDebugSession(enough),
    new vscode.Disposable(() => asking.forEach((timer) => clearInterval(timer))),
  );
}
