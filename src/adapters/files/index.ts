import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import type { Files, Machine } from '../../core/ports/files';
import type { TextPieces } from '../../core/ports/pieces';
import { filePieces } from './pieces';
import { runtimeOf } from './runtime';

const oneMebibyte = 1_048_576;

/** The disk, read only. */
export function createFiles(): Files & TextPieces {
  return {
    pieces: filePieces,
    async read(path, maxBytes = oneMebibyte) {
      try {
        // Asked before opening: opening a pipe would wait for its writer.
        const found = await stat(path);
        if (!found.isFile() || found.size > maxBytes) return null;
        return await readFile(path, 'utf8');
      } catch {
        return null;
      }
    },
    real: (path) => realpath(path).catch(() => null),
    list: listFiles,
  };
}

const madeByTools = new Set(['.git', '.hg', '.svn', 'node_modules', '.venv', 'venv', '__pycache__', '.tox']);

async function listFiles(folder: string, limit = 100_000): Promise<readonly string[]> {
  const found: string[] = [];
  // Breadth first: where the limit cuts, what lies deepest is missing.
  const open = [''];
  for (const inside of open) {
    const entries = await readdir(join(folder, inside), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory() && !madeByTools.has(entry.name)) open.push(path);
      else if (entry.isFile() && found.push(path) >= limit) return found;
    }
  }
  return found;
}

/** The machine this process runs on. */
export function createMachine(): Machine {
  return {
    os: `${platform()} ${arch()}`,
    // Asked when needed: the first question to ICU takes longer than all else that happens at the start.
    get zone() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    zoneData: process.versions['tz'] ?? 'unknown',
    variable: (name) => process.env[name] ?? null,
    runtimeOf,
  };
}
