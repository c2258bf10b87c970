import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import type { Handoff } from '../../core/inbox/model';
import { leftOut, readBackFrom, readBackText } from '../../core/inbox/readBack';
import { plainLabel, plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import { scopes } from '../../host/sessions';
import { offerAnswer, sendAcceptance } from './answer';
import type { Found, Inbox } from './inbox';

/** What an item's command is called with. */
export type HandoffArgument = { readonly handoff: { readonly key: string } } | string | undefined;

/** "Mine now", by one click: said once on GitHub, or waiting visibly until it can be. */
export async function accept(argument: HandoffArgument, inbox: Inbox, withReadBack: boolean): Promise<void> {
  const found = await foundBy(argument, inbox);
  const { handoff } = found.entry;
  refuseTaken(found);
  const readBack = withReadBack ? await askReadBack(handoff) : null;
  const { services } = inbox;
  const { acceptBy, markAnswer } = services.settings.current();
  const { host } = handoff.address;
  const session =
    (await services.sessions.existing(host)) ??
    (await services.sessions.signIn(
      host,
      found.known.snapshot?.isPrivate === false ? scopes.public : scopes.any,
    ));
  const how = {
    login: session.account,
    by: acceptBy,
    readBack,
    asAnswer: markAnswer === 'always',
    title: vscode.l10n.t('Accept “{0}”', handoff.title),
  };
  const waits = await withProgress(vscode.l10n.t('Accepting…'), () => sendAcceptance(found, how));
  await inbox.refresh(false);
  if (waits?.why)
    throw new UserError(
      vscode.l10n.t('It is not accepted yet and stands under Waiting to Send: {0}', waits.why),
    );
  vscode.window.setStatusBarMessage(vscode.l10n.t('Accepted: {0}', plainLabel(handoff.title)), 4_000);
  if (waits) return;
  await readByTaker(found, inbox);
  void offerAnswer(handoff.key, how, inbox).catch((error: unknown) => services.commands.show(error));
}

/** What somebody took over they have read; that they said so is no news to them. */
async function readByTaker({ entry: { handoff } }: Found, inbox: Inbox): Promise<void> {
  const now = (await inbox.entries()).find(({ entry }) => entry.handoff.key === handoff.key);
  if (now) await inbox.seen(now);
}

function refuseTaken({ entry: { handoff }, known }: Found): void {
  const { accepted } = handoff;
  if (accepted === null) return;
  throw new UserError(
    accepted.by === known.snapshot?.viewer
      ? vscode.l10n.t('You have accepted this handoff already.')
      : vscode.l10n.t('{0} has accepted this handoff already. Ask there before you begin.', accepted.by),
  );
}

/** The handoff of an item; where none was chosen, one of those that wait. */
async function foundBy(argument: HandoffArgument, inbox: Inbox): Promise<Found> {
  if (typeof argument === 'string') return inbox.find(argument);
  if (argument) return inbox.find(argument.handoff.key);
  const waiting = (await inbox.entries()).filter(({ entry }) => entry.waits && entry.standing !== 'own');
  if (waiting.length === 0)
    throw new UserError(vscode.l10n.t('No handoff waits for you. Refresh the Handoffs view to look again.'));
  const picked = await vscode.window.showQuickPick(
    waiting.map((found) => ({
      label: plainLabel(found.entry.handoff.title),
      description: plainLabel(found.entry.handoff.from ?? ''),
      found,
    })),
    { title: vscode.l10n.t('Which handoff is yours now?') },
  );
  if (!picked) throw new CancelledError('no handoff chosen');
  return picked.found;
}

/**
 * What the receiver understood, prefilled from the note. What it leaves out of the note's warnings stands below it
 * while it is written.
 */
async function askReadBack(handoff: Handoff): Promise<string | null> {
  const { next, risk } = readBackFrom(handoff);
  const saidNext = await ask(handoff, 1, {
    prompt: vscode.l10n.t('The next action, as you understand it'),
    value: next,
    before: '',
  });
  const saidRisk = await ask(handoff, 2, {
    prompt: vscode.l10n.t('The risk you see; empty for none'),
    value: risk,
    before: saidNext,
  });
  return readBackText(saidNext, saidRisk);
}

function ask(
  handoff: Handoff,
  step: number,
  { prompt, value, before }: { readonly prompt: string; readonly value: string; readonly before: string },
): Promise<string> {
  const input = vscode.window.createInputBox();
  Object.assign(input, { prompt, value, step, totalSteps: 2, ignoreFocusOut: true });
  input.title = vscode.l10n.t('Accept with Read-Back');
  const compare = (): void => {
    const missing = leftOut(handoff, `${before}\n${input.value}`).slice(0, 5);
    const message = vscode.l10n.t('Not in it: {0}', missing.join(' · '));
    input.validationMessage =
      missing.length === 0
        ? undefined
        : { message: plainMessage(message), severity: vscode.InputBoxValidationSeverity.Info };
  };
  compare();
  return new Promise<string>((resolve, reject) => {
    input.onDidChangeValue(compare);
    input.onDidAccept(() => {
      resolve(input.value);
      input.hide();
    });
    input.onDidHide(() => {
      reject(new CancelledError('no read-back given'));
      input.dispose();
    });
    input.show();
  });
}

/** Asks GitHub now: a person asked for it, so it may ask to sign in, and says why where it cannot. */
export async function refresh(inbox: Inbox): Promise<void> {
  await inbox.refresh(true);
  const known = await inbox.known();
  if (known.length === 0)
    throw new UserError(
      vscode.l10n.t(
        'No repository of this window has a remote on GitHub. Add one with "git remote add origin …" and try again.',
      ),
    );
  const problem = known.find((each) => each.problem !== null)?.problem;
  if (problem) throw new UserError(problem);
}
