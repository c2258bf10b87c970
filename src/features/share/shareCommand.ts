import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import type { GitRepository } from '../../core/ports/git';
import { noteIdIn } from '../../core/post/marker';
import { shareText, withShare } from '../../core/share/inNote';
import { readReference } from '../../core/share/reference';
import { plainLabel, plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { signedInGitHub } from '../../host/sessions';
import { internalCommands } from '../../ids';
import { isPublicPlace } from '../../usecases/share/publicPlace';
import { pruneShares } from '../../usecases/share/pruneShares';
import {
  prepareShare,
  sendShare,
  type PreparedShares,
  type SharedRepository,
  type SharePorts,
  type ShareRequest,
} from '../../usecases/share/shareWork';
import { waitToShare } from '../../usecases/share/waitingShare';
import { loginHere, openRepositories } from './whose';

/**
 * Makes a snapshot of the workspace's repositories, asks what has to be asked, shares it and tells the note.
 * @throws CancelledError when the person says no; UserError for what stands in the way
 */
export async function shareWorkInProgress(services: Services): Promise<void> {
  const repositories = await chooseRepositories(await openRepositories(services));
  const [first] = repositories;
  if (!first) throw new CancelledError('nothing chosen');
  const note = activeNote();
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
  request = { ...request, allowPublic: await askToShare(prepared) };
  const shared = await withProgress(vscode.l10n.t('Sharing…'), (signal) =>
    sendShare(prepared, { ...request, signal }, ports),
  );
  for (const { root } of repositories) await rememberShare(services, root, prepared);
  const text = shareText(
    shared.map(({ path: root, remote, leftOut }) => ({
      share: prepared.share,
      repository: shared.length > 1 ? path.basename(root) : null,
      remote,
      leftOut,
    })),
  );
  const isInNote = note !== null && (await tellNote(note, text));
  tellPerson(shared, prepared, text, isInNote);
  await vscode.commands.executeCommand(internalCommands.outboxChanged);
  // Old ones go by the way; that they did not is no failure of this share.
  const { login, roots, remote } = request;
  if (shared.every(({ waiting }) => waiting === null))
    void pruneShares(
      { login, roots, remote, days: settings.shareDays },
      { sharing: services.sharing, now: () => Date.now() },
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
  const { sharing, secrets } = services;
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

type Found = {
  readonly root: string;
  readonly finding: PreparedShares['repositories'][number]['findings'][number];
};

/** A finding stops the share: its file is left out, or its author says of each value that it is none. */
async function askAboutSecrets(found: readonly Found[], request: ShareRequest): Promise<ShareRequest> {
  const leave = vscode.l10n.t('Leave the Files Out');
  const look = vscode.l10n.t('Show');
  const choose = vscode.l10n.t('Some Are None…');
  const lines = found
    .slice(0, 10)
    .map(({ finding: { path: file, line, kind, excerpt, commit } }) =>
      commit === null
        ? `${file}:${line}: ${kind} (${excerpt})`
        : vscode.l10n.t(
            '{0}: {1} ({2}), in your commit {3}',
            `${file}:${line}`,
            kind,
            excerpt,
            commit.slice(0, 12),
          ),
    );
  // What is in a commit cannot be left out of it.
  const canLeave = found.every(({ finding }) => finding.commit === null);
  const answer = await vscode.window.showWarningMessage(
    found.length === 1
      ? vscode.l10n.t('There is a secret in what would be shared. Nothing was shared.')
      : vscode.l10n.t('There are {0} secrets in what would be shared. Nothing was shared.', found.length),
    { modal: true, detail: plainMessage(lines.join('\n')) },
    ...(canLeave ? [leave] : []),
    look,
    choose,
  );
  if (answer === leave) {
    const leaveOut = found.map(({ root, finding }) => ({ root, path: finding.path }));
    return { ...request, leaveOut: [...request.leaveOut, ...leaveOut] };
  }
  if (answer === choose) {
    const items = found.map(({ finding }) => ({
      label: plainLabel(`${finding.path}:${finding.line}`),
      description: plainLabel(`${finding.kind} (${finding.excerpt})`),
      id: finding.id,
    }));
    const none = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Which of these are no secrets?'),
      canPickMany: true,
    });
    if (!none || none.length === 0) throw new CancelledError('nothing chosen');
    return { ...request, notSecret: [...request.notSecret, ...none.map(({ id }) => id)] };
  }
  const [first] = found;
  if (answer === look && first) {
    const at = new vscode.Position(first.finding.line - 1, 0);
    const uri = vscode.Uri.file(path.join(first.root, first.finding.path));
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
  }
  throw new CancelledError('not shared');
}

/** Says what is shared and where; answers whether the place may be public. */
async function askToShare({ share, repositories }: PreparedShares): Promise<boolean> {
  const open = repositories.find(({ isPublic }) => isPublic !== false);
  const name = `${share.login}/${share.name}`;
  const where = repositories
    .map(({ remote }) => remote.url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1'))
    .join(', ');
  const leftOut = repositories.flatMap(({ snapshot }) => snapshot.manifest.leftOut);
  const detail = [
    vscode.l10n.t(
      'Commits, staged and unstaged changes and new files go to {0} as “{1}”. It is no branch: nobody’s branch list and no CI sees it.',
      where,
      name,
    ),
    ...(leftOut.length > 0
      ? [
          vscode.l10n.t(
            'Not inside: {0}',
            leftOut
              .slice(0, 8)
              .map(({ path: file, why }) => `${file} (${why})`)
              .join('; '),
          ),
        ]
      : []),
  ].join('\n\n');
  const button = open ? vscode.l10n.t('Share Publicly') : vscode.l10n.t('Share');
  const text =
    open === undefined
      ? vscode.l10n.t('Share your work in progress?')
      : open.isPublic === null
        ? vscode.l10n.t('Nobody could say whether this place is public. Share all the same?')
        : vscode.l10n.t(
            'This repository is PUBLIC: everybody could read your work in progress. Share all the same?',
          );
  const answer = await vscode.window.showWarningMessage(
    text,
    { modal: true, detail: plainMessage(detail) },
    button,
  );
  if (answer !== button) throw new CancelledError('not shared');
  return open !== undefined;
}

/** Writes into the note how to pick the work up, and what is not inside. */
async function tellNote(document: vscode.TextDocument, text: string): Promise<boolean> {
  const before = document.getText();
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(document.positionAt(0), document.positionAt(before.length));
  edit.replace(document.uri, all, withShare(before.replace(/\r\n/g, '\n'), text));
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
}
