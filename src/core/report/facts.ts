import type { MappedTrace } from '../trace/map';
import type { PackageVersion } from './environment';
import type { Inferred, TestHints } from './inferred';
import type { Culprit } from './model';
import type { Origin } from './origin';
import type { UsedPackage } from './packages';
import type { Setting } from './settings';
import type { Suspect } from './suspects';
import type { Variables } from './variables';

/** One line of code that the report points at. */
export interface CodePlace {
  readonly path: string;
  readonly line: number;
  /** A link that shows this very text, whatever is pushed later; null when the text is not pushed anywhere known. */
  readonly permalink: string | null;
  /** Whether nobody else can see this line yet, as far as git knows; false where there is no git. */
  readonly isUnpushed: boolean;
  /** The text of the line, trimmed; null when the file cannot be read. */
  readonly text: string | null;
}

/** A suspect with a link to it, where it is pushed; the first one also with whether a commit stands before it here. */
export type LinkedSuspect = Suspect & { readonly url: string | null; readonly hasParent: boolean };

export interface GitFacts {
  readonly branch: string | null;
  readonly head: string | null;
  /** The newest commit of HEAD's history that is on a remote. */
  readonly pushed: string | null;
  readonly changedPaths: number;
}

/** How the culprit's file here differs from what others can see. */
export interface Unpushed {
  /** The commit that it is compared with; null when there is none yet. */
  readonly base: string | null;
  /** Hunks without header lines; empty when all of the file is new. */
  readonly patch: string;
}

/** Everything that a report is written from; all texts as they were found. */
export interface ReportFacts {
  readonly trace: MappedTrace;
  readonly fingerprint: string;
  readonly origin: Origin;
  readonly culprit: Culprit | null;
  /** The culprit first, then its in-app callers. */
  readonly places: readonly CodePlace[];
  /** Numbered lines around the culprit. */
  readonly excerpt: string | null;
  readonly unpushed: Unpushed | null;
  readonly git: GitFacts | null;
  /** The commit that the trace was printed at, when it is not the one that is checked out. */
  readonly tracedAt: string | null;
  readonly suspects: readonly LinkedSuspect[];
  readonly packageVersion: PackageVersion | null;
  /** Of others, on the trace, with the versions that the lockfile gives them. */
  readonly packages: readonly UsedPackage[];
  /** The workspace folder below its repository's root, with a slash at its end; empty for the root itself. */
  readonly inRepository: string;
  /** How a test is run where only the text and the workspace tell. */
  readonly tests: TestHints | null;
  /** What runs a panic of Rust again. */
  readonly cargo: Inferred | null;
  /** What sets up a fresh checkout. */
  readonly setUp: { readonly command: string; readonly folder: string } | null;
  /** The folder that the command ran in, below the repository's root; empty for the root, null when unknown. */
  readonly directory: string | null;
  /** Of the program that failed, when the trace tells. */
  readonly runtime: string | null;
  /** What was set for the run, and which version of the runtime the repository wants. */
  readonly settings: readonly Setting[];
  /** Of the machine that writes the report; null when the trace was printed by another. */
  readonly machine: string | null;
  readonly variables: readonly Variables[];
}
