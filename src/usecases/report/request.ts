import type { Cancellation } from '../../core/cancel';
import type { Files, Machine } from '../../core/ports/files';
import type { Git } from '../../core/ports/git';
import type { SecretScanner } from '../../core/ports/secrets';
import type { StateStore } from '../../core/ports/state';
import type { Origin } from '../../core/report/origin';
import type { Variables } from '../../core/report/variables';

export interface ReportRequest {
  /** Whatever holds the trace: a selection, a log, a mail. */
  readonly text: string;
  /** Absolute paths of the folders whose code it may be. */
  readonly workspaces: readonly string[];
  /** What is known of where the text came from. */
  readonly origin?: Partial<Origin>;
  /** The commit, tag or version that the person says the trace was printed at. */
  readonly revision?: string;
  /** What the in-app frames held; only what the person wants in the report. */
  readonly variables?: readonly Variables[];
  readonly signal?: Cancellation;
}

export interface ReportPorts {
  readonly git: Git;
  readonly files: Files;
  readonly machine: Machine;
  /** What is recorded of tasks and debug sessions tells since when it fails. */
  readonly state?: StateStore;
  readonly scanner?: SecretScanner;
}
