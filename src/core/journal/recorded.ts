import { codeSpan } from '../text/markdown';
import type { JournalEvent } from './events';
import { isActivity, type Activity } from './parse';

/** One repository and what Baton keeps about it. */
export interface Recorded {
  /** Absolute path of the working tree. */
  readonly repository: string;
  /** Absolute path of the folder that holds it all. */
  readonly directory: string;
  readonly events: readonly JournalEvent[];
  readonly drafts: number;
  readonly skipped: number;
}

const mostLines = 500;

/** Which outcomes are kept now. */
export type Recording = 'nothing' | 'tasks' | 'tasks-and-commands';

/** What Baton keeps, as a Markdown page for the person whom it is about. */
export function describeRecorded(recorded: readonly Recorded[], recording: Recording): string {
  const terminal =
    recording === 'tasks-and-commands'
      ? ', and the command lines that you ran in terminals, without the secrets in them, with their exit status (setting `baton.activity.recordTerminal`)'
      : '';
  const intro =
    recording !== 'nothing'
      ? `Baton keeps how your tasks and debug sessions end (setting \`baton.activity.record\`)${terminal}, for thirty days, on this machine only.`
      : 'Baton does not record how your tasks, debug sessions and commands end (setting `baton.activity.record`).';
  const remedy =
    'Run **Baton: Delete Recorded Activity** to delete what tasks, debug sessions and commands left here.';
  const sections = recorded.map(describeOne);
  const nothing =
    recorded.length === 0 ? ['No git repository is open here, so there is nothing to show.'] : [];
  return `${['# What Baton has recorded', intro, remedy, ...nothing, ...sections].join('\n\n')}\n`;
}

function describeOne({ repository, directory, events, drafts, skipped }: Recorded): string {
  const outcomes = events.filter(isActivity);
  const lines = outcomes.slice(-mostLines).reverse().map(describeOutcome);
  const left = outcomes.length - lines.length;
  if (left > 0) lines.push(`- and ${left} older`);
  const posted = new Set(
    events.flatMap((event) =>
      event.kind === 'note-posted' && event.partOf === undefined ? [event.note] : [],
    ),
  ).size;
  const choices = new Map(
    events.flatMap((event) => (event.kind === 'choice' ? [[event.key, event.value]] : [])),
  );
  return [
    `## ${codeSpan(repository)}`,
    `Kept in ${codeSpan(directory)}.`,
    '### Tasks, debug sessions and commands',
    lines.length > 0 ? lines.join('\n') : 'Nothing.',
    '### Notes and choices',
    [
      `- ${drafts === 1 ? '1 draft' : `${drafts} drafts`}, ${posted === 1 ? '1 posted note' : `${posted} posted notes`}`,
      ...[...choices].flatMap(([key, value]) =>
        value === null || value === undefined ? [] : [`- ${codeSpan(key ?? '')}: ${codeSpan(value)}`],
      ),
      ...(skipped > 0 ? [`- ${skipped} lines that cannot be read (a process died while writing them)`] : []),
    ].join('\n'),
  ].join('\n\n');
}

function describeOutcome(event: Activity): string {
  const how =
    event.kind === 'debug-ended' && event.exception
      ? 'stopped on an exception'
      : event.exitCode === null
        ? 'ended without a status'
        : `ended with status ${event.exitCode}`;
  const what =
    event.kind === 'command-ended'
      ? `Command ${codeSpan(event.command)}`
      : `${event.kind === 'task-ended' ? 'Task' : 'Debug session'} ${codeSpan(event.name)}`;
  return `- ${event.at.slice(0, 16).replace('T', ' ')} UTC: ${what} ${how}`;
}
