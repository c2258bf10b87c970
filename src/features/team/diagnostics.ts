import * as vscode from 'vscode';
import type { TeamFileProblem } from '../../core/team/model';
import type { TeamReader } from './reader';
import { teamFile } from './reading';

/** How long after a keystroke an open team file is checked. */
const pause = 250;

/** Problems of team files at their exact places: of those open in editors, and of the one that was read. */
export function registerTeamDiagnostics(reader: TeamReader): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('baton');
  let timer: NodeJS.Timeout | undefined;

  const check = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const { readTeamFile } = await import('../../core/team/file');
    const { problems } = readTeamFile(document.getText());
    if (!document.isClosed && document.version === version)
      collection.set(document.uri, problems.map(toDiagnostic));
  };
  const checkIfTeamFile = (document: vscode.TextDocument) => {
    if (isTeamFile(document.uri)) void check(document);
  };
  vscode.workspace.textDocuments.forEach(checkIfTeamFile);
  return vscode.Disposable.from(
    collection,
    { dispose: () => clearTimeout(timer) },
    vscode.workspace.onDidOpenTextDocument(checkIfTeamFile),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!isTeamFile(document.uri)) return;
      clearTimeout(timer);
      timer = setTimeout(() => checkIfTeamFile(document), pause);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (isTeamFile(uri) && uri.scheme === 'untitled') collection.delete(uri);
    }),
    reader.onDidChange(() => {
      const { reading } = reader;
      if (!reading?.file) return;
      const uri = vscode.Uri.file(reading.file);
      const open = vscode.workspace.textDocuments.some((document) => document.uri.fsPath === uri.fsPath);
      if (!open) collection.set(uri, reading.problems.map(toDiagnostic));
    }),
  );
}

const isTeamFile = (uri: vscode.Uri) =>
  (uri.scheme === 'file' || uri.scheme === 'untitled') && uri.path.endsWith(`/${teamFile.join('/')}`);

/** Where a problem is in its document. */
export const rangeOf = ({ line, column, endLine, endColumn }: TeamFileProblem): vscode.Range =>
  new vscode.Range(line - 1, column - 1, endLine - 1, endColumn - 1);

function toDiagnostic(problem: TeamFileProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(problem),
    problem.message,
    problem.severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Baton';
  return diagnostic;
}
