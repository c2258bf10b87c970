import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import type { GitRepository } from '../../core/ports/git';
import { InTheWayError, TooMuchError } from '../../core/ports/share';
import { titleOf } from '../../core/post/text';
import { parseShareName, type ShareName } from '../../core/share/names';
import { readReference, type NoteReference } from '../../core/share/reference';
import { megabytes } from '../../core/share/weight';
import { plainLabel, plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { signedInGitHub } from '../../host/sessions';
import { noteAddress, readNoteAt } from '../../usecases/share/noteAt';
import { pickUp, type PickedUpWork } from '../../usecases/share/pickUp';
import type { Intent } from './arrive';
import { loginHere, openRepositories, sharingHere } from './whose';
import { showArrived, type Arrived } from './windows';

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
  const homes = await chooseHomes(repositories, handoff.share, services);
  const receiver = await loginHere(homes[0], services);
  const how = await chooseHow(handoff.share);
  // All of it is there before a window opens: this one may close then.
  const arrived: Arrived[] = [];
  for (const { root } of homes)
    arrived.push({ root, ...(await pickUpIn(root, how, handoff, receiver, services)) });
  const lead = arrived.find(({ leads }) => leads) ?? arrived[0];
  if (!lead) return;
  await showArrived(services, arrived, lead, intentOf(handoff, lead, arrived));
}

/** Into one repository; what stands in the way there is told, and the worktree offered. */
async function pickUpIn(
  root: string,
  how: 'worktree' | 'apply',
  { share, note }: Handoff,
  receiver: string,
  services: Services,
): Promise<PickedUpWork> {
  const start = (way: 'worktree' | 'apply', anySize = false): Promise<PickedUpWork> =>
    withProgress(vscode.l10n.t('Fetching “{0}”…', nameOf(share)), (signal, tell) =>
      pickUp(
        {
          root,
          share,
          remote: null,
          how: way,
          anySize,
          received: (bytes) => tell(vscode.l10n.t('{0} MB', megabytes(bytes))),
          receiver,
          tellAuthor: true,
          note: note?.reference ?? null,
          signal,
        },
        { sharing: sharingHere(services), now: () => Date.now() },
      ),
    ).catch(async (error: unknown) => {
      if (error instanceof TooMuchError && !anySize) {
        await mustSayYes(error, vscode.l10n.t('Pick It Up All the Same'));
        return start(way, true);
      }
      if (!(error instanceof InTheWayError) || way === 'worktree') throw error;
      await mustSayYes(error, vscode.l10n.t('Open in a New Worktree'));
      return start('worktree', anySize);
    });
  return start(how);
}

/** @throws CancelledError when the person does not want what is offered */
async function mustSayYes({ message }: UserError, offer: string): Promise<void> {
  const answer = await vscode.window.showWarningMessage(plainMessage(message), { modal: true }, offer);
  if (answer !== offer) throw new CancelledError('declined');
}

function nameOf({ login, name }: ShareName): string {
  return `${login}/${name}`;
}

/** What is shown first, where the lead of the handoff is, and what is to be known of all of it. */
function intentOf({ share, note }: Handoff, lead: Arrived, all: readonly Arrived[]): Intent {
  const told = all.flatMap(({ root, conflicts, remarks }) =>
    [...conflicts.map((file) => vscode.l10n.t('Conflict to resolve: {0}.', file)), ...remarks].map((each) =>
      all.length > 1 ? `${path.basename(root)}: ${each}` : each,
    ),
  );
  const known = all.some(({ authorKnows }) => authorKnows);
  if (known) told.push(vscode.l10n.t('{0} will see that you picked it up.', share.login));
  const { open, command } = lead;
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

/** The repositories that the share is of; of several the person says in which. */
async function chooseHomes(
  all: readonly [GitRepository, ...GitRepository[]],
  share: ShareName,
  services: Services,
): Promise<readonly [GitRepository, ...GitRepository[]]> {
  const [first, ...others] = all;
  if (others.length === 0) return all;
  const sharing = sharingHere(services);
  const has = await withProgress(vscode.l10n.t('Looking for “{0}”…', nameOf(share)), (signal) =>
    Promise.all(all.map(async ({ root }) => (await sharing.of(root, signal)).has(share, signal))),
  );
  const [one = first, ...more] = all.filter((_, at) => has[at]);
  // Of none: picking it up says why.
  if (more.length === 0) return [one];
  const items = [one, ...more].map((repository) => ({
    label: plainLabel(path.basename(repository.root)),
    description: plainLabel(repository.root),
    picked: true,
    repository,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('In which repositories?'),
    canPickMany: true,
  });
  const [chosen, ...rest] = picked ?? [];
  if (!chosen) throw new CancelledError('nothing chosen');
  return [chosen.repository, ...rest.map(({ repository }) => repository)];
}
