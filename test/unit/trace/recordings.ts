import fs from 'node:fs';
import path from 'node:path';

/** Function, file, line, column. */
export type Row = [name: string | null, file: string, line: number | null, column: number | null];

/** What a runtime printed, and what it reported of the same errors. */
export interface Recording {
  readonly name: string;
  /** The language that is told, when the group has several. */
  readonly language?: string;
  readonly printed: string;
  /** The failures of a test run, in the order in which they are printed. */
  readonly failures?: readonly Failure[];
  /** All errors with their frames; for printers that tell more than frames. */
  readonly errors?: readonly RecordedError[];
  /** The frames of the error that was thrown. */
  readonly frames?: readonly Row[];
  /** Only frames of files whose names contain it are compared: what the runtime hides or adds of its own is not. */
  readonly only?: string;
  /** How many of the innermost frames the runtime reports, when it does not report all. */
  readonly depth?: number;
  /** False when the runtime prints columns that it does not report. */
  readonly columns?: boolean;
  /** False when the reporter writes functions in another way than the printer. */
  readonly names?: boolean;
}

/** What one test failed with: the frames of its error, and behind them those of its causes. */
export interface Failure {
  /** Null where runners write it in another way. */
  readonly message: string | null;
  readonly frames: readonly Row[];
}

export interface RecordedError {
  readonly relation: string;
  readonly type: string | null;
  readonly message: string | null;
  readonly parent: number | null;
  readonly frames: readonly Row[];
}

const folder = path.join(import.meta.dirname, '../../fixtures/traces');

/** Where the pairs of each group come from, and how many there are at least. */
export const groups: Readonly<Record<string, number>> = {
  python: 37,
  javascript: 43,
  java: 38,
  kotlin: 17,
  scala: 12,
  groovy: 9,
  csharp: 24,
  ruby: 32,
  php: 27,
  rust: 24,
  crates: 9,
  jars: 43,
  native: 33,
  sanitizers: 46,
  boost: 27,
  elixir: 15,
  lua: 14,
  perl: 12,
  r: 5,
  haskell: 5,
  runners: 29,
  dialects: 20,
};

export function recordings(group: string): readonly Recording[] {
  return JSON.parse(fs.readFileSync(path.join(folder, `${group}.json`), 'utf8')) as Recording[];
}
