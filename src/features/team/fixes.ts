import * as vscode from 'vscode';
import { rangeOf } from './diagnostics';
import { teamFile } from './reading';

/** What may be written instead of what is wrong in a team file, as quick fixes. */
export function registerTeamFixes(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { pattern: `**/${teamFile.join('/')}` },
    {
      async provideCodeActions(document, wanted, { diagnostics }) {
        const { version } = document;
        const { readTeamFile } = await import('../../core/team/file');
        if (document.version !== version) return [];
        return readTeamFile(document.getText()).problems.flatMap((problem) => {
          const range = rangeOf(problem);
          const { fixes = [], message } = problem;
          if (!wanted.intersection(range)) return [];
          return fixes.map((fix) => {
            const action = new vscode.CodeAction(
              vscode.l10n.t('Write {0}', fix),
              vscode.CodeActionKind.QuickFix,
            );
            action.edit = new vscode.WorkspaceEdit();
            action.edit.replace(document.uri, range, fix);
            action.diagnostics = diagnostics.filter((each) => each.message === message);
            action.isPreferred = fixes.length === 1;
            return action;
          });
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
