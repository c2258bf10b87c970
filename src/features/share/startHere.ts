import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import type { GitRepository } from '../../core/ports/git';
import { InTheWayError } from '../../core/ports/share';
import { titleOf } from '../../core/post/text';
import { parseShareName, type ShareName } from '../../core/share/names';
import { readReference, type NoteReference } from '../../core/share/reference';
import { plainLabel, plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { signedInGitHub } from '../../host/sessions';
import { noteAddress, readNoteAt } from '../../usecases/share/noteAt';
import { pickUp, type PickedUpWork } from '../../usecases/share/pickUp';
import { keepIntent, putInPlace, type Intent } from './arrive';
import { loginHere, openRepositories, sharingHere } from './whose';

interface Handoff {
  readonly share: ShareName;
  readonly note: { readonly text: string; readonly reference: NoteReference } | null;
}

/**
 * Puts the receiver where the author of a handoff stands: in a new worktree, or on the branch at hand. `from` is a
 * note's document, an item of the Handoffs view, an address or a share's name; without it the person is asked.
 * @throws CancelledError when the person says no; UserError for what stands in the way
 */
export async function startHere(services: Services, from: unknown): Promise<void> {
  const repositories = await openRepositories(services);
  const handoff = await handoffOf(services, from);
  const [first] = repositories;
  if (!first) return;
  const receiver = await loginHere(first, services);
  const how = await chooseHow(handoff.share);
  const homes = await chooseHomes(repositories);
  for (const [index, repository] of homes.entries()) {
    const start = (way: 'worktree' | 'apply') =>
      withProgress(vscode.l10n.t('Fetching “{0}”…', nameOf(handoff.share)), (signal) =>
        pickUp(
          {
            root: repository.root,
            share: handoff.share,
            remote: null,
            how: way,
            receiver,
            tellAuthor: true,
            note: handoff.note?.reference ?? null,
            signal,
          },
          { sharing: sharingHere(services), now: () => Date.now() },
        ),
      );
    const picked = await start(how).catch(async (error: unknown) => {
      if (!(error instanceof InTheWayError)) throw error;
      const worktree = vscode.l10n.t('Open in a New Worktree');
      const answer = await vscode.window.showWarningMessage(
        plainMessage(error.message),
        { modal: true },
        worktree,
      );
      if (answer !== worktree) throw new CancelledError('not applied');
      return start('worktree');
    });
    const intent = intentOf(handoff, picked);
    const isHere = picked.worktree === repository.root;
    if (isHere) await putInPlace(services, picked.worktree, intent);
    else {
      await keepIntent(services, picked.worktree, intent);
      // A window of its own: what is open here stays as it is.
      await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(picked.worktree), {
        forceNewWindow: homes.length === 1 || index > 0,
      });
    }
  }
}

function nameOf({ login, name }: ShareName): string {
  return `${login}/${name}`;
}

function intentOf({ share, note }: Handoff, picked: PickedUpWork): Intent {
  const { open, command, remarks, conflicts } = picked;
  const told = [
    ...conflicts.map((file) => vscode.l10n.t('Conflict to resolve: {0}.', file)),
    ...remarks,
    ...(picked.authorKnows ? [vscode.l10n.t('{0} will see that you picked it up.', share.login)] : []),
  ];
  return { title: nameOf(share), open, command, note: note?.text ?? null, remarks: told };
}

/** What is to be picked up: from a document, an address, an item of a view, or what the person types. */
async function handoffOf(services: Services, from: unknown): Promise<Handoff> {
  if (from instanceof vscode.Uri) return inText((await vscode.workspace.openTextDocument(from)).getText());
  const url = typeof from === 'string' ? from : addressIn(from);
  if (url !== null) return fromText(services, url);
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === 'markdown' && readReference(document.getText()).share !== null) {
    return inText(document.getText());
  }
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Start Here'),
    prompt: vscode.l10n.t('The address of the handoff on GitHub, or the name of what was shared'),
    placeHolder: 'ana/refund-retry',
    ignoreFocusOut: true,
  });
  if (typed === undefined || typed.trim() === '') throw new CancelledError('nothing named');
  return fromText(services, typed.trim());
}

/** The handoff's address in an item of the Handoffs view, which belongs to another feature. */
function addressIn(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const { url, handoff } = item as { url?: unknown; handoff?: { url?: unknown } };
  const found = url ?? handoff?.url;
  return typeof found === 'string' ? found : null;
}

async function fromText(services: Services, text: string): Promise<Handoff> {
  if (noteAddress(text) === null) {
    const share = parseShareName(text);
    if (share) return { share, note: null };
    throw new UserError(
      vscode.l10n.t(
        '“{0}” names no shared work. Write it as ana/refund-retry, or give the address of the note.',
        text.slice(0, 100),
      ),
    );
  }
  const gitHub = async (host: string) => {
    const hub = await signedInGitHub(host, services);
    if (hub) return hub;
    const session = await services.sessions.signIn(host, ['repo']);
    return services.gitHub(session.host, session.token);
  };
  return inText(await readNoteAt(text, gitHub));
}

function inText(text: string): Handoff {
  const reference = readReference(text);
  if (reference.share === null) {
    throw new UserError(
      vscode.l10n.t(
        '“{0}” names no shared work: its author pushed nothing to pick up. The note’s own commands say how to get the branch.',
        titleOf(text) ?? '',
      ),
    );
  }
  return { share: reference.share, note: { text, reference } };
}

async function chooseHow(share: ShareName): Promise<'worktree' | 'apply'> {
  const items = [
    {
      label: vscode.l10n.t('Open in a new worktree'),
      detail: vscode.l10n.t('In a window of its own, exactly as it was left. Nothing of yours is touched.'),
      how: 'worktree' as const,
    },
    {
      label: vscode.l10n.t('Apply onto the current branch'),
      detail: vscode.l10n.t(
        'By git’s three-way merge. Nothing of yours that is not committed is overwritten.',
      ),
      how: 'apply' as const,
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Start Here: {0}', plainLabel(nameOf(share))),
    placeHolder: vscode.l10n.t('{0} will see that you picked it up. Nothing of it is run.', share.login),
  });
  if (!picked) throw new CancelledError('nothing chosen');
  return picked.how;
}

async function chooseHomes(all: readonly GitRepository[]): Promise<readonly GitRepository[]> {
  if (all.length === 1) return all;
  const items = all.map((repository) => ({
    label: plainLabel(path.basename(repository.root)),
    description: plainLabel(repository.root),
    picked: true,
    repository,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('In which repositories?'),
    canPickMany: true,
  });
  if (!picked || picked.length === 0) throw new CancelledError('nothing chosen');
  return picked.map(({ repository }) => repository);
}
