import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { reportIdIn, reportMarker } from '../../core/report/issue/draft';
import type { HiddenValue } from '../../core/secrets/redactor';
import { commands, contextKeys } from '../../ids';
import type { WrittenReport } from '../../usecases/report/reportBug';
import type { IssueChoices } from './issue/choices';
import type { Source } from './sources/source';

/** What is known of a report beside its text; on this machine and in this window only. */
export interface ReportMemory {
  /** What its placeholders hide, without those that its author allowed. */
  hidden: readonly HiddenValue[];
  /** Values that its author allowed: they may stand in the text. */
  readonly allowed: Set<string>;
  /** The workspace folder that it was written for; null when none of its frames is in one. */
  readonly folder: string | null;
  readonly suspect: string | null;
  /** Where the fault is; null when no frame is the workspace's own. */
  readonly path: string | null;
  /** What was chosen and answered on its review page, so that nothing is asked twice. */
  choices: IssueChoices | null;
  /** What it was written from; null for one that was saved and opened again. */
  readonly source: Source | null;
  /** The text as it was written, before its author edited it. */
  readonly written: string;
}

const nothingKnown = (): ReportMemory => ({
  hidden: [],
  allowed: new Set(),
  folder: null,
  suspect: null,
  path: null,
  choices: null,
  source: null,
  written: '',
});

function textOf({ markdown }: WrittenReport, id: string): string {
  return `${markdown.trimEnd()}\n${reportMarker(id)}\n`;
}

/** Whether the text is that of a report: it carries Baton's marker of a fingerprint. */
export function isReport(document: vscode.TextDocument): boolean {
  if (document.languageId !== 'markdown') return false;
  const text = document.getText();
  // A handoff note may have one attached.
  return text.includes('<!-- baton:fingerprint v') && !text.includes('<!-- baton:note ');
}

/** The reports that are open: ordinary Markdown documents, and what is known of them. */
export class Reports implements vscode.Disposable {
  readonly #known = new Map<string, ReportMemory>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #closing = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
    this.#known.delete(uri.toString()),
  );

  /** Opens a report beside what it was made from: the selection stays as it is. */
  async open(report: WrittenReport, source: Source): Promise<vscode.TextDocument> {
    const content = textOf(report, `r-${randomBytes(6).toString('hex')}`);
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    this.#remember(document, report, source, content);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
    this.changed();
    return document;
  }

  /** Writes a report anew, as one edit: its id stays. */
  async rewrite(document: vscode.TextDocument, report: WrittenReport, source: Source): Promise<void> {
    const content = textOf(report, reportIdIn(document.getText()) ?? `r-${randomBytes(6).toString('hex')}`);
    this.#remember(document, report, source, content);
    await replaceReport(document, content);
    this.changed();
  }

  #remember(document: vscode.TextDocument, report: WrittenReport, source: Source, written: string): void {
    const { hidden, folder, suspect, culprit } = report;
    const path = culprit?.path ?? null;
    const allowed = new Set<string>();
    const memory = { hidden, allowed, folder, suspect, path, choices: null, source, written };
    this.#known.set(document.uri.toString(), memory);
  }

  /** What is known of a report; of one that was saved and opened again, nothing but its text. */
  of(document: vscode.TextDocument): ReportMemory {
    const key = document.uri.toString();
    const known = this.#known.get(key) ?? nothingKnown();
    this.#known.set(key, known);
    return known;
  }

  changed(): void {
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
    this.#closing.dispose();
  }
}

/**
 * The report that a command is about: the one it was called with, else the active one.
 * @throws UserError when that is none
 */
export async function reportDocument(argument: unknown): Promise<vscode.TextDocument> {
  const document =
    argument instanceof vscode.Uri
      ? await vscode.workspace.openTextDocument(argument)
      : vscode.window.activeTextEditor?.document;
  if (document && isReport(document)) return document;
  throw new UserError(
    vscode.l10n.t('There is no bug report in the active editor. Write one from a stack trace first.'),
    { title: vscode.l10n.t('Report Bug from Stack Trace'), command: commands.report },
  );
}

/** Replaces a report's text as one edit, so that one Undo takes it back. */
export async function replaceReport(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
}

/** Keeps the context key that menus and buttons ask. */
export function trackReports(): vscode.Disposable {
  let told: boolean | undefined;
  const tell = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const shown = document !== undefined && isReport(document);
    if (shown === told) return;
    told = shown;
    void vscode.commands.executeCommand('setContext', contextKeys.isReport, shown);
  };
  tell();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(tell),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) tell();
    }),
  );
}

/** What can be done with a report, above its first line. The same are commands and buttons in the editor's title. */
export function createReportLens(reports: Reports): vscode.Disposable {
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: reports.onDidChange,
    provideCodeLenses: (document) => {
      if (!isReport(document)) return [];
      const top = new vscode.Range(0, 0, 0, 0);
      const lens = (title: string, command: string): vscode.CodeLens =>
        new vscode.CodeLens(top, { title, command, arguments: [document.uri] });
      const { hidden } = reports.of(document);
      return [
        lens(vscode.l10n.t('Create Issue…'), commands.createIssue),
        lens(vscode.l10n.t('Verify Reproduction…'), commands.verifyReproduction),
        ...(hidden.length > 0
          ? [lens(vscode.l10n.t('{0} redacted: look…', hidden.length), commands.showRedactions)]
          : []),
        lens(vscode.l10n.t('Who to Ask…'), commands.whoToAsk),
        ...(reports.of(document).source
          ? [lens(vscode.l10n.t('Of Another Version…'), commands.reportVersion)]
          : []),
        lens(vscode.l10n.t('Attach to Handoff Note…'), commands.attachReport),
      ];
    },
  };
  return vscode.languages.registerCodeLensProvider({ language: 'markdown' }, provider);
}
