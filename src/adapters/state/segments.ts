import { constants } from 'node:fs';
import { open, readdir, readFile, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { journalVersion, migrate } from '../../core/journal/migrate';
import type { Entry } from '../../core/journal/retain';
import { decodeHeader, decodeLine, type Header } from './line';

/**
 * The files of one log, by number. `<n>.jsonl` is appended to while n is the greatest; `<n>.closed` is one that nobody
 * appends to any more; `<n>.snapshot` holds what mattered of all files up to n, which are then of no account.
 */
export interface Listing {
  readonly appendable: readonly number[];
  readonly closed: readonly number[];
  readonly snapshots: readonly number[];
  /** Names of snapshots that are being written, or whose writer died. */
  readonly unfinished: readonly string[];
  /** The newest snapshot's number; 0 when there is none. */
  readonly covered: number;
  /** The greatest number in use; 0 when there is none. */
  readonly latest: number;
}

export type SegmentKind = 'jsonl' | 'closed' | 'snapshot';

export function segmentPath(directory: string, number: number, kind: SegmentKind): string {
  return path.join(directory, `${String(number).padStart(6, '0')}.${kind}`);
}

export async function list(directory: string): Promise<Listing> {
  const numbers: Record<SegmentKind, number[]> = { jsonl: [], closed: [], snapshot: [] };
  const unfinished: string[] = [];
  for (const name of await readdir(directory)) {
    if (/^\d{6,12}\.snapshot\.[0-9a-f]+\.tmp$/.test(name)) unfinished.push(name);
    const match = /^(\d{6,12})\.(jsonl|closed|snapshot)$/.exec(name);
    if (match) numbers[match[2] as SegmentKind].push(Number(match[1]));
  }
  for (const each of Object.values(numbers)) each.sort((one, other) => one - other);
  const covered = numbers.snapshot.at(-1) ?? 0;
  return {
    appendable: numbers.jsonl,
    closed: numbers.closed,
    snapshots: numbers.snapshot,
    unfinished,
    covered,
    latest: Math.max(covered, numbers.jsonl.at(-1) ?? 0, numbers.closed.at(-1) ?? 0),
  };
}

/** The files that make up the log, in order. */
export function readable(directory: string, { appendable, closed, covered }: Listing): readonly string[] {
  const numbers = [...new Set([...closed, ...appendable])].filter((each) => each > covered);
  numbers.sort((one, other) => one - other);
  return [
    ...(covered > 0 ? [segmentPath(directory, covered, 'snapshot')] : []),
    ...numbers.flatMap((each) => [
      ...(closed.includes(each) ? [segmentPath(directory, each, 'closed')] : []),
      ...(appendable.includes(each) ? [segmentPath(directory, each, 'jsonl')] : []),
    ]),
  ];
}

/** How many characters are read before others have their turn: about two milliseconds' work. */
const atOnce = 64 * 1024;

export interface SegmentReading {
  readonly entries: readonly Entry[];
  readonly skipped: number;
  /** Whether a newer Baton wrote it. */
  readonly newer: boolean;
}

/** All whole lines of one file, as the current version writes them. Rejects with ENOENT when it is gone. */
export async function readSegment(file: string): Promise<SegmentReading> {
  const entries: Entry[] = [];
  let skipped = 0;
  let newer = false;
  let version = 0;
  let read = 0;
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    if (line === '') continue;
    // A long log must not hold up the editor.
    read += line.length;
    if (read > atOnce) {
      read = 0;
      await yieldToOthers();
    }
    const header = decodeHeader(line);
    if (header) {
      version = header.version;
      newer ||= version > journalVersion;
      continue;
    }
    const found = decodeLine(line);
    if (!found) skipped++;
    for (const { id, event: raw } of found ?? []) {
      const event = migrate(raw, version);
      if (event !== null) entries.push({ id, event });
      else skipped++;
    }
  }
  return { entries, skipped, newer };
}

/** The header of an open file; null when it has none. */
export async function readHeader(file: FileHandle): Promise<Header | null> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
  return decodeHeader(buffer.toString('utf8', 0, bytesRead).split('\n', 2)[1] ?? '');
}

/** Opens a file to append to; null when it is gone (or, where it is to be made, somebody made it first). */
export async function openSegment(file: string, make: boolean): Promise<FileHandle | null> {
  try {
    // 'a+' would make a file that a compaction has just taken away; this flag only opens what is there.
    return await open(file, make ? 'ax+' : constants.O_RDWR | constants.O_APPEND, 0o600);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'EEXIST') return null;
    throw error;
  }
}
