import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parseShareName, type ShareName } from '../../../../core/share/names';
import { isAlive } from '../scratch';
import type { Place } from '../settings';

/** A working tree that is being made for what was picked up. */
export interface Making {
  readonly share: ShareName;
  /** Where: an absolute path. */
  readonly folder: string;
  /** The new branch; null where there is none. */
  readonly branch: string | null;
  /** Whether HEAD will name that branch before it has a commit. */
  readonly isUnborn: boolean;
  /** The commit on which it begins. */
  readonly start: string;
  /** The commits whose trees are the files and what is staged. */
  readonly whole: string;
  readonly index: string;
}

export interface Marker {
  remove(): Promise<void>;
}

/** Longer than this nobody makes a working tree: another process has the number by then. */
const longest = 60 * 60 * 1000;

/**
 * Says in the repository's own git folder what is about to be made, before anything is: whoever finds it after the one
 * who wrote it was killed knows what to look for.
 */
export async function markMaking(place: Place, making: Making): Promise<Marker> {
  const folder = await folderOf(place);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${randomUUID()}.json`);
  await writeFile(file, JSON.stringify({ ...making, pid: process.pid, host: hostname() }), { flag: 'wx' });
  return markerAt(folder, file);
}

/** What those left behind who are no more. */
export async function abandoned(
  place: Place,
  now: number,
): Promise<readonly { readonly making: Making; readonly marker: Marker }[]> {
  const folder = await folderOf(place);
  const found: { making: Making; marker: Marker }[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name);
    const text = await readFile(file, 'utf8').catch(() => null);
    const since = await stat(file).catch(() => null);
    if (text === null || since === null) continue;
    const read = parse(text);
    const marker = markerAt(folder, file);
    // Killed while it was written: nothing was made yet.
    if (read === null) {
      if (now - since.mtimeMs > longest) await marker.remove();
    } else if (now - since.mtimeMs > longest || (read.host === hostname() && !isAlive(read.pid))) {
      found.push({ making: read.making, marker });
    }
  }
  return found;
}

/** The folder that all working trees of the repository share. */
export async function commonDirectory({ gitDirectory }: Place): Promise<string> {
  const text = await readFile(join(gitDirectory, 'commondir'), 'utf8').catch(() => '.');
  return resolve(gitDirectory, text.trim());
}

async function folderOf(place: Place): Promise<string> {
  return join(await commonDirectory(place), 'baton');
}

function markerAt(folder: string, file: string): Marker {
  return {
    async remove() {
      await rm(file, { force: true });
      // Stays where another marker is in it.
      await rmdir(folder).catch(() => undefined);
    },
  };
}

function parse(
  text: string,
): { readonly making: Making; readonly pid: number; readonly host: string } | null {
  let value: Partial<Record<keyof Making | 'pid' | 'host', unknown>>;
  try {
    value = Object(JSON.parse(text)) as typeof value;
  } catch {
    return null;
  }
  const { folder, branch, isUnborn, start, whole, index, pid, host } = value;
  const { login, name } = Object(value.share) as Partial<ShareName>;
  const share = parseShareName(`${String(login)}/${String(name)}`);
  if (share === null || !isPlainPath(folder) || typeof pid !== 'number' || typeof host !== 'string')
    return null;
  if (!isSha(start) || !isSha(whole) || !isSha(index)) return null;
  const making: Making = {
    share,
    folder,
    branch: typeof branch === 'string' ? branch : null,
    isUnborn: isUnborn === true,
    start,
    whole,
    index,
  };
  return { making, pid, host };
}

function isSha(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value);
}

/** It is shown. */
function isPlainPath(value: unknown): value is string {
  return typeof value === 'string' && isAbsolute(value) && ![...value].some((each) => each < ' ');
}
