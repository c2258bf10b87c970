import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import { noteIdIn } from '../../../core/post/marker';
import { Differences } from '../../../host/differences';
import { ReviewPages } from '../../../host/review/pages';
import type { ReviewSubject } from '../../../host/review/subject';
import type { Services } from '../../../host/services';
import type { Notebook } from '../notebook';
import { Review } from './subject';

/** A review whose main button does something. */
class PressedReview extends Review implements ReviewSubject {
  async submit(signal: AbortSignal, tell: () => Promise<void>): Promise<void> {
    const { carryOut } = await import('./submit');
    await carryOut(this, signal, tell);
  }
}

/** The review pages of notes. */
export function createReviewPages(
  services: Services,
  notebook: Notebook,
): vscode.Disposable & { show(document: vscode.TextDocument): Promise<void> } {
  const pages = new ReviewPages(services, vscode.l10n.t('Review and Post'));
  const differences = new Differences();
  return {
    dispose: () => {
      pages.dispose();
      differences.dispose();
    },
    /** @throws UserError when the note's repository is not open in this window */
    show: (document) =>
      pages.show(document, async () => {
        const home = await notebook.homeOf(document.uri);
        if (!home)
          throw new UserError(
            vscode.l10n.t(
              'This note belongs to a repository that is not open here. Open its folder and post it there, or copy it.',
            ),
          );
        const id = noteIdIn(document.getText()) ?? path.basename(document.uri.fsPath, '.md');
        return new PressedReview(services, notebook, document, home, id, differences);
      }),
  };
}
