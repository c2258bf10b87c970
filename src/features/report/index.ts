import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import { commands } from '../../ids';
import type { IssuePages } from './issue';
import { createReportLens, Reports, trackReports } from './documents';
import { ReportLedgers } from './ledgers';
import { FailedTasks } from './sources/task';
import { LastCommands } from './sources/terminal';
import type { Source } from './sources/source';

/** A stack trace, from wherever it is, becomes a bug report; the report an issue. */
export const register: Register = (services) => {
  const ledgers = new ReportLedgers(services.context.secrets, (error) =>
    services.log.warn(
      `what a report hides was not kept: ${error instanceof Error ? error.message : 'unknown'}`,
    ),
  );
  const reports = new Reports(ledgers);
  const observed = { commands: new LastCommands(), tasks: new FailedTasks() };
  const command = services.commands.register;
  const withVariables = (): boolean => services.settings.current().includeVariables;
  const sources = () => import('./sources');
  const writing = () => import('./write');
  const write = async (source: Source): Promise<void> => (await writing()).write(services, reports, source);
  let pages: IssuePages | undefined;
  const times: number[] = [];

  return vscode.Disposable.from(
    reports,
    observed.commands,
    observed.tasks,
    { dispose: () => pages?.dispose() },
    trackReports(),
    createReportLens(reports),
    command(commands.report, async (argument: unknown) =>
      write(await (await sources()).sourceOf(argument, withVariables(), services.files)),
    ),
    command(commands.reportFrom, async () =>
      write(await (await sources()).askForSource(observed, withVariables(), services.files)),
    ),
    command(commands.reportTerminal, async () => write(await (await sources()).fromTerminal(observed))),
    command(commands.verifyReproduction, async (argument: unknown) =>
      (await import('./verify')).verify(argument, services, reports),
    ),
    command(commands.showRedactions, async (argument: unknown) =>
      (await import('./redactions')).showRedactions(argument, reports),
    ),
    command(commands.whoToAsk, async (argument: unknown) =>
      (await import('./who')).showWhoToAsk(argument, services, reports),
    ),
    command(commands.reportVersion, async (argument: unknown) =>
      (await writing()).setVersion(services, reports, argument),
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
