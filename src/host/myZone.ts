import type { Memento } from 'vscode';

/** Where the zone is remembered that a webview's browser side reported of the machine the person sits at. */
const reportedKey = 'baton.reportedZone';

/** Remembers what the browser side says of the person's own machine; anything that is not a zone is ignored. */
export async function rememberReportedZone(memory: Memento, zone: string | null): Promise<void> {
  if (zone !== null && isZone(zone) && memory.get(reportedKey) !== zone)
    await memory.update(reportedKey, zone);
}

/**
 * My own time zone: the setting if given, else what the browser side reported (the extension host may run in a
 * container whose clock says UTC), else my entry in the team file, else the zone of the machine that runs Baton.
 */
export function myZone(from: {
  readonly setting: string | null;
  readonly memory: Memento;
  readonly team?: string | null;
  readonly machine: string;
}): string {
  const reported = from.memory.get<unknown>(reportedKey);
  const candidates = [from.setting, reported, from.team, from.machine];
  return candidates.find((zone): zone is string => typeof zone === 'string' && isZone(zone)) ?? 'UTC';
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
