import * as vscode from 'vscode';
import type { EditorFacts } from '../core/ports/editor';

/** More problems than this say that something is being built, not what. */
const mostDiagnostics = 1_000;

/** What VS Code knows of the files on disk, asked when it is needed. */
export function createEditorFacts(): EditorFacts {
  return {
    diagnostics: () => {
      const found: ReturnType<EditorFacts['diagnostics']>[number][] = [];
      for (const [uri, diagnostics] of vscode.languages.getDiagnostics()) {
        if (uri.scheme !== 'file') continue;
        for (const { severity, range, message } of diagnostics) {
          if (severity > vscode.DiagnosticSeverity.Warning) continue;
          if (found.length >= mostDiagnostics) return found;
          found.push({
            path: uri.fsPath,
            line: range.start.line + 1,
            severity: severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning',
            message,
          });
        }
      }
      return found;
    },
    breakpoints: () =>
      vscode.debug.breakpoints.flatMap((each) =>
        each instanceof vscode.SourceBreakpoint && each.enabled && each.location.uri.scheme === 'file'
          ? [{ path: each.location.uri.fsPath, line: each.location.range.start.line + 1 }]
          : [],
      ),
    unsaved: () =>
      vscode.workspace.textDocuments
        .filter((document) => document.isDirty && document.uri.scheme === 'file')
        .map((document) => document.uri.fsPath),
    open: () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .flatMap(({ input }) =>
          input instanceof vscode.TabInputText && input.uri.scheme === 'file' ? [input.uri.fsPath] : [],
        ),
  };
}
