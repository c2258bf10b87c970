import type { Cancellation } from '../cancel';

export interface ScratchRequest {
  /** Absolute path of the repository's working tree. */
  readonly root: string;
  readonly commit: string;
  /** What of the working tree comes along: all that is uncommitted, only the files that git does not know, or nothing. */
  readonly carry: 'all' | 'new' | 'nothing';
  /** Ignored files and folders to copy, relative to the root. */
  readonly copies: readonly string[];
  readonly signal?: Cancellation;
}

/** How a command ended. */
export interface Run {
  /** Null when it was ended by the time limit. */
  readonly exitCode: number | null;
  /** What it printed, both streams as they came; of a very long one, its beginning and its end. */
  readonly output: string;
  readonly timedOut: boolean;
}

/** A throw-away working tree. Nothing of it is left when it is removed, or when this process dies. */
export interface Scratch {
  /** Absolute path of its top. */
  readonly folder: string;
  /** The files that it holds, relative, with forward slashes. */
  files(signal?: Cancellation): Promise<readonly string[]>;
  /**
   * Runs a command line by the system's shell; whatever it started is ended with it. Rejects with CancelledError when
   * called off. `directory` is relative to the top, `limit` in milliseconds.
   */
  run(
    command: string,
    options: { readonly directory: string; readonly limit: number; readonly signal?: Cancellation },
  ): Promise<Run>;
  remove(): Promise<void>;
}

export interface Scratches {
  /** @throws UserError when the working tree cannot be made */
  create(request: ScratchRequest): Promise<Scratch>;
}
