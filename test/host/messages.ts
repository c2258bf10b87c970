import * as vscode from 'vscode';

const kinds = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Collects what is said to the person, and answers each message with the button of this label, where it has one. */
export function messages(...answers: readonly string[]): { told: string[]; restore: () => void } {
  const real = Object.fromEntries(kinds.map((kind) => [kind, vscode.window[kind]]));
  const told: string[] = [];
  const left = [...answers];
  const say = (text: string, ...buttons: unknown[]): Promise<unknown> => {
    told.push(text);
    const labels = buttons.map((each) => (typeof each === 'string' ? each : undefined));
    const answer = labels.includes(left[0]) ? left.shift() : undefined;
    return Promise.resolve(answer);
  };
  Object.assign(vscode.window, Object.fromEntries(kinds.map((kind) => [kind, say])));
  return { told, restore: () => Object.assign(vscode.window, real) };
}
