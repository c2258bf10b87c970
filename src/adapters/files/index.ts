import { readFile, realpath, stat } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import type { Files, Machine } from '../../core/ports/files';

const oneMebibyte = 1_048_576;

/** The disk, read only. */
export function createFiles(): Files {
  return {
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
  };
}

/** The machine this process runs on. */
export function createMachine(): Machine {
  return {
    os: `${platform()} ${arch()}`,
    runtime: `Node ${process.versions.node}`,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    zoneData: process.versions['tz'] ?? 'unknown',
  };
}
