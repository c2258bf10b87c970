import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atExit } from './processes';
import { rmSync } from 'node:fs';

/** Does `work` while no other process holds the folder `path`; a lock whose holder died is taken over. */
export async function withLock<T>(path: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  for (let told = false; !(await take(path)); await pause(500)) {
    if (await abandoned(path)) await rm(path, { recursive: true, force: true });
    else if (!told) {
      told = true;
      waiting();
    }
  }
  const release = atExit(() => rmSync(path, { recursive: true, force: true }));
  try {
    return await work();
  } finally {
    release();
    await rm(path, { recursive: true, force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  await writeFile(join(path, 'pid'), String(process.pid));
  return true;
}

async function abandoned(path: string): Promise<boolean> {
  const read = () => readFile(join(path, 'pid'), 'utf8').catch(() => '');
  let pid = Number(await read());
  if (!pid) {
    // Between the folder and the file in it lies a moment in which the holder is alive and not yet named.
    await pause(1000);
    pid = Number(await read());
  }
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
