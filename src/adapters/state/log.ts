import { randomBytes } from 'node:crypto';
import { mkdir, rename, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { UserError } from '../../core/errors';
import { journalVersion } from '../../core/journal/migrate';
import { retain, type Entry } from '../../core/journal/retain';
import { writeAtomically } from './atomic';
import { encodeHeader, encodeLine, encodeLines } from './line';
import { list, openSegment, readable, readHeader, readSegment, segmentPath } from './segments';

/**
 * One append-only log that several processes write without a lock, so that nothing a killed process held has to be
 * taken from it. An append is one write to the end of the newest file; whoever compacts first renames the file that
 * it is about to read, and whoever appends looks afterwards whether the file is still the one of that name: if not,
 * the compaction may have missed the lines, and they are written once more. Lines have ids, so twice counts once.
 */
export interface Log {
  append(events: readonly unknown[]): Promise<void>;
  entries(): Promise<{ readonly entries: readonly Entry[]; readonly skipped: number }>;
  /**
   * Rewrites everything but the newest file as what still matters. Interrupted anywhere, it loses nothing.
   * False when another process was at it at the same time.
   */
  compact(): Promise<boolean>;
  /** Begins a new file, so that `compact` reaches all that was written until now. */
  rotate(): Promise<void>;
}

export interface Limits {
  /** A file is appended to until it is larger, bytes. */
  readonly segmentBytes: number;
  /** A file is appended to until it is older, milliseconds. */
  readonly segmentAge: number;
}

export function createLog(directory: string, now: () => Date, limits: Limits): Log {
  /** The newest file, open for appending; `make` begins one more. Null when others were quicker. */
  const newest = async (make: boolean): Promise<{ file: FileHandle; number: number } | null> => {
    const { latest, appendable } = await list(directory);
    const fresh = make || !appendable.includes(latest);
    const number = fresh ? latest + 1 : latest;
    const file = await openSegment(segmentPath(directory, number, 'jsonl'), fresh);
    return file && { file, number };
  };

  const append = async (lines: string): Promise<void> => {
    let make = false;
    for (let attempt = 0; attempt < 100; attempt++) {
      const target = await newest(make);
      make = false;
      if (!target) continue;
      const { file, number } = target;
      try {
        const { size } = await file.stat();
        const header = size > 0 ? await readHeader(file) : null;
        if (header && header.version > journalVersion) throw tooNew(directory);
        make = size > 0 && (header === null || header.version < journalVersion || isFull(size, header.begun));
        if (make) continue;
        const bytes = Buffer.from((size === 0 ? encodeHeader(now().toISOString()) : '') + lines);
        const { bytesWritten } = await file.write(bytes);
        // A full disk cuts a write short; the next attempt then fails and says so.
        if (bytesWritten < bytes.length) continue;
        await file.datasync();
        if (await stillCounts(number)) return;
      } finally {
        await file.close();
      }
    }
    throw new Error(`the log in ${directory} never held still`);
  };

  const isFull = (size: number, begun: string): boolean =>
    size > limits.segmentBytes || !(now().getTime() - Date.parse(begun) < limits.segmentAge);

  const stillCounts = async (number: number): Promise<boolean> => {
    const { covered, closed, appendable } = await list(directory);
    return appendable.includes(number) && covered < number && !closed.includes(number);
  };

  const entries = async (): Promise<{ entries: readonly Entry[]; skipped: number }> => {
    for (let attempt = 0; attempt < 100; attempt++) {
      const listing = await list(directory).catch(ignoreMissing);
      if (!listing) return { entries: [], skipped: 0 };
      const read = await readAll(readable(directory, listing));
      if (read) return read;
    }
    throw new Error(`the log in ${directory} never held still`);
  };

  return {
    entries,
    append: async (events) => {
      if (events.length === 0) return;
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await append(await encodeAll(events));
    },
    rotate: async () => {
      const target = await newest(true).catch(ignoreMissing);
      if (!target) return;
      await target.file.write(encodeHeader(now().toISOString()));
      await target.file.close();
    },
    compact: async () => {
      const { appendable, closed, covered, latest, snapshots, unfinished } = await list(directory);
      const until = latest - 1;
      const due = [...appendable, ...closed].some((each) => each <= until);
      if (!due || !appendable.includes(latest)) return true;
      for (const each of appendable) {
        if (each > until || closed.includes(each)) continue;
        const path = segmentPath(directory, each, 'jsonl');
        await rename(path, segmentPath(directory, each, 'closed')).catch(ignoreMissing);
      }
      const listing = await list(directory);
      // Somebody else is at it, and further.
      if (listing.covered !== covered) return false;
      const mine = { ...listing, appendable: [], closed: listing.closed.filter((each) => each <= until) };
      const read = await readAll(readable(directory, mine), { refuseNewer: true });
      if (!read) return false;
      const kept = retain(read.entries, now().toISOString());
      const text = encodeHeader(now().toISOString()) + (await encodeKept(kept));
      const snapshot = segmentPath(directory, until, 'snapshot');
      if (!(await writeAtomically(snapshot, text).then(() => true, ignoreMissing))) return false;
      for (const name of unfinished) if (parseInt(name, 10) <= until) await remove(join(directory, name));
      for (const each of snapshots) if (each < until) await remove(segmentPath(directory, each, 'snapshot'));
      for (const each of [...appendable, ...mine.closed]) {
        if (each > until) continue;
        await remove(segmentPath(directory, each, 'closed'));
        await remove(segmentPath(directory, each, 'jsonl'));
      }
      return true;
    },
  };
}

/** Null when a file was taken away while this read, or when `refuseNewer` met one that a newer Baton wrote. */
async function readAll(
  files: readonly string[],
  options: { readonly refuseNewer?: boolean } = {},
): Promise<{ entries: readonly Entry[]; skipped: number } | null> {
  const byId = new Map<string, Entry>();
  let skipped = 0;
  for (const file of files) {
    const reading = await readSegment(file).catch(ignoreMissing);
    if (!reading || (reading.newer && options.refuseNewer)) return null;
    skipped += reading.skipped;
    for (const entry of reading.entries) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  }
  return { entries: [...byId.values()], skipped };
}

/** So many events share a line, and a checksum: what tears a line of one process tears no more than these. */
const together = 64;
/** So many lines are encoded before others have their turn: ten thousand events must not hold up the editor. */
const atOnce = 8;

async function encodeAll(events: readonly unknown[]): Promise<string> {
  const batch = randomBytes(9).toString('base64url');
  const [first] = events;
  if (events.length === 1) return encodeLine({ id: batch, event: first });
  const lines: string[] = [];
  for (let start = 0; start < events.length; start += together) {
    if (lines.length % atOnce === atOnce - 1) await yieldToOthers();
    lines.push(encodeLines(`${batch}.${start}`, events.slice(start, start + together)));
  }
  return lines.join('');
}

async function encodeKept(kept: readonly Entry[]): Promise<string> {
  const lines: string[] = [];
  for (const [index, entry] of kept.entries()) {
    if (index % 500 === 499) await yieldToOthers();
    lines.push(encodeLine(entry));
  }
  return lines.join('');
}

async function remove(path: string): Promise<void> {
  await unlink(path).catch(ignoreMissing);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function tooNew(directory: string): UserError {
  return new UserError(
    `A newer version of Baton has written ${directory}, so this one leaves it as it is: update Baton here, or name another folder with --state.`,
  );
}
