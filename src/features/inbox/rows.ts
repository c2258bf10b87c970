import * as vscode from 'vscode';
import { ago } from '../../core/inbox/times';
import { forMe, type Entry } from '../../core/inbox/waiting';
import type { RepositoryAddress } from '../../core/ports/github';
import type { ReadDiscussion } from '../../core/ports/inbox';
import { oneLine, visible } from '../../core/text/visible';
import type { HandoffNode } from '../../host/handoffGroups';
import { plainLabel } from '../../host/plainText';
import { commands, internalCommands } from '../../ids';
import type { Found, Inbox } from './inbox';

/** A handoff as a row of the Handoffs view. Start Here reads its address from it, Retract and Edit where it stands. */
export interface HandoffRow extends HandoffNode {
  readonly handoff: {
    readonly key: string;
    readonly url: string;
    readonly id: string;
    readonly address: RepositoryAddress;
    readonly thread: Pick<ReadDiscussion, 'id' | 'number' | 'kind'>;
    /** Of what Baton keeps about the repository. */
    readonly directory: string;
  };
}

const day = 86_400_000;
/** Of my own notes the newest are listed, and none that is older. */
const mostOwn = 10;
const ownDays = 14 * day;

/** What waits for me, the newest first; a sentence where nothing does, and nothing at all before GitHub was asked. */
export async function rowsForMe(inbox: Inbox): Promise<readonly HandoffNode[]> {
  const now = Date.now();
  const listed = new Set(
    (await inbox.known()).flatMap(({ entries }) => forMe(entries, now).map(({ handoff }) => handoff.key)),
  );
  const found = (await inbox.entries()).filter(({ entry }) => listed.has(entry.handoff.key));
  if (found.length > 0) return found.map((each) => rowOf(each, now));
  if (!(await inbox.known()).some(({ snapshot }) => snapshot !== null)) return [];
  return [
    sentence(
      vscode.l10n.t(
        'Nothing waits for you. A note that is addressed to you shows up here once it is posted.',
      ),
    ),
  ];
}

/** Before GitHub was ever asked: how to ask it. Nothing where there is nobody to ask. */
export async function askFirst(inbox: Inbox): Promise<readonly HandoffNode[]> {
  const known = await inbox.known();
  if (known.length === 0 || known.some(({ snapshot }) => snapshot !== null)) return [];
  const look = sentence(
    vscode.l10n.t('Look for handoffs for you: it asks GitHub, signing in if you have not.'),
  );
  const title = vscode.l10n.t('Look for handoffs for you');
  look.treeItem.command = { command: commands.refreshInbox, title };
  look.treeItem.iconPath = new vscode.ThemeIcon('refresh');
  return [look];
}

/** My own notes, and whether somebody took them over. */
export async function rowsByMe(inbox: Inbox): Promise<readonly HandoffNode[]> {
  const now = Date.now();
  return (await inbox.entries())
    .filter(({ entry: { standing, handoff } }) => {
      return standing === 'own' && now - Date.parse(handoff.postedAt) < ownDays;
    })
    .slice(0, mostOwn)
    .map((each) => rowOf(each, now));
}

function rowOf({ entry, known }: Found, now: number): HandoffRow {
  const { handoff, standing, waits, unread } = entry;
  const { key, url, id, next, address } = handoff;
  const isOwn = standing === 'own';
  const title = shown(handoff.title);
  const item = new vscode.TreeItem(title);
  const isNew = unread && !isOwn;
  if (isNew) item.label = { label: title, highlights: [[0, title.length]] };
  item.id = `handoff:${isOwn ? 'own' : 'me'}:${key}`;
  item.iconPath = new vscode.ThemeIcon(
    handoff.accepted !== null ? 'check' : isOwn ? 'clock' : isNew ? 'mail' : 'mail-read',
  );
  const from = shown(handoff.from ?? vscode.l10n.t('somebody who left'));
  const age = ago(Date.parse(handoff.postedAt), now);
  item.description = [...(isOwn ? [] : [from]), age, stateOf(entry)].join(' · ');
  item.contextValue = isOwn ? 'handoffOwn' : waits ? 'handoffWaits' : 'handoff';
  const todo = next === null ? vscode.l10n.t('the note names no next action') : shown(next);
  const strange = handoff.isMember ? [] : [vscode.l10n.t('{0} does not belong to this repository.', from)];
  item.tooltip = [vscode.l10n.t('Next: {0}', todo), title, item.description, ...strange].join('\n');
  const label = [
    ...(isNew ? [vscode.l10n.t('Unread')] : []),
    title,
    item.description,
    vscode.l10n.t('Next: {0}', todo),
    ...strange,
  ];
  item.accessibilityInformation = { label: label.join(', ') };
  item.command = {
    command: internalCommands.readHandoff,
    title: vscode.l10n.t('Open'),
    arguments: [key],
  };
  const { directory } = known.state;
  return {
    treeItem: item,
    handoff: { key, url, id, address, thread: threadOf(entry, known), directory },
    url,
  };
}

/** The Discussion, issue or pull request that a handoff stands in. */
function threadOf({ handoff }: Entry, { snapshot }: Found['known']): HandoffRow['handoff']['thread'] {
  const read = snapshot?.discussions.find(({ id }) => id === handoff.discussionId);
  return { id: handoff.discussionId, number: read?.number ?? 0, ...(read?.kind && { kind: read.kind }) };
}

function stateOf({ handoff: { accepted, closed }, waits }: Entry): string {
  if (accepted !== null) return vscode.l10n.t('accepted by {0}', shown(accepted.by));
  return waits || !closed ? vscode.l10n.t('not yet accepted') : vscode.l10n.t('closed');
}

function sentence(text: string): HandoffNode {
  const item = new vscode.TreeItem(text);
  item.id = 'handoff:none';
  item.tooltip = text;
  return { treeItem: item };
}

const shown = (text: string): string => plainLabel(oneLine(visible(text)));
