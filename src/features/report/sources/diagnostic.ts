import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import type { Source } from './source';

/**
 * A problem of the active file: the one at the cursor, else the one that is picked.
 * @throws UserError when the file has none
 */
export async function problem(): Promise<Source> {
  const editor = vscode.window.activeTextEditor;
  const all = editor
    ? vscode.languages
        .getDiagnostics(editor.document.uri)
        .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    : [];
  if (!editor || all.length === 0)
    throw new UserError(
      vscode.l10n.t('The active file has no problems. Open the file that has one and try again.'),
    );
  const here = all.filter(({ range }) => range.contains(editor.selection.active));
  const [only] = here.length > 0 ? here : all;
  const several = here.length > 0 ? here : all;
  const found = several.length === 1 ? only : await pick(several);
  if (!found) throw new vscode.CancellationError();
  return textOf(found, editor.document.uri);
}

async function pick(all: readonly vscode.Diagnostic[]): Promise<vscode.Diagnostic | undefined> {
  const items = all.map((diagnostic) => ({
    label: diagnostic.message.split('\n')[0] ?? '',
    description: vscode.l10n.t('line {0}', diagnostic.range.start.line + 1),
    diagnostic,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which problem?') });
  return chosen?.diagnostic;
}

/** In the form of a trace: the problem is the innermost frame, what it is related to are the others. */
export function textOf(diagnostic: vscode.Diagnostic, uri: vscode.Uri): Source {
  const { message, source, code, range, relatedInformation = [] } = diagnostic;
  const id = typeof code === 'object' ? code.value : code;
  const kind = [source, id].filter((part) => part !== undefined && part !== '').join(' ');
  const at = (place: vscode.Uri, { start }: vscode.Range, name: string): string =>
    `    at ${
      name
        .replace(/[()\r\n]/g, ' ')
        .slice(0, 100)
        .trim() || 'problem'
    } (${place.fsPath}:${start.line + 1}:${start.character + 1})`;
  const [first = ''] = message.split(/\r?\n/);
  const text = [
    `DiagnosticError: ${kind === '' ? '' : `${kind}: `}${first}`,
    at(uri, range, 'problem'),
    ...relatedInformation
      .slice(0, 20)
      .map((each) => at(each.location.uri, each.location.range, each.message)),
  ].join('\n');
  return { text, origin: { kind: 'diagnostic', name: kind === '' ? null : kind } };
}
