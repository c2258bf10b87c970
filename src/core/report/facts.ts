import type { DateTime } from '../time/luxon';
import type { MappedTrace } from '../trace/map';
import type { PackageVersion } from './environment';
import type { Culprit } from './model';

/** One line of code that the report points at. */
export interface CodePlace {
  readonly path: string;
  readonly line: number;
  /** A link that shows this very text, whatever is pushed later; null when the text is not pushed anywhere known. */
  readonly permalink: string | null;
  /** The text of the line, trimmed; null when the file cannot be read. */
  readonly text: string | null;
}

export interface Suspect {
  readonly sha: string;
  readonly subject: string;
  readonly authoredAt: DateTime;
  readonly url: string | null;
}

export interface GitFacts {
  readonly branch: string | null;
  readonly head: string | null;
  /** The newest commit of HEAD's history that is on a remote. */
  readonly pushed: string | null;
  readonly changedPaths: number;
}

/** Everything that a report is written from; all texts as they were found. */
export interface ReportFacts {
  readonly trace: MappedTrace;
  readonly fingerprint: string;
  readonly culprit: Culprit | null;
  /** The culprit first, then its in-app callers. */
  readonly places: readonly CodePlace[];
  /** Numbered lines around the culprit. */
  readonly excerpt: string | null;
  readonly git: GitFacts | null;
  readonly suspects: readonly Suspect[];
  readonly packageVersion: PackageVersion | null;
  /** Of the program that failed, when the trace tells. */
  readonly runtime: string | null;
  /** Of the machine that writes the report; null when the trace was printed by another. */
  readonly machine: string | null;
}
