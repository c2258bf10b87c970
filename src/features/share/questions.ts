import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import { withoutUser } from '../../core/share/refusal';
import { canBeLeftOut } from '../../core/share/secrets';
import { plainLabel, plainMessage } from '../../host/plainText';
import type { SecretsFoundError } from '../../usecases/share/secretsFound';
import type { PreparedShares, ShareRequest } from '../../usecases/share/shareWork';

type Found = SecretsFoundError['found'];

/** What a person can decide about findings. */
interface Allowed {
  readonly leaveOut: ShareRequest['leaveOut'];
  readonly notSecret: readonly string[];
}

/**
 * A finding stops the share: its file is left out, or its author says of each value that it is none.
 * @throws CancelledError when nothing is to be shared
 */
export async function askAboutSecrets<T extends Allowed>(found: Found, request: T): Promise<T> {
  const leave = vscode.l10n.t('Leave the Files Out');
  const look = vscode.l10n.t('Show');
  const choose = vscode.l10n.t('Some Are None…');
  const lines = found
    .slice(0, 10)
    .map(({ finding }) => `${whereOf(finding)}: ${finding.kind} (${finding.excerpt})`);
  // What is in a commit cannot be left out of it, and a command is no file.
  const canLeave = found.every(({ finding }) => canBeLeftOut(finding));
  const file = found.find(({ finding }) => finding.within === 'file');
  const answer = await vscode.window.showWarningMessage(
    found.length === 1
      ? vscode.l10n.t('There is a secret in what would be shared. Nothing was shared.')
      : vscode.l10n.t('There are {0} secrets in what would be shared. Nothing was shared.', found.length),
    { modal: true, detail: plainMessage(lines.join('\n')) },
    ...(canLeave ? [leave] : []),
    ...(file ? [look] : []),
    choose,
  );
  if (answer === leave) {
    const leaveOut = found.map(({ root, finding }) => ({ root, path: finding.path }));
    return { ...request, leaveOut: [...request.leaveOut, ...leaveOut] };
  }
  if (answer === choose) {
    const items = found.map(({ finding }) => ({
      label: plainLabel(whereOf(finding)),
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
  if (answer === look && file) {
    const at = new vscode.Position(file.finding.line - 1, 0);
    const uri = vscode.Uri.file(path.join(file.root, file.finding.path));
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
  }
  throw new CancelledError('not shared');
}

function whereOf({ within, path: file, line, commit }: Found[number]['finding']): string {
  const sha = commit?.slice(0, 12) ?? '';
  if (within === 'command') return vscode.l10n.t('The command for the next person');
  if (within === 'message') return vscode.l10n.t('The message of your commit {0}, line {1}', sha, line);
  return commit === null
    ? `${file}:${line}`
    : vscode.l10n.t('{0}, in your commit {1}', `${file}:${line}`, sha);
}

/** Says what is shared and where; answers whether the place may be public. */
export async function askToShare({ share, repositories }: PreparedShares): Promise<boolean> {
  const open = repositories.find(({ isPublic }) => isPublic !== false);
  const name = `${share.login}/${share.name}`;
  const where = repositories.map(({ remote }) => withoutUser(remote.url)).join(', ');
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
