import type { PrintedTrace } from '../report/model';
import { recognisers } from './languages/all';
import { javascript } from './languages/javascript';
import { looksLikeV8 } from './languages/v8Frame';
import type { Found, Recogniser } from './text/found';
import type { Stream } from './text/lines';
import { mark, marksIn } from './text/marks';
import type { Line } from './text/prefix';

/** A trace and the line of the text that it begins at. */
export interface PlacedTrace {
  readonly trace: PrintedTrace;
  readonly at: number;
}

/** How many lines are gathered before they are read. */
const batch = 4_096;
/** As far below as any reader looks before it decides, and as far above. */
const ahead = 512;
const above = 512;

/** Reads the traces in one writer's lines, and lets go of lines when no trace can need them any more. */
export class Reading implements Stream {
  private lines: Line[] = [];
  /** Lines before it belong to traces that were read. */
  private low = 0;
  private at = 0;
  private enough = batch;

  constructor(
    private readonly embedded: boolean,
    private readonly into: PlacedTrace[],
  ) {}

  add(line: Line): void {
    this.lines.push(line);
    if (this.lines.length < this.enough) return;
    this.read(this.lines.length - ahead);
    const done = Math.max(this.low, this.at - above);
    this.lines = this.lines.slice(done);
    this.at -= done;
    this.low -= done;
    // A trace that is longer than what was gathered is read again when there is twice as much.
    this.enough = Math.max(this.lines.length * 2, batch);
  }

  end(): void {
    this.read(this.lines.length);
    this.lines = [];
  }

  private read(until: number): void {
    const { lines } = this;
    while (this.at < until) {
      const found = findAt(lines, this.at, this.low);
      if (!found) {
        this.at += 1;
        continue;
      }
      // It may go on behind what was gathered.
      if (found.end > until && until < lines.length) return;
      if (!this.embedded || isSure(found))
        this.into.push({ trace: found.trace, at: lines[found.start]?.at ?? 0 });
      this.low = this.at = Math.max(found.end, this.at + 1);
    }
  }
}

function findAt(lines: readonly Line[], at: number, low: number): Found | null {
  const line = lines[at];
  if (!line || line.from === line.to) return null;
  // Most frames are told by their ends.
  const found = looksLikeV8(line) ? javascript.read(lines, at, low, mark.at) : null;
  if (found) return found;
  const marks = marksIn(line.source, line.from, line.end);
  if (marks === 0) return null;
  const { text } = line;
  for (const recogniser of askedFor(marks)) {
    if (!recogniser.anchors(text)) continue;
    const found = recogniser.read(lines, at, low, marks);
    if (found) return found;
  }
  return null;
}

/** For each combination of marks, as it first comes up, who is to be asked: there are few. */
const asked = new Map<number, readonly Recogniser[]>();

function askedFor(marks: number): readonly Recogniser[] {
  let those = asked.get(marks);
  if (!those) asked.set(marks, (those = recognisers.filter((each) => (each.marks & marks) !== 0)));
  return those;
}

/** What is found in a string is a trace only when it names its error, or when several calls have places. */
function isSure({ trace: { errors } }: Found): boolean {
  return (
    typeof errors[0]?.type === 'string' ||
    errors.some(({ frames }) => frames.filter(({ line }) => line !== null).length > 1)
  );
}
