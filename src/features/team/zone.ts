import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import { myZone } from '../../host/myZone';
import type { Services } from '../../host/services';
import { settings as ids } from '../../ids';

interface ZoneItem extends vscode.QuickPickItem {
  readonly zone: string;
}

/**
 * Lets the person choose their zone among all that the runtime knows, each with its present time, and writes the
 * setting for all workspaces.
 * @throws CancelledError when nothing was chosen
 */
export async function setMyTimeZone(services: Services): Promise<void> {
  const [{ zoneNames }, { DateTime }] = await Promise.all([
    import('../../core/time/zone'),
    import('../../core/time/luxon'),
  ]);
  const now = DateTime.now();
  const clock = (zone: string) => now.setZone(zone).toFormat("ccc HH:mm '·' 'UTC'ZZ", { locale: 'en' });
  const auto = myZone({
    setting: null,
    memory: services.context.globalState,
    machine: services.machine.zone,
  });
  const current = services.settings.current().timeZone ?? 'auto';
  const items: ZoneItem[] = [
    {
      zone: 'auto',
      label: vscode.l10n.t('Automatic'),
      description: `${auto} · ${clock(auto)}`,
      detail: vscode.l10n.t('The zone of the machine I sit at'),
    },
    ...zoneNames().map((zone) => ({ zone, label: zone, description: clock(zone) })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('My Time Zone'),
    placeHolder:
      current === 'auto' ? vscode.l10n.t('Automatic: {0}', auto) : vscode.l10n.t('Now {0}', current),
    matchOnDescription: true,
  });
  if (!picked) throw new CancelledError('no zone chosen');
  await services.settings.answer(ids.timeZone, picked.zone);
}
