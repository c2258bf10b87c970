import { copyFile, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for indexes of our own. It is never inside the repository. */
export interface Scratch {
  path(name: string): string;
  remove(): Promise<void>;
}

const prefix = 'baton-share-';

/** Opens one, and takes away what a process that was killed left behind. */
export async function openScratch(): Promise<Scratch> {
  const [folder] = await Promise.all([mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`)), sweep()]);
  return {
    path: (name) => join(folder, name),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (pid > 0 && !isAlive(pid))
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Whether a process of this machine has the number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Copies an index with its age: git looks into a file that is as young as the index, and a younger copy would hide
 * a change that was made in the same instant.
 */
export async function copyIndex(from: string, to: string): Promise<void> {
  // The age first: a new index that comes in between is then taken for older than it is, which only costs time.
  const found = await stat(from).catch(() => null);
  if (found === null) return;
  await copyFile(from, to);
  const age = Math.floor(found.mtimeMs * 1000 - 1) / 1_000_000;
  await utimes(to, age, age);
}

/**
 * Makes an index look younger than the files in it. Else git, which counts in whole seconds, reads those again that were
 * written in the second of the index whenever it writes that: somebody could have changed one since. Only for an index
 * that is not compared with files before git has written it anew, with its true age.
 */
export async function trustIndex(path: string): Promise<void> {
  const soon = new Date(Date.now() + 2_000);
  await utimes(path, soon, soon).catch(() => undefined);
}
