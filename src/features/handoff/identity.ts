import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import { choiceOf } from '../../core/journal/notes';
import { plainLabel } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Home, Notebook } from './notebook';

const key = 'identity';
/** How far back authors are offered, and how many. */
const days = 90;
const most = 50;

interface Choice extends vscode.QuickPickItem {
  readonly email?: string;
}

/** The e-mail that drafts are made for: what was chosen for this repository, else git's; null when there is neither. */
export async function identityOf(home: Home): Promise<string | null> {
  const { events } = await home.state.read();
  return choiceOf(events, key) ?? (await home.repository.identity()).email;
}

/** What the person chose to be in this repository; null when git's own answer stands. */
export async function chosenIdentity(home: Home): Promise<string | null> {
  return choiceOf((await home.state.read()).events, key);
}

/**
 * Lets the person say who they are in this repository, and remembers it.
 * @throws CancelledError when nothing was chosen
 */
export async function chooseIdentity(home: Home, notebook: Notebook): Promise<string> {
  const [current, own, authors] = await withProgress(vscode.l10n.t('Reading who commits here…'), (signal) =>
    Promise.all([identityOf(home), home.repository.identity(signal), authorsOf(home, signal)]),
  );
  const fromGit = own.email ? [itemOf(own.email, vscode.l10n.t('from git config'))] : [];
  const other: Choice = { label: vscode.l10n.t('Another e-mail…'), alwaysShow: true };
  const items: Choice[] = [
    ...fromGit,
    ...authors.filter((author) => author.email !== own.email),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    other,
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Who am I in {0}?', path.basename(home.repository.root)),
    placeHolder: current
      ? vscode.l10n.t('Drafts are made for {0}', current)
      : vscode.l10n.t('git knows no e-mail here'),
    matchOnDescription: true,
  });
  const email = picked === other ? await typedEmail() : picked?.email;
  if (!email) throw new CancelledError('no identity chosen');
  const value = email === own.email ? null : email;
  await home.state.append([{ kind: 'choice', at: new Date().toISOString(), key, value }]);
  notebook.changed();
  return email;
}

function typedEmail(): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title: vscode.l10n.t('My e-mail, as it is in my commits'),
      validateInput: (text) =>
        /^[^\s@]+@[^\s@]+$/.test(text.trim())
          ? null
          : vscode.l10n.t('Write an e-mail address, such as asha@example.com.'),
    })
    .then((text) => text?.trim());
}

/** The authors of the last months, the most frequent first. */
async function authorsOf(home: Home, signal: AbortSignal): Promise<readonly Choice[]> {
  const { DateTime } = await import('../../core/time/luxon');
  const now = DateTime.utc();
  const counts = new Map<string, { name: string; commits: number }>();
  for await (const { name, email } of home.repository.authorStamps(now.minus({ days }), now, signal)) {
    counts.set(email, { name, commits: (counts.get(email)?.commits ?? 0) + 1 });
  }
  return [...counts]
    .sort(([, one], [, other]) => other.commits - one.commits)
    .slice(0, most)
    .map(([email, { name }]) => itemOf(email, name));
}

/** Names and addresses come from commits. */
function itemOf(email: string, description: string): Choice {
  return { label: plainLabel(email), description: plainLabel(description), email };
}
