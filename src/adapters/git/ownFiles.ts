import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What git's own files answer without a start of git, which costs more than the answer. Each says `true` when it cannot
 * tell, as where references are kept in tables: then git is asked.
 */

/** So much of a file is read, bytes. */
const mostRead = 1 << 18;

/** Whether the repository may have a tag. */
export async function mayHaveTags(commonDirectory: string): Promise<boolean> {
  const [tables, packed, loose] = await Promise.all([
    sizeOf(join(commonDirectory, 'reftable')),
    sizeOf(join(commonDirectory, 'packed-refs')),
    readdir(join(commonDirectory, 'refs', 'tags')).catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? [] : null,
    ),
  ]);
  if (tables !== null || loose === null || loose.length > 0 || (packed ?? 0) > mostRead) return true;
  if (packed === null) return false;
  return readFile(join(commonDirectory, 'packed-refs'), 'latin1').then(
    (text) => text.includes(' refs/tags/'),
    () => true,
  );
}

/**
 * Whether one of the reflogs may have an entry since then whose message matches.
 * @param logs absolute paths
 * @param since epoch milliseconds
 */
export async function mayHaveLogged(
  commonDirectory: string,
  logs: readonly string[],
  message: RegExp,
  since: number,
): Promise<boolean> {
  if ((await sizeOf(join(commonDirectory, 'reftable'))) !== null) return true;
  const found = await Promise.all(logs.map((log) => mayHold(log, message, since).catch(() => true)));
  return found.includes(true);
}

async function mayHold(log: string, message: RegExp, since: number): Promise<boolean> {
  const size = await sizeOf(log);
  if (size === null) return false;
  const start = Math.max(0, size - mostRead);
  const lines = (await readFrom(log, start)).split('\n').slice(start > 0 ? 1 : 0);
  const entries = lines.filter(Boolean).map((line) => {
    const tab = line.indexOf('\t');
    const seconds = /> (\d{1,12}) [+-]\d{4}$/.exec(line.slice(0, tab))?.[1];
    return { at: Number(seconds ?? NaN) * 1000, message: line.slice(tab + 1) };
  });
  const recent = entries.filter(({ at }) => !(at < since));
  // What began before the part that was read may be as new.
  if (start > 0 && recent.length === entries.length) return true;
  return recent.some((entry) => Number.isNaN(entry.at) || message.test(entry.message));
}

async function readFrom(file: string, start: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostRead), 0, mostRead, start);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Bytes; null when there is no such file or folder, and endless when nothing tells. */
async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ size }) => size,
    ({ code }: NodeJS.ErrnoException) => (code === 'ENOENT' || code === 'ENOTDIR' ? null : Infinity),
  );
}
