import { crc32 } from 'node:zlib';
import { journalVersion } from '../../core/journal/migrate';
import type { Entry } from '../../core/journal/retain';

// A line is JSON: {"crc":"9f31c2e0","id":"…","event":{…}}, or with "events":[…] of what was appended together. The
// checksum is of everything after its comma, so a line that was cut off, or into which something else was written, is
// known for what it is.
const opening = '{"crc":"';
const bodyAt = opening.length + 8 + 2;

/** The line of an entry, newline in front: what a dead process left half written before it never swallows it. */
export function encodeLine({ id, event }: Entry): string {
  return lineOf(`"id":${JSON.stringify(id)},"event":${JSON.stringify(event)}}`);
}

/** One line for events that are appended together: one checksum for all costs a fraction of one for each. */
export function encodeLines(id: string, events: readonly unknown[]): string {
  return lineOf(`"id":${JSON.stringify(id)},"events":${JSON.stringify(events)}}`);
}

function lineOf(body: string): string {
  return `\n${opening}${checksum(body)}",${body}`;
}

/** The entries of a line; null when the line is torn or was never one. */
export function decodeLine(line: string): readonly Entry[] | null {
  if (!line.startsWith(opening) || line.slice(bodyAt - 2, bodyAt) !== '",') return null;
  const body = line.slice(bodyAt);
  if (line.slice(opening.length, bodyAt - 2) !== checksum(body)) return null;
  try {
    const { id, event, events } = JSON.parse(`{${body}`) as {
      id?: unknown;
      event?: unknown;
      events?: unknown;
    };
    if (typeof id !== 'string') return null;
    if (Array.isArray(events)) return events.map((each: unknown, at) => ({ id: `${id}.${at}`, event: each }));
    return event === undefined ? null : [{ id, event }];
  } catch {
    return null;
  }
}

export interface Header {
  readonly version: number;
  /** When the file was begun, ISO 8601 in UTC; empty when a newer version does not say. */
  readonly begun: string;
}

/** The header line, newline in front: two processes that both find a new file empty both write one. */
export function encodeHeader(begun: string): string {
  return '\n' + JSON.stringify({ baton: 'journal', version: journalVersion, begun });
}

/** The header in a file's first line; null when that is none. */
export function decodeHeader(line: string): Header | null {
  if (!line.startsWith('{"baton":"journal"')) return null;
  try {
    const { version, begun } = JSON.parse(line) as { version?: unknown; begun?: unknown };
    return typeof version === 'number' ? { version, begun: typeof begun === 'string' ? begun : '' } : null;
  } catch {
    return null;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
