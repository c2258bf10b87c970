import type { JournalEvent } from './events';

/** A debug session, and the one that started it: one launch of a Node program is a parent and its children. */
export interface DebugSession {
  readonly id: string;
  readonly name: string;
  readonly parent: DebugSession | null;
  /** Absolute path of its workspace folder. */
  readonly folder: string | null;
}

export type DebugEnded = Extract<JournalEvent, { kind: 'debug-ended' }>;

interface Family {
  exception: boolean;
  exitCode: number | null;
}

/** Works out how debug sessions ended from what their adapters say; children count as their parent. */
export class DebugOutcomes {
  readonly #families = new Map<string, Family>();

  /** A message from a debug adapter, of whatever shape. */
  said(session: DebugSession, message: unknown): void {
    const { type, event, body } = fields(message);
    if (type !== 'event') return;
    const { reason, exitCode } = fields(body);
    const family = this.#familyOf(session);
    // Only the last stop counts: a person may look at an exception and go on.
    if (event === 'stopped') family.exception = reason === 'exception';
    else if (event === 'exited' && Number.isInteger(exitCode)) {
      // A failure of any of them is a failure of the whole.
      if (!family.exitCode) family.exitCode = exitCode as number;
    }
  }

  /** What to record when a session ends; null for a child, or where no folder tells to which repository it belongs. */
  ended(session: DebugSession, at: string): DebugEnded | null {
    if (session.parent) return null;
    const family = this.#familyOf(session);
    this.#families.delete(session.id);
    if (session.folder === null) return null;
    const { name, folder } = session;
    return { kind: 'debug-ended', at, name, folder, exception: family.exception, exitCode: family.exitCode };
  }

  #familyOf(session: DebugSession): Family {
    let root = session;
    while (root.parent) root = root.parent;
    const family = this.#families.get(root.id) ?? { exception: false, exitCode: null };
    this.#families.set(root.id, family);
    return family;
  }
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
