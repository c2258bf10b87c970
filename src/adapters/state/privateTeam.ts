import { mkdir, readFile, rm } from 'node:fs/promises';
import * as path from 'node:path';
import type { PrivateTeam } from '../../core/ports/privateTeam';
import { writeAtomically } from './atomic';

/** One file among the person's own, so that a terminal knows what the editor's settings say. */
export function createPrivateTeam(directory: string): PrivateTeam {
  const file = path.join(directory, 'team.json');
  const read = async (): Promise<readonly unknown[]> => {
    try {
      const entries: unknown = JSON.parse(await readFile(file, 'utf8'));
      return Array.isArray(entries) ? entries : [];
    } catch {
      return [];
    }
  };
  return {
    read,
    write: async (entries) => {
      if (entries.length === 0) return rm(file, { force: true });
      if (JSON.stringify(await read()) === JSON.stringify(entries)) return;
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await writeAtomically(file, `${JSON.stringify(entries, null, 2)}\n`);
    },
  };
}
