import * as vscode from 'vscode';

export type Item = vscode.QuickPickItem | string;
export type Choose = (items: readonly Item[]) => Item | readonly Item[] | undefined;

/** Answers one list after another in the person's place; gives back what each list showed. */
export function answering(...answers: readonly Choose[]): { shown: string[][]; restore: () => void } {
  const { showQuickPick } = vscode.window;
  const shown: string[][] = [];
  const answer = async (items: readonly Item[] | Thenable<readonly Item[]>) => {
    const list = await items;
    shown.push(list.map((item) => (typeof item === 'string' ? item : item.label)));
    return answers[shown.length - 1]?.(list);
  };
  Object.assign(vscode.window, { showQuickPick: answer });
  return { shown, restore: () => Object.assign(vscode.window, { showQuickPick }) };
}

/** The item with this label. */
export const labelled =
  (label: string): Choose =>
  (items) =>
    items.find((item) => (typeof item === 'string' ? item : item.label) === label);

/** The item whose label begins with this word, after its icon. */
export const startingWith =
  (word: string): Choose =>
  (items) =>
    items.find((item) =>
      (typeof item === 'string' ? item : item.label).replace(/^\$\([\w-]+\) /, '').startsWith(word),
    );

/** Answers every box that asks for a text in the person's place. */
export function typing(answer: (options: vscode.InputBoxOptions) => string | undefined): {
  restore: () => void;
} {
  const { showInputBox } = vscode.window;
  Object.assign(vscode.window, {
    showInputBox: (options: vscode.InputBoxOptions) => Promise.resolve(answer(options)),
  });
  return { restore: () => Object.assign(vscode.window, { showInputBox }) };
}
