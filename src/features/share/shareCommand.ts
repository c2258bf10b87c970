import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import type { GitRepository } from '../../core/ports/git';
import { noteIdIn } from '../../core/post/marker';
import { shareText, withShare, type TellShare } from '../../core/share/inNote';
import { readReference } from '../../core/share/reference';
import { plainLabel, plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { signedInGitHub } from '../../host/sessions';
import { commands, internalCommands } from '../../ids';
import { isPublicPlace } from '../../usecases/share/publicPlace';
import { pruneShares } from '../../usecases/share/pruneShares';
import { pushBranches } from '../../usecases/share/pushBranches';
import { SecretsFoundError } from '../../usecases/share/secretsFound';
import {
  prepareShare,
  sendShare,
  type PreparedShares,
  type SharedRepository,
  type SharePorts,
  type ShareRequest,
} from '../../usecases/share/shareWork';
import { waitToShare } from '../../usecases/share/waitingShare';
import { askAboutSecrets, askToShare } from './questions';
import { saveFirst } from './unsaved';
import { loginHere, openRepositories, sharingHere } from './whose';

/** What the review page of a note wants shared along with it. */
export interface ShareOrder {
  readonly document: vscode.Uri;
  /** The repositories whose work goes along, the note's own first where it is among them. */
  readonly roots: readonly string[];
  readonly way: 'branch' | 'snapshot';
  /** The person said so on the page. */
  readonly allowPublic: boolean;
}

/** Shares what a note's author chose on the review page, where it was said what is shared and where. */
export async function shareForNote(services: Services, order: ShareOrder): Promise<boolean> {
  const open = await openRepositories(services);
  const repositories = order.roots.flatMap((root) => open.filter((each) => each.root === root));
  if (order.way === 'snapshot') {
    const note = await vscode.workspace.openTextDocument(order.document);
    await share(services, repositories, note, order);
    await note.save();
    return true;
  }
  await push(services, repositories);
  // What the note says of fetching the branch holds from now on.
  await vscode.commands.executeCommand(commands.refresh, order.document);
  return true;
}

/** Pushes the branches; a secret in what they would bring stops them. */
async function push(services: Services, repositories: readonly GitRepository[]): Promise<void> {
  const roots = repositories.map(({ root }) => root);
  const ports = { sharing: sharingHere(services), secrets: services.secrets };
  let request = { roots, leaveOut: [], notSecret: [] as readonly string[] };
  for (;;) {
    try {
      return await withProgress(vscode.l10n.t('Pushing what you committed…'), (signal) =>
        pushBranches({ ...request, signal }, ports),
      );
    } catch (error) {
      if (!(error instanceof SecretsFoundError)) throw error;
      request = await askAboutSecrets(error.found, request);
    }
  }
}

/**
 * Makes a snapshot of the workspace's repositories, asks what has to be asked, shares it and tells the note.
 * @throws CancelledError when the person says no; UserError for what stands in the way
 */
export async function shareWorkInProgress(services: Services): Promise<void> {
  await share(services, await chooseRepositories(await openRepositories(services)), activeNote(), null);
}

/** `order` is what was agreed to already; without it the person is asked. */
async function share(
  services: Services,
  repositories: readonly GitRepository[],
  note: vscode.TextDocument | null,
  order: Pick<ShareOrder, 'allowPublic'> | null,
): Promise<void> {
  const [first] = repositories;
  if (!first) throw new CancelledError('nothing chosen');
  await saveFirst(repositories);
  const reference = note && readReference(note.getText());
  const settings = services.settings.current();
  let request: ShareRequest = {
    roots: repositories.map(({ root }) => root),
    login: await loginHere(first, services),
    name: null,
    remote: null,
    maxBytes: settings.shareMaxSize,
    leaveOut: [],
    notSecret: [],
    allowPublic: false,
    replace: false,
    open: (reference?.open ?? []).map((each) => ({ root: first.root, ...each })),
    command: reference?.command ?? null,
  };
  const ports = portsOf(services, repositories);
  const prepare = () =>
    withProgress(vscode.l10n.t('Looking at what would be shared…'), (signal) =>
      prepareShare({ ...request, signal }, ports),
    );
  let prepared = await prepare();
  for (;;) {
    const found = prepared.repositories.flatMap(({ repository, findings }) =>
      findings.map((finding) => ({ root: repository.root, finding })),
    );
    if (found.length === 0) break;
    request = await askAboutSecrets(found, request);
    prepared = await prepare();
  }
  const isAgreed =
    order !== null &&
    (order.allowPublic || prepared.repositories.every(({ isPublic }) => isPublic === false));
  request = { ...request, allowPublic: isAgreed || (await askToShare(prepared)) };
  const shared = await withProgress(vscode.l10n.t('Sharing…'), (signal) =>
    sendShare(prepared, { ...request, signal }, ports),
  );
  for (const { root } of repositories) await rememberShare(services, root, prepared);
  const told = shared.map(({ path: root, remote, leftOut }) => ({
    share: prepared.share,
    repository: shared.length > 1 ? path.basename(root) : null,
    remote,
    leftOut,
  }));
  const isInNote = note !== null && (await tellNote(note, told));
  tellPerson(shared, prepared, shareText(told), isInNote);
  await vscode.commands.executeCommand(internalCommands.outboxChanged);
  // Old ones go by the way; that they did not is no failure of this share.
  const { login, roots, remote } = request;
  if (shared.every(({ waiting }) => waiting === null))
    void pruneShares(
      { login, roots, remote, days: settings.shareDays },
      { sharing: ports.sharing, now: () => Date.now() },
    ).catch((error: unknown) => services.log.warn(`old shares were not deleted: ${String(error)}`));
}

async function chooseRepositories(all: readonly GitRepository[]): Promise<readonly GitRepository[]> {
  if (all.length === 1) return all;
  const items = all.map((repository) => ({
    label: plainLabel(path.basename(repository.root)),
    description: plainLabel(repository.root),
    picked: true,
    repository,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Share which repositories, under one name?'),
    canPickMany: true,
  });
  return (picked ?? []).map(({ repository }) => repository);
}

function activeNote(): vscode.TextDocument | null {
  const document = vscode.window.activeTextEditor?.document;
  return document && document.languageId === 'markdown' && noteIdIn(document.getText()) !== null
    ? document
    : null;
}

function portsOf(services: Services, repositories: readonly GitRepository[]): SharePorts {
  const { secrets } = services;
  const sharing = sharingHere(services);
  const gitHub = async (host: string) => {
    const hub = await signedInGitHub(host, services);
    if (!hub) throw new UserError(vscode.l10n.t('You are not signed in at {0}.', host));
    return hub;
  };
  return {
    sharing,
    secrets,
    now: () => Date.now(),
    isPublic: (remote) => isPublicPlace(remote, gitHub),
    wait: async (root, push) => {
      const repository = repositories.find((each) => each.root === root);
      if (repository)
        await waitToShare(services.state.of(repository.commonDirectory), root, push, Date.now());
    },
  };
}

/** Writes into the note how to pick the work up, and what is not inside. */
async function tellNote(document: vscode.TextDocument, shares: readonly TellShare[]): Promise<boolean> {
  const before = document.getText();
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(document.positionAt(0), document.positionAt(before.length));
  edit.replace(document.uri, all, withShare(before.replace(/\r\n/g, '\n'), shares));
  return vscode.workspace.applyEdit(edit);
}

function tellPerson(
  shared: readonly SharedRepository[],
  { share }: PreparedShares,
  text: string,
  isInNote: boolean,
): void {
  const name = `${share.login}/${share.name}`;
  const waiting = shared.find((each) => each.waiting !== null);
  const said = waiting
    ? vscode.l10n.t(
        '{0} It waits in the Handoffs view and is shared when the remote is back.',
        (waiting.waiting ?? '').replace(/ Nothing was shared\.$/, ''),
      )
    : shared.every(({ changed }) => !changed)
      ? vscode.l10n.t('“{0}” is shared already, as it is here.', name)
      : vscode.l10n.t('Shared as “{0}”.', name);
  const copy = vscode.l10n.t('Copy for the Note');
  const more = isInNote ? vscode.l10n.t(' Your note says how to pick it up.') : '';
  // Not awaited: the command is done, the message may stand for as long as it likes.
  void vscode.window
    .showInformationMessage(plainMessage(said + more), ...(isInNote ? [] : [copy]))
    .then((chosen) => {
      if (chosen === copy) return vscode.env.clipboard.writeText(`${text}\n`);
      return undefined;
    });
}

/** Who shared once is told later who picked it up; who never shared is asked nothing and connects to nothing. */
async function rememberShare(services: Services, root: string, { share }: PreparedShares): Promise<void> {
  const repository = await services.git.open(root);
  if (!repository) return;
  const at = new Date().toISOString();
  const value = JSON.stringify({ login: share.login, at });
  await services.state
    .of(repository.commonDirectory)
    .append([{ kind: 'choice', at, key: 'share.last', value }]);
  // Read at each start: who never shared has nothing opened then, not even git.
  await services.state.of(null).append([{ kind: 'choice', at, key: 'share.lately', value: at }]);
}
