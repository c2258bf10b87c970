import { setMaxListeners } from 'node:events';
import * as vscode from 'vscode';

/** Work that is done within this many milliseconds shows no progress. */
const patience = 300;

/**
 * Runs `work`, and when it takes longer than a moment shows `title` with a button that aborts the signal.
 * What it tells meanwhile stands beside the title. Answers (and rejects) as the work does.
 */
export async function withProgress<T>(
  title: string,
  work: (signal: AbortSignal, tell: (message: string) => void) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // Each git and each request under way listens until it ends: many at once are no leak.
  setMaxListeners(0, controller.signal);
  let show: ((message: string) => void) | undefined;
  const running = work(controller.signal, (message) => show?.(message));
  // The work's own failure is reported by the last line; here only its end matters.
  const ended = running.then(
    () => true,
    () => true,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  if (!(await Promise.race([ended, late]))) {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (progress, token) => {
        show = (message) => progress.report({ message });
        token.onCancellationRequested(() => controller.abort());
        await ended;
      },
    );
  }
  clearTimeout(timer);
  return running;
}
