import type { Cancellation } from '../core/cancel';
import type { Files, Machine } from '../core/ports/files';
import type { Git } from '../core/ports/git';
import type { GitHub } from '../core/ports/github';
import type { InboxGitHub } from '../core/ports/inbox';
import type { InboxStore } from '../core/ports/inboxStore';
import type { TextPieces } from '../core/ports/pieces';
import type { SecretScanner } from '../core/ports/secrets';
import type { Sharing } from '../core/ports/share';
import type { StateStore } from '../core/ports/state';
import type { WorkItems } from '../core/ports/workItems';

/** What a verb may touch of the world; the root builds it, tests build their own. */
export interface Io {
  /** Writes to standard output; resolves once the text is handed over. */
  stdout(text: string): Promise<void>;
  /** Progress and warnings, one line each, without the newline. */
  stderr(line: string): void;
  /** All of standard input as UTF-8. */
  stdin(): Promise<string>;
  /** The same as it comes, for what may be long; `stdin` where it is left out. */
  stdinPieces?(): AsyncIterable<string>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly ports: Ports;
  /** Aborts on Ctrl-C. */
  readonly signal: Cancellation;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Ports {
  readonly git: Git;
  readonly files: Files & TextPieces;
  readonly machine: Machine;
  /** The state kept in `directory` (`--state DIR`), or in the operating system's per-user state directory. */
  state(directory?: string): Promise<StateStore>;
  gitHub(host: string, token: string): GitHub;
  /** What GitHub knows of a person's work; a draft does without where it is left out. */
  workItems?(host: string, token: string): Promise<WorkItems>;
  /** Discussions as a reader sees them, and what was read of them, in a folder of Baton's data. */
  readonly inbox?: {
    gitHub(host: string, token: string): InboxGitHub;
    store(directory: string): InboxStore;
  };
  /** What knows secrets beside Baton's own rules. */
  readonly secrets?: SecretScanner;
  sharing(): Sharing;
  /** The token that the gh CLI keeps for a host; null when it has none. */
  ghToken?(host: string): Promise<string | null>;
}

/** Exit statuses: 0 done; 1 done, and the answer is "not good". A UserError thrown by a verb becomes 2. */
export type ExitStatus = 0 | 1;

/** One subcommand of `baton`. */
export interface Verb {
  readonly name: string;
  /** One line for `baton --help`. */
  readonly summary: string;
  /** The whole of `baton <verb> --help`. */
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitStatus>;
}
