import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import { withoutUser } from '../../core/share/refusal';
import { plainLabel, plainMessage } from '../../host/plainText';
import type { PreparedShares, ShareRequest } from '../../usecases/share/shareWork';

type Found = {
  readonly root: string;
  readonly finding: PreparedShares['repositories'][number]['findings'][number];
};

/** A finding stops the share: its file is left out, or its author says of each value that it is none. */
export async function askAboutSecrets(found: readonly Found[], request: ShareRequest): Promise<ShareRequest> {
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
