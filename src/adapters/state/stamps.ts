import { mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import type { StampStore } from '../../core/ports/authors';

/** One file: the header as a line of JSON, then the rows, four bytes a number, little-endian as on every machine. */
export function createStampStore(directory: string): StampStore {
  const file = path.join(directory, 'authors.bin');
  return {
    read: async () => {
      const bytes = await readFile(file).catch(() => null);
      const end = bytes?.indexOf(0x0a) ?? -1;
      if (bytes === null || end < 0 || (bytes.length - end - 1) % 4 !== 0) return null;
      // Copied: numbers of four bytes must begin at a multiple of four.
      const rows = new Uint32Array(new Uint8Array(bytes.subarray(end + 1)).buffer);
      return { header: bytes.toString('utf8', 0, end), rows };
    },
    write: async (header, rows) => {
      const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        const handle = await open(temporary, 'wx', 0o600);
        try {
          await handle.write(`${header}\n`);
          await handle.write(new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength));
        } finally {
          await handle.close();
        }
        await rename(temporary, file);
      } catch {
        await unlink(temporary).catch(() => undefined);
      }
    },
  };
}
