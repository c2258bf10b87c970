import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { choiceOf } from '../../core/journal/notes';
import { withoutMarker } from '../../core/post/marker';
import { placesOf, plainCommand } from '../../core/share/reference';
import { plainMessage } from '../../host/plainText';
import type { Services } from '../../host/services';
import { trustedDirectoriesIfAny } from '../../host/workspace';

/** What is shown where a handoff was picked up. It outlives the window in which it was asked for. */
export interface Intent {
  readonly title: string;
  readonly open: readonly { readonly path: string; readonly line: number }[];
  readonly command: string | null;
  /** The note's Markdown. */
  readonly note: string | null;
  readonly remarks: readonly string[];
}

const mostNote = 70_000;

/** A digest, because a journal's key is a word and a folder is not. */
function keyOf(folder: string): string {
  return `startHere.${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
}

/** Remembers what the window that opens on the folder has to do first. */
export async function keepIntent(
  services: Pick<Services, 'state'>,
  folder: string,
  intent: Intent,
): Promise<void> {
  const value = JSON.stringify({ ...intent, note: intent.note?.slice(0, mostNote) ?? null });
  const at = new Date().toISOString();
  await services.state.of(null).append([{ kind: 'choice', at, key: keyOf(await real(folder)), value }]);
}

/** Does what was asked for before this window opened, once. */
export async function arriveHere(services: Services): Promise<void> {
  const folders = trustedDirectoriesIfAny();
  if (folders.length === 0) return;
  const state = services.state.of(null);
  const { events } = await state.read();
  for (const folder of folders) {
    const key = keyOf(await real(folder));
    const intent = parse(choiceOf(events, key));
    if (!intent) continue;
    await state.append([{ kind: 'choice', at: new Date().toISOString(), key, value: null }]);
    await putInPlace(services, folder, intent);
  }
}

/**
 * Shows the files and lines that the note names, the note beside them, and its command in a terminal: typed, not run.
 */
export async function putInPlace(services: Services, folder: string, intent: Intent): Promise<void> {
  const root = await real(folder);
  for (const { path: file, line } of [...placesOf(intent.open)].reverse()) {
    const target = await realpath(path.join(root, file)).catch(() => null);
    // A link can lead anywhere.
    if (target === null || !target.startsWith(root + path.sep)) continue;
    const at = new vscode.Position(Math.max(0, line - 1), 0);
    await vscode.window.showTextDocument(vscode.Uri.file(path.join(folder, file)), {
      preview: false,
      viewColumn: vscode.ViewColumn.One,
      selection: new vscode.Range(at, at),
    });
  }
  if (intent.note !== null) await showNote(services, intent);
  const command = plainCommand(intent.command);
  if (command !== null) {
    const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('Handoff'), cwd: folder });
    terminal.show(true);
    await shellBegan(terminal);
    // The person looks at it and presses Enter, or does not.
    terminal.sendText(command, false);
  }
  const text = vscode.l10n.t('You stand where {0} was left.', intent.title);
  const more = intent.remarks.length > 0 ? ` ${intent.remarks.slice(0, 6).join(' ')}` : '';
  void vscode.window.showInformationMessage(plainMessage(text + more));
}

/** What is typed before a shell shows its prompt is drawn twice; without shell integration nobody tells, so a moment is waited. */
async function shellBegan(terminal: vscode.Terminal): Promise<void> {
  if (terminal.shellIntegration) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 3_000);
    const listening = vscode.window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal !== terminal) return;
      clearTimeout(timer);
      listening.dispose();
      resolve();
    });
    setTimeout(() => listening.dispose(), 3_500);
  });
}

/** The note as a file of its own outside of the work: it must not look like a change. */
async function showNote(services: Services, { note, title }: Intent): Promise<void> {
  const directory = vscode.Uri.joinPath(services.context.globalStorageUri, 'picked-up');
  await vscode.workspace.fs.createDirectory(directory);
  const uri = vscode.Uri.joinPath(directory, `${title.replace(/[^a-z0-9.-]+/g, '-')}.md`);
  // Without its marker it is a text to read: drafting it again or posting it is its author's.
  const text = withoutMarker(note ?? '');
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${text}\n`));
  await vscode.window.showTextDocument(uri, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: false,
    preserveFocus: true,
  });
}

function real(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

function parse(value: string | null): Intent | null {
  if (value === null) return null;
  try {
    const found = JSON.parse(value) as Partial<Intent>;
    return {
      title: String(found.title ?? ''),
      open: Array.isArray(found.open) ? found.open : [],
      command: typeof found.command === 'string' ? found.command : null,
      note: typeof found.note === 'string' ? found.note : null,
      remarks: Array.isArray(found.remarks) ? found.remarks.filter((each) => typeof each === 'string') : [],
    };
  } catch {
    return null;
  }
}
