import * as vscode from 'vscode';
import type { Git } from '../../core/ports/git';
import type { ReviewPages } from '../../host/review/pages';
import { withProgress } from '../../host/progress';
import type { Register, Services } from '../../host/services';
import { directoriesOnDisk } from '../../host/workspace';
import { commands } from '../../ids';
import { createReportLens, Reports, trackReports } from './documents';
import { FailedTasks } from './sources/task';
import { LastCommands } from './sources/terminal';
import type { Source } from './sources/source';

/** A stack trace, from wherever it is, becomes a bug report; the report an issue. */
export const register: Register = (services) => {
  const reports = new Reports();
  const observed = { commands: new LastCommands(), tasks: new FailedTasks() };
  const command = services.commands.register;
  const withVariables = (): boolean => services.settings.current().includeVariables;
  const sources = () => import('./sources');
  let pages: ReviewPages | undefined;
  const times: number[] = [];

  return vscode.Disposable.from(
    reports,
    observed.commands,
    observed.tasks,
    { dispose: () => pages?.dispose() },
    trackReports(),
    createReportLens(reports),
    command(commands.report, async (argument: unknown) =>
      write(services, reports, await (await sources()).sourceOf(argument, withVariables(), services.files)),
    ),
    command(commands.reportFrom, async () =>
      write(
        services,
        reports,
        await (await sources()).askForSource(observed, withVariables(), services.files),
      ),
    ),
    command(commands.reportTerminal, async () =>
      write(services, reports, await (await sources()).fromTerminal(observed)),
    ),
    command(commands.verifyReproduction, async (argument: unknown) =>
      (await import('./verify')).verify(argument, services, reports),
    ),
    command(commands.showRedactions, async (argument: unknown) =>
      (await import('./redactions')).showRedactions(argument, reports),
    ),
    command(commands.whoToAsk, async (argument: unknown) =>
      (await import('./who')).showWhoToAsk(argument, services, reports),
    ),
    command(commands.attachReport, async (argument: unknown) =>
      (await import('./attach')).attachToNote(argument, services),
    ),
    command(commands.createIssue, async (argument: unknown) => {
      const { createIssuePages, showIssue } = await import('./issue');
      pages ??= createIssuePages(services);
      await showIssue(argument, services, reports, pages, times);
    }),
  );
};

/** In a folder that is not trusted nothing is run: the report is written from the text and the files alone. */
const noGit: Git = { open: () => Promise.resolve(null) };

async function write(
  services: Services,
  reports: Reports,
  { text, origin, variables }: Source,
): Promise<void> {
  const { reportBug } = await import('../../usecases/report/reportBug');
  const trusted = vscode.workspace.isTrusted;
  const report = await withProgress(vscode.l10n.t('Writing the bug report'), (signal) =>
    reportBug(
      {
        text,
        workspaces: directoriesOnDisk(),
        ...(origin && { origin }),
        ...(variables && { variables }),
        signal,
      },
      {
        git: trusted ? services.git : noGit,
        files: services.files,
        machine: services.machine,
        state: services.state,
        scanner: services.secrets,
      },
    ),
  );
  await reports.open(report);
  if (!trusted) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'git was not asked, because this folder is not trusted: the report has no links or commits.',
      ),
    );
  }
}
