import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { GitRepository } from '../../core/ports/git';
import { isOfToday } from '../../core/report/fingerprint';
import { fingerprintIn, stepsOf, verificationText, withVerification } from '../../core/report/verification';
import type { Services } from '../../host/services';
import { trustedDirectories } from '../../host/workspace';
import { reportDocument, replaceReport, type Reports } from './documents';

const runs = 5;
const seconds = 60;

/** What the person said yes to. */
interface Plan {
  readonly command: string;
  readonly directory: string;
  readonly setUp: string | null;
  readonly copies: readonly string[];
}

/**
 * Runs the report's command again in throw-away working trees, after asking, and writes into the report what came of
 * it. Nothing is claimed that did not happen.
 * @throws UserError in a workspace that is not trusted, and where there is no repository
 */
export async function verify(
  argument: unknown,
  services: Pick<Services, 'git' | 'files' | 'scratches'>,
  reports: Reports,
): Promise<void> {
  // Before anything else: in a folder that is not trusted nothing is run.
  const folders = trustedDirectories();
  const document = await reportDocument(argument);
  const { folder, suspect } = await reports.of(document);
  const fingerprint = fingerprintIn(document.getText());
  const at = folder ?? folders[0] ?? '';
  const repository = await services.git.open(at);
  if (!repository || fingerprint === null)
    throw new UserError(vscode.l10n.t('{0} is in no git repository, so there is no state to run it at.', at));
  if (!isOfToday(fingerprint))
    throw new UserError(
      vscode.l10n.t(
        'This report was written by an older version of Baton, which told faults apart in another way. Write it anew from the trace, and verify that.',
      ),
    );
  const plan = await ask(document, repository);
  const { verifyReproduction } = await import('../../usecases/report/verifyReproduction');
  const relative = path.relative(repository.root, at).split(path.sep).join('/');
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Verifying'), cancellable: true },
    (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return verifyReproduction(
        {
          repository,
          fingerprint,
          ...plan,
          folder: relative.startsWith('..') ? '' : relative,
          runs,
          limit: seconds * 1_000,
          suspect,
          signal: controller.signal,
          progress: (message) => progress.report({ message }),
        },
        { files: services.files, scratches: services.scratches },
      );
    },
  );
  const text = verificationText(found);
  if (text === null) {
    const { passed, otherwise } = found.here;
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'It did not reproduce here: {0} of {1} runs succeeded, {2} failed in another way. The report claims nothing.',
        passed,
        found.here.runs,
        otherwise,
      ),
    );
    return;
  }
  const after = withVerification(document.getText(), text);
  if (after !== null) await replaceReport(document, after);
  const said = found.beforeFailed ?? vscode.l10n.t('Reproduced: {0}.', text.replaceAll('`', ''));
  void vscode.window.showInformationMessage(said);
}

/** The command, what sets it up, and what is copied: each can be changed, and a last question says what will run. */
async function ask(document: vscode.TextDocument, repository: GitRepository): Promise<Plan> {
  const steps = stepsOf(document.getText());
  const command = await vscode.window.showInputBox({
    title: vscode.l10n.t('Verify Reproduction: the command that fails'),
    value: steps?.command ?? '',
    prompt: vscode.l10n.t('It is run by the shell, in {0} of a throw-away copy.', steps?.directory || '.'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('Write the command that fails.') : undefined,
  });
  if (command === undefined) throw new vscode.CancellationError();
  const setUp = await vscode.window.showInputBox({
    title: vscode.l10n.t('Verify Reproduction: the command that sets it up'),
    value: steps?.setUp ?? '',
    prompt: vscode.l10n.t('Run once in each copy, before anything is counted. Leave it empty for none.'),
    ignoreFocusOut: true,
  });
  if (setUp === undefined) throw new vscode.CancellationError();
  const ignored = (await repository.history.ignored()).slice(0, 500);
  const copies =
    ignored.length === 0
      ? []
      : await vscode.window.showQuickPick([...ignored], {
          title: vscode.l10n.t('Verify Reproduction: ignored files to copy, if it needs some'),
          canPickMany: true,
          ignoreFocusOut: true,
        });
  if (copies === undefined) throw new vscode.CancellationError();
  const run = vscode.l10n.t('Run');
  const what = setUp.trim() === '' ? command.trim() : `${setUp.trim()}\n${command.trim()}`;
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'Run this {0} times at this state and, if it fails there, {0} times before the suspect?',
      runs,
    ),
    {
      modal: true,
      detail: vscode.l10n.t(
        '{0}\n\nIt runs with your rights, in throw-away copies of this repository; {1} seconds at most each time.',
        what,
        seconds,
      ),
    },
    run,
  );
  if (chosen !== run) throw new vscode.CancellationError();
  return {
    command: command.trim(),
    directory: steps?.directory ?? '',
    setUp: setUp.trim() === '' ? null : setUp.trim(),
    copies,
  };
}
