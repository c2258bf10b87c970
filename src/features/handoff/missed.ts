import * as vscode from 'vscode';
import { myZone } from '../../host/myZone';
import type { Services } from '../../host/services';
import { whileSettings } from '../../host/whileSettings';
import { settings as ids } from '../../ids';
import type { Notebook } from './notebook';

/** Not while VS Code is still starting, and often enough for a window that stays open over night, milliseconds. */
const first = 5_000;
const between = 30 * 60_000;

/** While the person wants to be reminded: a day that ended without a note gets one in the Drafts view, quietly. */
export function whileMissing(services: Services, notebook: Notebook): vscode.Disposable {
  return whileSettings(
    services.settings,
    ({ reminder }) => reminder,
    () => {
      const look = (): void => {
        // Only the window in front of the person: the others would do the same.
        if (!vscode.window.state.focused) return;
        keepMissedDay(services, notebook, Date.now()).catch((error: unknown) => {
          services.log.warn(`The missed day could not be drafted: ${String(error)}`);
        });
      };
      const soon = setTimeout(look, first);
      const timer = setInterval(look, between);
      return {
        dispose: () => {
          clearTimeout(soon);
          clearInterval(timer);
        },
      };
    },
  );
}

/** Drafts the note of the last working day when that was missed. `now`: milliseconds since 1970. */
export async function keepMissedDay(
  services: Services,
  notebook: Notebook,
  now: number,
): Promise<string | null> {
  const homes = await notebook.homesIfAny();
  const [home] = homes;
  if (!home) return null;
  const [{ draftMissedDay }, { myHours }, { chosenIdentity }, { instantIn }] = await Promise.all([
    import('../../usecases/draftMissedDay'),
    import('../../usecases/myHours'),
    import('./identity'),
    import('../../core/time/zone'),
  ]);
  const { settings, context, machine } = services;
  const as = await chosenIdentity(home);
  const at = instantIn(now, 'UTC');
  const declared = await myHours({ directory: home.repository.root, as, at }, services).catch(() => null);
  const zone = myZone({
    setting: settings.current().timeZone,
    memory: context.globalState,
    team: declared?.zone ?? null,
    machine: machine.zone,
  });
  const note = await draftMissedDay(
    {
      directories: notebook.directories(),
      zone,
      now: instantIn(now, zone),
      hours:
        settings.isAnswered(ids.workingHours) || !declared ? settings.current().workingHours : declared.hours,
      ...(as !== null && { as: [as] }),
    },
    home.state,
    homes.map(({ state }) => state),
    services,
  );
  if (note !== null) notebook.changed();
  return note;
}
