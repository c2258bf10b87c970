import * as vscode from 'vscode';
import { asksOf } from '../../core/inbox/asks';
import { asksDocument } from '../../core/inbox/asksDocument';
import { digestDocument } from '../../core/inbox/digestDocument';
import type { Handoff } from '../../core/inbox/model';
import { noteDocument, type Reading } from '../../core/inbox/noteDocument';
import { oneLine, visibleName } from '../../core/text/visible';
import { UserError } from '../../core/errors';
import { withProgress } from '../../host/progress';
import { commands } from '../../ids';
import { recheck } from '../../usecases/inbox/recheck';
import { whatChanged } from '../../usecases/inbox/whatChanged';
import type { Found, Inbox } from './inbox';
import type { Pages } from './pages';
import { gitHubFor, type Known } from './reading';

/** Opens a handoff as a read-only document, then holds what it says against GitHub. */
export async function readHandoff(key: string, inbox: Inbox, pages: Pages): Promise<void> {
  const found = await inbox.find(key);
  const { handoff } = found.entry;
  const uri = pages.uri(fileName(handoff.title), key);
  pages.put(uri, noteText(found, null));
  await pages.show(uri);
  await inbox.seen(found);
  await checkAgain(found, inbox, (text) => pages.put(uri, text));
}

/** The text of a handoff's document, for a window that comes back with it open. */
export async function textOf(query: string, inbox: Inbox): Promise<string> {
  if (query === 'digest' || query === 'questions')
    return vscode.l10n.t('This was written for a moment that has passed. Run the command again.');
  return noteText(await inbox.find(query), null);
}

async function checkAgain(found: Found, inbox: Inbox, put: (text: string) => void): Promise<void> {
  const { handoff } = found.entry;
  if (handoff.claims.length + handoff.plans.length === 0) return;
  const gitHub = await gitHubFor(found.known, inbox.services, false).catch(() => null);
  put(noteText(found, await recheck(handoff, gitHub, Date.now())));
}

function noteText(
  { entry: { handoff }, known: { reader, snapshot } }: Found,
  checked: (Pick<Reading, 'fired'> & { readonly checked: NonNullable<Reading['checked']> }) | null,
): string {
  const now = Date.now();
  return noteDocument(handoff, {
    now,
    zone: reader.zone,
    asOf: snapshot ? Date.parse(snapshot.asOf) : now,
    checked: checked?.checked ?? null,
    fired: checked?.fired ?? [],
  });
}

/** One digest of what happened since the person last worked. GitHub is asked; where it cannot be, the last state is told. */
export async function showChanges(inbox: Inbox, pages: Pages): Promise<void> {
  await inbox.refresh(true);
  const known = await inbox.known();
  const { reader } = firstOf(known);
  const found = await inbox.entries();
  const byEntry = new Map(found.map(({ entry, known: each }) => [entry, each]));
  const problems = known.flatMap(({ problem }) => problem ?? []);
  const digest = await withProgress(vscode.l10n.t('Catching up…'), (signal) =>
    whatChanged(
      {
        entries: [...byEntry.keys()],
        reader,
        now: Date.now(),
        asOf: oldestOf(known),
        offline: problems[0] ?? null,
      },
      async (entry) => {
        const each = byEntry.get(entry);
        return each ? gitHubFor(each, inbox.services, false) : null;
      },
      signal,
    ),
  );
  const uri = pages.uri(vscode.l10n.t('What changed since I left'), 'digest');
  pages.put(uri, digestDocument(digest, reader.zone));
  await pages.show(uri);
}

/** Every open ask of all notes, from what is known. */
export async function showQuestions(inbox: Inbox, pages: Pages): Promise<void> {
  if ((await inbox.known()).every(({ snapshot }) => snapshot === null)) await inbox.refresh(true);
  const { reader } = firstOf(await inbox.known());
  const handoffs = (await inbox.entries()).map(({ entry }): Handoff => entry.handoff);
  const now = Date.now();
  const uri = pages.uri(vscode.l10n.t('Open questions'), 'questions');
  pages.put(uri, asksDocument(asksOf(handoffs, reader.team, now), reader.zone, now));
  await pages.show(uri);
}

/** @throws UserError where there is no repository with Discussions, or GitHub was never asked */
function firstOf(known: readonly Known[]): Known {
  const first = known[0];
  if (!first)
    throw new UserError(
      vscode.l10n.t(
        'No repository of this window has a remote on GitHub. Add one with "git remote add origin …" and try again.',
      ),
    );
  const unread = known.find(({ snapshot, problem }) => snapshot === null && problem !== null);
  if (unread && known.every(({ snapshot }) => snapshot === null))
    throw new UserError(unread.problem ?? '', {
      title: vscode.l10n.t('Try Again'),
      command: commands.refreshInbox,
    });
  return first;
}

function oldestOf(known: readonly Known[]): number {
  const all = known.flatMap(({ snapshot }) => (snapshot ? [Date.parse(snapshot.asOf)] : []));
  return all.length === 0 ? Date.now() : Math.min(...all);
}

/** A title as the name of a document, without whom it is from and for. */
function fileName(title: string): string {
  const route = title.includes(' → ') ? title.lastIndexOf(' · ') : -1;
  return (
    oneLine(visibleName(route > 0 ? title.slice(0, route) : title))
      .replace(/[\\/:*?"<>|#%]/g, ' ')
      .trim()
      .slice(0, 60) || 'handoff'
  );
}
