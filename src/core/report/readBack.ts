import type { PrintedFrame, PrintedTrace, Relation, TracedError } from './model';
import { foldedTrace } from './traceList';

const relations: readonly (readonly [start: string, relation: Relation])[] = [
  ['caused by ', 'cause'],
  ['suppressed: ', 'suppressed'],
  ['member: ', 'member'],
];
const mostErrors = 50;
const mostFrames = 2_000;

/** The errors of a report as it prints them itself, whatever language they are of; null when the text holds none. */
export function readBack(markdown: string): PrintedTrace | null {
  const block = foldedTrace.exec(markdown.replace(/\r\n?/g, '\n'))?.[2];
  if (block === undefined) return null;
  const errors: (Omit<TracedError<PrintedFrame>, 'frames'> & { frames: PrintedFrame[] })[] = [];
  let frames = 0;
  for (const line of block.split('\n')) {
    const last = errors.at(-1);
    const called = /^ {4}at (?:(.{1,300}) \((.{1,500})\)|(.{1,500}))$/.exec(line);
    if (called && last) {
      const frame = frameOf(called[1] ?? null, called[2] ?? called[3] ?? '');
      if (frames < mostFrames) last.frames.push(frame);
      frames += 1;
    } else if (/^\S/.test(line) && errors.length < mostErrors) {
      // A message of several lines goes on in the next one; only what says so is another error.
      const found = relations.find(([start]) => line.startsWith(start));
      if (last && !found) continue;
      const [start, relation] = found ?? ['', 'thrown' as const];
      errors.push({
        ...nameOf(line.slice(start.length)),
        relation,
        parent: parentOf(relation, errors),
        frames: [],
      });
    }
  }
  return errors.length === 0 ? null : { language: '', errors };
}

function frameOf(name: string | null, place: string): PrintedFrame {
  const [, file = place, line = null, column = null] =
    /^(.{1,490}?)(?::(\d{1,7}))?(?::(\d{1,7}))?$/.exec(place) ?? [];
  return {
    function: name,
    file,
    line: line && Number(line),
    column: column && Number(column),
  } as PrintedFrame;
}

function nameOf(head: string): Pick<TracedError, 'type' | 'message'> {
  const named = /^([\p{L}_$][\p{L}\p{N}_$.:\\/-]{0,120}?): (.*)$/u.exec(head);
  if (named) return { type: named[1] ?? null, message: named[2] ?? '' };
  return /^[\p{L}_$][\p{L}\p{N}_$.:\\/-]{0,120}$/u.test(head)
    ? { type: head, message: null }
    : { type: null, message: head };
}

/** A cause is of what stands before it; which error the others belong to is not printed, and makes no difference here. */
function parentOf(relation: Relation, before: readonly unknown[]): number | null {
  if (relation === 'thrown') return null;
  return relation === 'cause' ? before.length - 1 : 0;
}
