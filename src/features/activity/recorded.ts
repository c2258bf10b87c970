import * as vscode from 'vscode';
import type { Recorded, Recording } from '../../core/journal/recorded';
import type { Services } from '../../host/services';
import type { Settings } from '../../host/settings';
import { openRepositories } from './repositories';

type Needs = Pick<Services, 'git' | 'state' | 'settings'>;

const scheme = 'baton-recorded';
const uri = vscode.Uri.from({ scheme, path: '/Recorded Activity.md' });

/** The read-only page that tells what is recorded; it is written anew when it is opened, and on `refresh`. */
export interface RecordedDocument extends vscode.Disposable {
  refresh(): void;
}

export function createRecordedDocument(services: Needs): RecordedDocument {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: async () => {
      const { describeRecorded } = await import('../../core/journal/recorded');
      return describeRecorded(await readRecorded(services), recordingOf(services.settings.current()));
    },
  });
  return {
    refresh: () => changed.fire(uri),
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}

export async function showRecorded(document: RecordedDocument): Promise<void> {
  document.refresh();
  const text = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(text, { preview: true });
}

/** Asks, and then deletes what tasks, debug sessions and commands left in this workspace's repositories. */
export async function deleteRecorded(services: Needs, document: RecordedDocument): Promise<void> {
  const repositories = await openRepositories(services);
  if (repositories.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No git repository is open here, so nothing is recorded about it.'),
    );
    return;
  }
  const remove = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Delete how tasks, debug sessions and commands ended, of all repositories of this workspace?',
    ),
    {
      modal: true,
      detail: vscode.l10n.t('It cannot be brought back. Drafts, posted notes and your choices stay.'),
    },
    remove,
  );
  if (answer !== remove) return;
  const at = new Date().toISOString();
  for (const { state } of repositories) await state.deleteActivity(at);
  document.refresh();
  void vscode.window.showInformationMessage(vscode.l10n.t('The recorded activity is deleted.'));
}

function recordingOf({ record, recordTerminal }: Settings): Recording {
  if (record !== 'on') return 'nothing';
  return recordTerminal ? 'tasks-and-commands' : 'tasks';
}

async function readRecorded(services: Needs): Promise<readonly Recorded[]> {
  return Promise.all(
    (await openRepositories(services)).map(async ({ root, state }) => {
      const [{ events, skipped }, drafts] = await Promise.all([state.read(), state.drafts()]);
      return { repository: root, directory: state.directory, events, skipped, drafts: drafts.length };
    }),
  );
}
