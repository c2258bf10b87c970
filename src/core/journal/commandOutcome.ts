import { createRedactor } from '../secrets/redactor';
import { shortened, visible } from '../text/visible';
import type { JournalEvent } from './events';

/** A command that ended in a terminal, as the shell's integration tells it. */
export interface EndedCommand {
  readonly line: string;
  /** How sure the editor is of the line; of `low` it guessed it from what is on the screen. */
  readonly confidence: 'low' | 'medium' | 'high';
  /** Undefined when the shell did not say. */
  readonly exitCode: number | undefined;
  /** Absolute path of where it ran. */
  readonly folder: string;
}

/** The status of a program that was interrupted by hand (Ctrl+C), which is neither success nor failure. */
const interrupted = 130;
const longest = 300;

/**
 * What to record of a command: its first line without secrets, addresses and home folders. Null where the line is a
 * guess, a task's decoration, or one that its author hid from the shell's own history by a space before it.
 */
export function commandOutcome(
  { line, confidence, exitCode, folder }: EndedCommand,
  at: string,
): Extract<JournalEvent, { kind: 'command-ended' }> | null {
  if (confidence === 'low' || exitCode === undefined) return null;
  if (line.startsWith(' ') || /^\*\s/.test(line)) return null;
  // Redacted before it is cut: half a secret is not recognised as one.
  const [first = ''] = createRedactor().text(line.slice(0, 20_000).trim()).split(/\r?\n/, 1);
  const command = shortened(visible(first.trim()), longest);
  if (command === '') return null;
  return { kind: 'command-ended', at, command, exitCode: exitCode === interrupted ? null : exitCode, folder };
}
