import * as vscode from 'vscode';
import type { Services } from '../../host/services';
import { postedKey, usedKey, type Inbox } from './inbox';

/** While the view is visible GitHub is asked this often, milliseconds; and not sooner when it comes into sight again. */
const every = 5 * 60_000;
const soonest = 2 * 60_000;
/** A start has better things to do first. */
const afterStart = 8_000;

/** The clock and its alarms; a test has its own. */
export interface Clock {
  now(): number;
  every(milliseconds: number, run: () => void): vscode.Disposable;
  once(milliseconds: number, run: () => void): vscode.Disposable;
}

const realClock: Clock = {
  now: () => Date.now(),
  every: (milliseconds, run) => {
    const timer = setInterval(run, milliseconds);
    return { dispose: () => clearInterval(timer) };
  },
  once: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
};

/** Asks GitHub while somebody looks, and at a start only after a first note was posted here, or as the setting says. */
export function followInbox(
  inbox: Pick<Inbox, 'askedAt' | 'known' | 'refresh'>,
  { handoffGroups, settings, context, log }: Pick<Services, 'handoffGroups' | 'settings' | 'context' | 'log'>,
  clock = realClock,
): vscode.Disposable {
  // Nobody asked for this: the view says how old what it shows is.
  const tell = (error: unknown): void => log.warn(`the inbox could not be read: ${String(error)}`);
  const refresh = (): void => void inbox.refresh(false).catch(tell);
  let timer: vscode.Disposable | undefined;
  const look = (): void => {
    timer?.dispose();
    timer = undefined;
    if (!handoffGroups.isVisible || settings.current().inboxRefresh === 'never') return;
    if (clock.now() - inbox.askedAt >= soonest) refresh();
    timer = clock.every(every, refresh);
  };
  const atStart = clock.once(afterStart, () => {
    const wanted = settings.current().inboxRefresh;
    const memory = context.workspaceState;
    const hasPosted = memory.get<unknown>(postedKey) === true;
    if (inbox.askedAt > 0) return;
    if (wanted === 'onStart' || (wanted === 'whenVisible' && hasPosted)) refresh();
    // What waited when the window was closed is counted on the icon; nobody is asked for that.
    else if (memory.get<unknown>(usedKey) === true) inbox.known().catch(tell);
  });
  look();
  return vscode.Disposable.from(
    handoffGroups.onDidChangeVisibility(look),
    settings.onDidChange(look),
    atStart,
    { dispose: () => timer?.dispose() },
  );
}

/** A file is looked at once a minute at most, and only where handoffs were read before. */
export function warnWhileEditing(
  inbox: Inbox,
  { log, context: { workspaceState } }: Pick<Services, 'log' | 'context'>,
): vscode.Disposable {
  const looked = new Map<string, number>();
  return vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const { uri } = document;
    if (uri.scheme !== 'file' || contentChanges.length === 0) return;
    if (Date.now() - (looked.get(uri.fsPath) ?? 0) < 60_000) return;
    if (workspaceState.get<unknown>(usedKey) !== true) return;
    looked.set(uri.fsPath, Date.now());
    import('./guards')
      .then(({ warnOf }) => warnOf(uri.fsPath, inbox))
      .catch((error: unknown) => log.warn(`what must not be touched is not known: ${String(error)}`));
  });
}
