import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Teammate } from '../../core/team/model';
import { plainLabel } from '../../host/plainText';
import type { Services } from '../../host/services';
import { internalCommands } from '../../ids';
import type { MenuItem } from './ask';
import type { TeamReading } from './reading';
import { gitHubOf } from './remote';

/** Opens the latest handoff of somebody whose login is known. */
export function handoffItems(services: Services, { directory }: TeamReading, member: Teammate): MenuItem[] {
  const { login, name } = member;
  if (login === undefined) return [];
  return [
    {
      label: vscode.l10n.t('Open Their Latest Handoff'),
      run: async () => {
        const opened = await vscode.commands
          .executeCommand<boolean>(internalCommands.openLatestOf, login)
          .then(undefined, () => false);
        if (opened !== true) await openDiscussions(services, directory, login, name);
      },
    },
  ];
}

/** What the inbox does not know may be on GitHub: their Discussions there, the newest first. */
async function openDiscussions(
  services: Services,
  directory: string,
  login: string,
  name: string,
): Promise<void> {
  const address = await gitHubOf(services, directory);
  if (!address)
    throw new UserError(
      vscode.l10n.t(
        'No handoff of {0} is known here, and no remote on GitHub tells of one. Ask for its address, then run Open Handoff….',
        plainLabel(name),
      ),
    );
  const host = address.host.includes('://') ? address.host : `https://${address.host}`;
  const query = new URLSearchParams({ discussions_q: `author:${login} sort:date_created` });
  const page = `${host}/${address.owner}/${address.name}/discussions?${query.toString()}`;
  await vscode.env.openExternal(vscode.Uri.parse(page, true));
}
