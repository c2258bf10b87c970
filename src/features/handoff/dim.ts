import * as vscode from 'vscode';
import { isNote } from './notebook';

const pause = 150;
/** More marks than this are no note's. */
const most = 2_000;

/** Dims what rides along unseen in a note: the ids by which a later draft finds its lines again. */
export function dimMarks(): vscode.Disposable {
  const dimmed = vscode.window.createTextEditorDecorationType({
    opacity: '0.35',
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  let timer: NodeJS.Timeout | undefined;
  const dim = (): void => {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.languageId === 'markdown') editor.setDecorations(dimmed, marksOf(editor.document));
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(dim, pause);
  };
  dim();
  return vscode.Disposable.from(
    dimmed,
    vscode.window.onDidChangeVisibleTextEditors(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.languageId === 'markdown') soon();
    }),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Where the marks of a note stand; nowhere in other Markdown. */
export function marksOf(document: vscode.TextDocument): vscode.Range[] {
  if (!isNote(document)) return [];
  const found: vscode.Range[] = [];
  for (const mark of document
    .getText()
    .matchAll(/<!-- (?:b:[0-9a-z]{1,20}|baton:(?:note [\w-]{1,64}|state|next)) -->/g)) {
    if (found.length >= most) break;
    const end = mark.index + mark[0].length;
    found.push(new vscode.Range(document.positionAt(mark.index), document.positionAt(end)));
  }
  return found;
}
