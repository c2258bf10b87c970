import type { Redaction } from '../secrets/redactor';

/** One call of a stack, as printed, and where it is in the workspace. Lines and columns are 1-based. */
export interface Frame {
  readonly function: string | null;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  /** Workspace-relative, forward slashes; null when the frame is not the workspace's own code. */
  readonly path: string | null;
  readonly mappedLine: number | null;
  readonly mappedColumn: number | null;
  readonly inApp: boolean;
}

export type Relation = 'thrown' | 'cause' | 'suppressed' | 'member';

/** A frame as a parser reads it, before it is mapped to the workspace. */
export type PrintedFrame = Pick<Frame, 'function' | 'file' | 'line' | 'column'>;

export interface TracedError<F = Frame> {
  readonly relation: Relation;
  readonly type: string | null;
  readonly message: string | null;
  /** Index in `errors` of the error that this one caused, belongs to or was suppressed by; null for the thrown one. */
  readonly parent: number | null;
  /** Innermost call first. */
  readonly frames: readonly F[];
}

/** A trace as a parser reads it: the error that the person saw first, then causes, members and suppressed ones. */
export interface PrintedTrace {
  readonly language: string;
  readonly errors: readonly TracedError<PrintedFrame>[];
  /** How many more frames it had than are kept of a text without end, counted up to a bound. */
  readonly omitted?: number;
}

export interface Culprit {
  readonly path: string;
  readonly line: number;
  readonly function: string | null;
  readonly why: string;
}

/** What `baton report` answers. */
export interface BugReport {
  readonly language: string;
  readonly errors: readonly TracedError[];
  /** How many more frames there were than `errors` has; only of a trace that is too long to be kept. */
  readonly omitted?: number;
  readonly culprit: Culprit | null;
  readonly fingerprint: string;
  readonly redactions: readonly Redaction[];
  readonly title: string;
  readonly markdown: string;
}
