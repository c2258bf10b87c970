import * as vscode from 'vscode';
import { rememberHour12 } from '../../host/hourCycle';
import { rememberReportedZone } from '../../host/myZone';
import { webviewPage } from '../../host/page';
import type { Services } from '../../host/services';
import { commands, views } from '../../ids';
import { parseTeamMessage, type TeamCommand, type TeamToWebview } from '../../protocol';
import { pictureHosts } from './pictures';
import type { TeamReader } from './reader';
import { zoneOfMine } from './reading';

/** A view that was hidden for longer than this is read anew when it is shown. */
const staleAfter = 10 * 60_000;

const targets: Readonly<Record<Exclude<TeamCommand, 'refresh' | 'showHidden'>, string>> = {
  draft: commands.draft,
  editTeam: commands.editTeam,
  setTimeZone: commands.setTimeZone,
  chooseIdentity: commands.chooseIdentity,
  manageTrust: 'workbench.trust.manage',
  openFolder: 'vscode.openFolder',
};

/** The Team view. Rows are painted from what is remembered, then from a reading. */
export function registerTeamView(services: Services, reader: TeamReader): vscode.Disposable {
  const { context, log, settings } = services;
  let view: vscode.WebviewView | null = null;

  const send = (message: TeamToWebview) => void view?.webview.postMessage(message);
  const show = () => {
    if (!view || !reader.model) return;
    view.description = reader.model.source === 'commits' ? vscode.l10n.t('from commits') : '';
    send({ type: 'model', model: reader.model });
  };
  const refresh = () => reader.refresh().catch((error: unknown) => log.error(error as Error));

  const onMessage = async (raw: unknown): Promise<void> => {
    const message = parseTeamMessage(raw);
    if (!message) return log.warn('The Team view sent a message that is none of its own; it was ignored.');
    if (message.type === 'ready') {
      await rememberReportedZone(context.globalState, message.zone);
      await rememberHour12(context.globalState, message.hour12);
      await reader.recall();
      show();
      // Also where a machine that has travelled says so.
      if (!reader.isRead || reader.model?.me.zone !== zoneOfMine(services, reader.reading)) await refresh();
    } else if (message.type === 'member') {
      await (await import('./memberMenu')).showMember(services, reader, message.id);
    } else if (message.type === 'declare') {
      await (await import('./declare')).declareZone(services, reader, message.id);
    } else if (message.type === 'group') await reader.arrange(() => ({ group: message.group }));
    else if (message.command === 'showHidden') await reader.arrange(() => ({ hidden: [] }));
    else if (message.command === 'refresh') await refresh();
    else {
      await vscode.commands.executeCommand(targets[message.command]);
      if (message.command === 'chooseIdentity') await refresh();
    }
  };

  /** Pictures may be loaded only while the person wants them. */
  let withPictures = false;
  const paint = ({ webview }: vscode.WebviewView): void => {
    withPictures = settings.current().avatars === 'github';
    const pictures = withPictures ? pictureHosts : [];
    webview.html = webviewPage(webview, context.extensionUri, 'team', vscode.l10n.t('Team'), pictures);
  };
  const onSettings = () => {
    if (view && (settings.current().avatars === 'github') !== withPictures) paint(view);
  };

  const provider: vscode.WebviewViewProvider = {
    resolveWebviewView(resolved) {
      view = resolved;
      let hiddenAt: number | null = null;
      const { webview } = resolved;
      const listeners = vscode.Disposable.from(
        webview.onDidReceiveMessage((raw: unknown) => {
          onMessage(raw).catch((error: unknown) => services.commands.show(error));
        }),
        resolved.onDidChangeVisibility(() => {
          send({ type: 'visibility', visible: resolved.visible });
          if (!resolved.visible) hiddenAt = Date.now();
          else if (hiddenAt !== null && Date.now() - hiddenAt > staleAfter) void refresh();
        }),
      );
      resolved.onDidDispose(() => {
        listeners.dispose();
        if (view === resolved) view = null;
      });
      paint(resolved);
    },
  };
  return vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(views.team, provider),
    reader.onDidChange(show),
    settings.onDidChange(onSettings),
  );
}
