import { codeSpan } from '../text/markdown';
import type { JournalEvent } from './events';

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

/** What Baton keeps, as a Markdown page for the person whom it is about. `recording` is whether it goes on. */
export function describeRecorded(recorded: readonly Recorded[], recording: boolean): string {
  const intro = recording
    ? 'Baton keeps how your tasks and debug sessions end (setting `baton.activity.record`), for thirty days, on this machine only.'
    : 'Baton does not record how your tasks and debug sessions end (setting `baton.activity.record`).';
  const remedy = 'Run **Baton: Delete Recorded Activity** to delete what tasks and debug sessions left here.';
  const sections = recorded.map(describeOne);
  const nothing =
    recorded.length === 0 ? ['No git repository is open here, so there is nothing to show.'] : [];
  return `${['# What Baton has recorded', intro, remedy, ...nothing, ...sections].join('\n\n')}\n`;
}

function describeOne({ repository, directory, events, drafts, skipped }: Recorded): string {
  const outcomes = events.filter((event) => event.kind === 'task-ended' || event.kind === 'debug-ended');
  const lines = outcomes.slice(-mostLines).reverse().map(describeOutcome);
  const left = outcomes.length - lines.length;
  if (left > 0) lines.push(`- and ${left} older`);
  const posted = new Set(events.flatMap((event) => (event.kind === 'note-posted' ? [event.note] : []))).size;
  const choices = new Map(
    events.flatMap((event) => (event.kind === 'choice' ? [[event.key, event.value]] : [])),
  );
  return [
    `## ${codeSpan(repository)}`,
    `Kept in ${codeSpan(directory)}.`,
    '### Tasks and debug sessions',
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

function describeOutcome(event: Extract<JournalEvent, { kind: 'task-ended' | 'debug-ended' }>): string {
  const how =
    event.kind === 'debug-ended' && event.exception
      ? 'stopped on an exception'
      : event.exitCode === null
        ? 'ended without a status'
        : `ended with status ${event.exitCode}`;
  const what = event.kind === 'task-ended' ? 'Task' : 'Debug session';
  return `- ${event.at.slice(0, 16).replace('T', ' ')} UTC: ${what} ${codeSpan(event.name)} ${how}`;
}
