import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import { readTrace } from '../../../core/trace/readTrace';
import type { Source } from './source';

/** What the menu `testing/message/context` passes: a message of any extension's test. */
export interface TestArgument {
  readonly test?: Pick<vscode.TestItem, 'label' | 'uri' | 'range' | 'parent'>;
  readonly message?: {
    readonly message?: string | vscode.MarkdownString;
    readonly expectedOutput?: string;
    readonly actualOutput?: string;
    readonly location?: { readonly uri: vscode.Uri; readonly range?: vscode.Range };
  };
}

export function isTestMessage(value: unknown): value is TestArgument {
  return typeof value === 'object' && value !== null && 'test' in value && 'message' in value;
}

export function isTestItem(value: unknown): value is NonNullable<TestArgument['test']> {
  return typeof value === 'object' && value !== null && 'label' in value && 'children' in value;
}

/** The failure of a test as its message tells it. `stackTrace` is not passed on, so text and location are read. */
export function failedTest({ test, message }: TestArgument): Source {
  const told = message?.message;
  const text = typeof told === 'string' ? told : (told?.value ?? '');
  const { expectedOutput: expected, actualOutput: actual } = message ?? {};
  const whole = [
    text,
    ...(expected === undefined ? [] : [`expected: ${expected}`, `actual: ${actual ?? ''}`]),
  ].join('\n');
  const origin = { kind: 'test' as const, name: nameOf(test) };
  if (readTrace(whole)) return { text: whole, origin };
  const uri = message?.location?.uri ?? test?.uri;
  const start = message?.location?.range?.start ?? test?.range?.start;
  return { text: placed(whole, test?.label ?? '', uri, start), origin };
}

/**
 * The menu `testing/item/result` passes no message: the text is asked for.
 * @throws UserError when what was copied is none
 */
export async function copiedFailure(test: NonNullable<TestArgument['test']>): Promise<Source> {
  const go = vscode.l10n.t('Continue');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Copy what the failed test printed, then continue.'),
    go,
  );
  if (chosen !== go) throw new vscode.CancellationError();
  const text = await vscode.env.clipboard.readText();
  if (text.trim() === '')
    throw new UserError(vscode.l10n.t('Nothing was copied. Copy the failure of the test and try again.'));
  const origin = { kind: 'test' as const, name: nameOf(test) };
  return { text: readTrace(text) ? text : placed(text, test.label, test.uri, test.range?.start), origin };
}

/** A failure without a stack, at its place: one frame, in the form that every reader knows. */
export function placed(text: string, label: string, uri?: vscode.Uri, start?: vscode.Position): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [first = 'it failed'] = lines;
  const named = /^[A-Z]\w{2,60}(?:Error|Exception|Failure)\b/.test(first)
    ? first
    : `AssertionError: ${first}`;
  const name = label.replace(/[()\r\n]/g, ' ').trim() || 'test';
  const at = uri && start ? `    at ${name} (${uri.fsPath}:${start.line + 1}:${start.character + 1})` : '';
  // Whatever else was said stands before: it is no part of the trace.
  return [...lines.slice(1), named, at].join('\n');
}

function nameOf(test: TestArgument['test']): string | null {
  const names: string[] = [];
  for (let each: Pick<vscode.TestItem, 'label' | 'parent'> | undefined = test; each; each = each.parent)
    names.unshift(each.label);
  return names.length === 0 ? null : names.slice(-3).join(' › ');
}
