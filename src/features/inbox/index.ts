import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import { commands, internalCommands } from '../../ids';
import type { HandoffArgument } from './accept';
import { followInbox, warnWhileEditing } from './follow';
import { groupsOf } from './groups';
import { Inbox } from './inbox';
import { Pages } from './pages';

/** Receiving: what waits for me, what changed, taking over. What speaks with GitHub is loaded when somebody looks. */
export const register: Register = (services) => {
  const inbox = new Inbox(services);
  const documents = () => import('./documents');
  const accepting = () => import('./accept');
  const pages = new Pages(async (query) => (await documents()).textOf(query, inbox));
  const command = services.commands.register;
  return vscode.Disposable.from(
    inbox,
    pages,
    ...groupsOf(inbox).map((group) => services.handoffGroups.add(group)),
    followInbox(inbox, services),
    warnWhileEditing(inbox, services),
    command(commands.refreshInbox, async () => (await accepting()).refresh(inbox)),
    command(commands.accept, async (row: HandoffArgument) => (await accepting()).accept(row, inbox, false)),
    command(commands.acceptReadBack, async (row: HandoffArgument) =>
      (await accepting()).accept(row, inbox, true),
    ),
    command(commands.showChanges, async () => (await documents()).showChanges(inbox, pages)),
    command(commands.showQuestions, async () => (await documents()).showQuestions(inbox, pages)),
    command(internalCommands.readHandoff, async (key: string) =>
      (await documents()).readHandoff(key, inbox, pages),
    ),
    command(internalCommands.openLatestOf, async (login: string) => {
      const wanted = login.toLowerCase();
      const latest = (await inbox.entries()).find(
        ({ entry: { handoff } }) => handoff.from?.toLowerCase() === wanted,
      );
      if (!latest) return false;
      await (await documents()).readHandoff(latest.entry.handoff.key, inbox, pages);
      return true;
    }),
  );
};
