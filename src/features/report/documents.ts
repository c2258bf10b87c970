import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { reportIdIn, reportMarker } from '../../core/report/issue/marker';
import { occurrences } from '../../core/report/allow';
import type { ReportLedger } from '../../core/report/keptLedger';
import type { HiddenValue } from '../../core/secrets/redactor';
import { commands, contextKeys } from '../../ids';
import type { WrittenReport } from '../../usecases/report/reportBug';
import type { IssueChoices } from './issue/choices';
import type { ReportLedgers } from './ledgers';
import type { Source } from './sources/source';

/** What is known of a report beside its text. */
export interface ReportMemory extends Omit<ReportLedger, 'allowed'> {
  readonly allowed: Set<string>;
  /** What was chosen and answered on its review page, so that nothing is asked twice. */
  choices: IssueChoices | null;
  /** What it was written from; null for one that was opened again. */
  readonly source: Source | null;
  /** The text as it was written, before its author edited it. */
  readonly written: string;
}

const nothingKnown = (ledger: ReportLedger | null): ReportMemory => ({
  hidden: ledger?.hidden ?? [],
  allowed: new Set(ledger?.allowed),
  folder: ledger?.folder ?? null,
  suspect: ledger?.suspect ?? null,
  path: ledger?.path ?? null,
  choices: null,
  source: null,
  written: '',
});

/** What a report hides where its text stands now: a placeholder may be gone, and come back by Undo. */
export function hiddenIn(document: vscode.TextDocument, { hidden }: ReportMemory): readonly HiddenValue[] {
  const text = document.getText();
  return hidden.filter(({ placeholder }) => occurrences(text, placeholder) > 0);
}

/** A report whose hidden lines were deleted is known by its place. */
function keyOf(document: vscode.TextDocument, text = document.getText()): string {
  return reportIdIn(text) ?? document.uri.toString();
}

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

/**
 * The reports that are open: ordinary Markdown documents, and what is known of them, by the hidden id in their text. One
 * that is closed without having been saved is given up: nothing of it stays but in this window's memory, because
 * saving it under a name closes it too.
 */
export class Reports implements vscode.Disposable {
  readonly #known = new Map<string, ReportMemory>();
  /** The documents of what is known: one that is being closed has no text any more. */
  readonly #ids = new WeakMap<vscode.TextDocument, string>();
  /** Those whose ledger is kept beyond this window. */
  readonly #kept = new Set<string>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #closing = vscode.workspace.onDidCloseTextDocument((document) => {
    const id = this.#ids.get(document);
    // The place of one without an id may be another report's next.
    if (id === document.uri.toString()) this.#known.delete(id);
    if (document.isUntitled && id !== undefined) void this.#forget(id);
  });

  constructor(private readonly ledgers: Pick<ReportLedgers, 'read' | 'keep'> | null = null) {}

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
    const key = keyOf(document, written);
    this.#known.set(key, memory);
    this.#ids.set(document, key);
    this.keep(document, memory);
  }

  /** What is known of a report: in this window, else what another one kept, else nothing but its text. */
  async of(document: vscode.TextDocument): Promise<ReportMemory> {
    const key = keyOf(document);
    this.#ids.set(document, key);
    let known = this.#known.get(key);
    if (!known) {
      const ledger = (await this.ledgers?.read(key)) ?? null;
      // It may have been asked for twice meanwhile: both know the same one.
      known = this.#known.get(key) ?? nothingKnown(ledger);
      this.#known.set(key, known);
      if (ledger) this.#kept.add(key);
    }
    if (!this.#kept.has(key)) this.keep(document, known);
    return known;
  }

  /** Keeps what a report hides, and what its author allowed, for other windows too; nothing where it hides nothing. */
  keep(document: vscode.TextDocument, { hidden, allowed, folder, suspect, path }: ReportMemory): void {
    const id = reportIdIn(document.getText());
    const isEmpty = hidden.length === 0 && allowed.size === 0;
    // What was closed meanwhile is forgotten already.
    if (id === null || isEmpty || document.isClosed) return;
    this.#kept.add(id);
    void this.ledgers?.keep(id, { hidden, allowed: [...allowed], folder, suspect, path });
  }

  async #forget(id: string): Promise<void> {
    if (this.#kept.delete(id)) await this.ledgers?.keep(id, null);
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
    provideCodeLenses: async (document) => {
      if (!isReport(document)) return [];
      const top = new vscode.Range(0, 0, 0, 0);
      const lens = (title: string, command: string): vscode.CodeLens =>
        new vscode.CodeLens(top, { title, command, arguments: [document.uri] });
      const memory = await reports.of(document);
      const hidden = hiddenIn(document, memory);
      return [
        lens(vscode.l10n.t('Create Issue…'), commands.createIssue),
        lens(vscode.l10n.t('Verify Reproduction…'), commands.verifyReproduction),
        ...(hidden.length > 0
          ? [lens(vscode.l10n.t('{0} redacted: look…', hidden.length), commands.showRedactions)]
          : []),
        lens(vscode.l10n.t('Who to Ask…'), commands.whoToAsk),
        ...(memory.source ? [lens(vscode.l10n.t('Of Another Version…'), commands.reportVersion)] : []),
        lens(vscode.l10n.t('Attach to Handoff Note…'), commands.attachReport),
      ];
    },
  };
  return vscode.languages.registerCodeLensProvider({ language: 'markdown' }, provider);
}
