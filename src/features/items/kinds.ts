import * as vscode from 'vscode';
import type { AddedKind } from '../../core/journal/events';

export interface Kind {
  readonly type: AddedKind;
  readonly label: string;
  readonly icon: string;
}

/** The kinds in the order in which they are offered. */
export function kinds(): readonly Kind[] {
  return [
    { type: 'blocker', label: vscode.l10n.t('Blocker'), icon: 'error' },
    { type: 'question', label: vscode.l10n.t('Question'), icon: 'question' },
    { type: 'decision', label: vscode.l10n.t('Decision, with its why'), icon: 'law' },
    { type: 'dead-end', label: vscode.l10n.t('Dead end: tried, did not work'), icon: 'circle-slash' },
    { type: 'next-step', label: vscode.l10n.t('Next step'), icon: 'arrow-right' },
    { type: 'do-not-touch', label: vscode.l10n.t('Please do not touch'), icon: 'lock' },
  ];
}
