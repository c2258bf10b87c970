import type { StateStore } from '../core/ports/state';
import type { SettingsReader } from './settings';

/**
 * Baton's own data in which the settings say what is privately known of the team. Whenever the editor asks for it, it is
 * written down there too: a terminal knows no settings.
 */
export function withPrivateTeam(store: StateStore, { current }: Pick<SettingsReader, 'current'>): StateStore {
  const { privateTeam } = store;
  const read = async (): Promise<readonly unknown[]> => {
    const entries = current().privateTeam;
    // The editor goes on where that cannot be written: whatever it must keep says so itself.
    await privateTeam.write(entries).catch(() => undefined);
    return entries;
  };
  return { ...store, privateTeam: { ...privateTeam, read } };
}
