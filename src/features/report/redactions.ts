import * as vscode from 'vscode';
import { occurrences, withValue } from '../../core/report/allow';
import { withRedacted } from '../../core/report/redacted';
import { escapeInline } from '../../core/text/markdown';
import { plainLabel } from '../../host/plainText';
import { hiddenIn, reportDocument, replaceReport, type Reports } from './documents';

/** Shows what each placeholder hides, on this machine only, and puts back what the author allows. */
export async function showRedactions(argument: unknown, reports: Reports): Promise<void> {
  const document = await reportDocument(argument);
  const memory = await reports.of(document);
  const hidden = hiddenIn(document, memory);
  if (hidden.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing is hidden in this report, or Baton does not know any more what it was.'),
    );
    return;
  }
  const items = hidden.map((each) => ({
    label: each.placeholder,
    description: plainLabel(each.value.length > 120 ? `${each.value.slice(0, 119)}…` : each.value),
    detail: vscode.l10n.t('{0} times in the report', occurrences(document.getText(), each.placeholder)),
    each,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Hidden in This Report: choose what may be shown'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!chosen || chosen.length === 0) return;
  let text = document.getText();
  for (const { each } of chosen) {
    text = withValue(text, each.placeholder, each.value, (value) => escapeInline(value, 4_000));
    memory.allowed.add(each.value);
  }
  const shown = new Set(chosen.map(({ each }) => each.placeholder));
  reports.keep(document, memory);
  const left = hidden.filter(({ placeholder }) => !shown.has(placeholder));
  await replaceReport(document, withRedacted(text, left));
  reports.changed();
}
