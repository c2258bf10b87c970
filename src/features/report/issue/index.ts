import * as vscode from 'vscode';
import { UserError } from '../../../core/errors';
import { Differences } from '../../../host/differences';
import { ReviewPages } from '../../../host/review/pages';
import type { Services } from '../../../host/services';
import { trustedDirectories } from '../../../host/workspace';
import type { SearchTimes } from '../../../usecases/report/knownIssues';
import { reportDocument, type Reports } from '../documents';
import { IssueReview } from './subject';

/** The review pages of reports, and what shows their differences. */
export type IssuePages = vscode.Disposable &
  Pick<ReviewPages, 'show'> & { readonly differences: Differences };

export function createIssuePages(services: Services): IssuePages {
  const pages = new ReviewPages(services, vscode.l10n.t('Review and Report'));
  const differences = new Differences();
  return {
    differences,
    show: (document, subject) => pages.show(document, subject),
    dispose: () => {
      pages.dispose();
      differences.dispose();
    },
  };
}

/**
 * Shows the one page before a report becomes an issue.
 * @throws UserError when the report is of no repository that is open here
 */
export async function showIssue(
  argument: unknown,
  services: Services,
  reports: Reports,
  pages: IssuePages,
  times: SearchTimes,
): Promise<void> {
  const folders = trustedDirectories();
  const document = await reportDocument(argument);
  await pages.show(document, async () => {
    const memory = await reports.of(document);
    const at = memory.folder ?? folders[0] ?? '';
    const repository = await services.git.open(at);
    if (!repository)
      throw new UserError(
        vscode.l10n.t(
          '{0} is in no git repository, so there is no place to report to. Copy the report instead.',
          at,
        ),
      );
    return new IssueReview(services, document, repository, memory, times, pages.differences);
  });
}
