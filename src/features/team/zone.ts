import * as vscode from 'vscode';
import { CancelledError } from '../../core/errors';
import { showsHour12 } from '../../host/hourCycle';
import { myZone } from '../../host/myZone';
import type { Services } from '../../host/services';
import { travelText } from '../../host/travel';
import { settings as ids } from '../../ids';

interface ZoneItem extends vscode.QuickPickItem {
  readonly zone: string;
}

/**
 * Lets the person choose their zone among all that the runtime knows, each with its present time, for good or until a
 * day, and writes the setting for all workspaces.
 * @throws CancelledError when nothing was chosen
 */
export async function setMyTimeZone(services: Services): Promise<void> {
  const [{ zoneNames, formatOffset }, { DateTime }, { dayAndClock }, { callings }] = await Promise.all([
    import('../../core/time/zone'),
    import('../../core/time/luxon'),
    import('../../core/time/format'),
    import('../../core/time/callings'),
  ]);
  const called = callings();
  const now = DateTime.now();
  const hour12 = showsHour12(services.context.globalState);
  const clock = (zone: string) => {
    const there = now.setZone(zone);
    return `${dayAndClock(there, hour12)} · UTC${formatOffset(there.offset)}`;
  };
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
    ...zoneNames().map((zone) => ({
      zone,
      label: zone,
      description: [clock(zone), ...called(zone)].join(' · '),
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('My Time Zone'),
    placeHolder:
      current === 'auto' ? vscode.l10n.t('Automatic: {0}', auto) : vscode.l10n.t('Now {0}', current),
    matchOnDescription: true,
  });
  if (!picked) throw new CancelledError('no zone chosen');
  const until = picked.zone === 'auto' ? null : await askUntil(picked.zone);
  await services.settings.answer(
    ids.timeZone,
    until === null ? picked.zone : travelTo(services, picked.zone, until),
  );
}

/** Null for good; else the last day there. */
async function askUntil(zone: string): Promise<string | null> {
  const forGood = vscode.l10n.t('From Now On');
  const untilDay = vscode.l10n.t('Until a Day…');
  const chosen = await vscode.window.showQuickPick([forGood, untilDay], {
    title: zone,
    placeHolder: vscode.l10n.t('For how long?'),
  });
  if (chosen === undefined) throw new CancelledError('no length of stay chosen');
  if (chosen === forGood) return null;
  const { DateTime } = await import('../../core/time/luxon');
  const { dayOfIso } = await import('../../core/time/rules');
  const { zoneOf } = await import('../../core/time/zone');
  const today = DateTime.now().setZone(zoneOf(zone));
  const until = await vscode.window.showInputBox({
    title: vscode.l10n.t('In {0} Until', zone),
    prompt: vscode.l10n.t('The last day there, such as {0}', today.plus({ days: 7 }).toISODate()),
    value: today.plus({ days: 7 }).toISODate(),
    validateInput: (text) =>
      dayOfIso(text.trim()) === null
        ? vscode.l10n.t('Write the day as {0}.', today.plus({ days: 7 }).toISODate())
        : text.trim() < today.toISODate()
          ? vscode.l10n.t('That day is over.')
          : undefined,
  });
  if (until === undefined) throw new CancelledError('no day given');
  return until.trim();
}

/** Who travels goes back to the zone that was set before; else to that of the machine. */
function travelTo({ settings }: Services, zone: string, until: string): string {
  const { travel, timeZone } = settings.current();
  return travelText({ zone, until, then: travel === null ? timeZone : travel.then });
}
