import * as path from 'node:path';
import * as vscode from 'vscode';
import { withoutTail } from '../../core/draft/document';
import { UserError } from '../../core/errors';
import { noteStates } from '../../core/journal/notes';
import { noteIdIn } from '../../core/post/marker';
import { bodyOf, titleOf } from '../../core/post/text';
import { withoutBlanks } from '../../core/report/issue/parts';
import { escapeInline } from '../../core/text/markdown';
import { plainLabel } from '../../host/plainText';
import type { Services } from '../../host/services';
import { trustedDirectories } from '../../host/workspace';
import { commands } from '../../ids';
import { reportDocument, replaceReport } from './documents';

/** Puts a report, folded, at the end of a handoff note that is not posted yet. */
export async function attachToNote(
  argument: unknown,
  services: Pick<Services, 'git' | 'state'>,
  folders = trustedDirectories(),
): Promise<void> {
  const document = await reportDocument(argument);
  const note = await chooseNote(services, folders);
  const report = document.getText();
  const { body, tail } = withoutTail(note.getText());
  await replaceReport(note, `${body}\n\n${attached(report)}\n${tail === '' ? '' : `\n${tail}\n`}`);
  // A draft is read from its file: by the Handoffs view, and by the terminal.
  await note.save();
  await vscode.window.showTextDocument(note);
}

/** A report inside of a note: its title to see, the rest folded. The marker of its fault stays. */
function attached(report: string): string {
  const title = escapeInline(titleOf(report) ?? 'Bug report', 250);
  const fingerprint = /<!-- baton:fingerprint v\d{1,3}:[0-9a-f]{16} -->/.exec(report)?.[0] ?? '';
  const text = withoutBlanks(bodyOf(report.replace(/^<!-- baton:(?:fingerprint|report) .*-->$/gm, '')));
  return `## Bug report: ${title}\n\n<details><summary>The whole report</summary>\n\n${text}\n\n</details>\n${fingerprint}`;
}

/** @throws UserError when there is no note yet */
async function chooseNote(
  { git, state }: Pick<Services, 'git' | 'state'>,
  folders: readonly string[],
): Promise<vscode.TextDocument> {
  const open: { label: string; description: string; file: string; at: string }[] = [];
  const seen = new Set<string>();
  for (const folder of folders) {
    const repository = await git.open(folder);
    if (!repository || seen.has(repository.commonDirectory)) continue;
    seen.add(repository.commonDirectory);
    const own = state.of(repository.commonDirectory);
    const [{ events }, drafts] = await Promise.all([own.read(), own.drafts()]);
    const states = noteStates(events);
    for (const { note, path: file, modifiedAt } of drafts) {
      const kind = states.get(note)?.kind ?? 'draft';
      const text = kind === 'draft' || kind === 'waiting' ? await own.readDraft(note) : null;
      if (text === null || noteIdIn(text) === null) continue;
      const label = plainLabel(titleOf(text) ?? vscode.l10n.t('Untitled note'));
      open.push({ label, description: path.basename(repository.root), file, at: modifiedAt });
    }
  }
  if (open.length === 0)
    throw new UserError(
      vscode.l10n.t('There is no handoff note to attach the report to. Draft one, and try again.'),
      { title: vscode.l10n.t('Draft Handoff Note'), command: commands.draft },
    );
  open.sort((one, other) => other.at.localeCompare(one.at));
  const chosen =
    open.length === 1
      ? open[0]
      : await vscode.window.showQuickPick(open, { title: vscode.l10n.t('Attach to which note?') });
  if (!chosen) throw new vscode.CancellationError();
  return vscode.workspace.openTextDocument(vscode.Uri.file(chosen.file));
}
