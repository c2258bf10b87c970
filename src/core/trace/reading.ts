import type { PrintedTrace } from '../report/model';
import { recognisers } from './languages/all';
import { javascript } from './languages/javascript';
import { looksLikeV8 } from './languages/v8Frame';
import { mayBeTangled } from './tangle/evidence';
import { tellsMore } from './tangle/more';
import { untangled, type Untangled } from './tangle/untangle';
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
/** Above the trace that is found first, another one's heading may stand. */
const aside = 8;

/** Reads the traces in one writer's lines, and lets go of lines when no trace can need them any more. */
export class Reading implements Stream {
  private lines: Line[] = [];
  /** Lines before it belong to traces that were read. */
  private low = 0;
  private at = 0;
  private enough = batch;
  /** Lines before it were looked at for traces that alternate. */
  private asked = 0;

  constructor(
    private readonly embedded: boolean,
    private readonly into: PlacedTrace[],
    private readonly isApart = false,
  ) {}

  add(line: Line): void {
    this.lines.push(line);
    if (this.lines.length < this.enough) return;
    this.read(this.lines.length - ahead);
    const done = Math.max(this.low, this.at - above);
    this.lines = this.lines.slice(done);
    this.at -= done;
    this.low -= done;
    this.asked -= done;
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
      // It may go on behind what was gathered.
      if (found && found.end > until && until < lines.length) return;
      if (!this.isApart && this.at >= this.asked && mayBeTangled(lines, this.at, found)) {
        const apart = untangled(lines, Math.max(this.low, (found?.start ?? this.at) - aside));
        if (apart.end > until && until < lines.length) return;
        const least = found?.end ?? this.at + 1;
        this.asked = Math.max(apart.end, least);
        if (apart.end >= least && this.takeApart(apart)) continue;
      }
      if (!found) {
        this.at += 1;
        continue;
      }
      if (!this.embedded || isSure(found))
        this.into.push({ trace: found.trace, at: lines[found.start]?.at ?? 0 });
      this.low = this.at = Math.max(found.end, this.at + 1);
    }
  }

  /** Takes the traces of lines that were taken apart, when they tell more than they do together. */
  private takeApart({ groups, from, end }: Untangled): boolean {
    if (groups.length === 0) return false;
    const apart = groups.flatMap((group) => this.readAlone(group));
    const together = this.readAlone(this.lines.slice(from, end));
    if (!tellsMore(tracesOf(apart), tracesOf(together))) return false;
    this.into.push(...apart);
    this.low = this.at = end;
    return true;
  }

  private readAlone(lines: readonly Line[]): PlacedTrace[] {
    const found: PlacedTrace[] = [];
    const reading = new Reading(this.embedded, found, true);
    for (const line of lines) reading.add(line);
    reading.end();
    return found;
  }
}

const tracesOf = (placed: readonly PlacedTrace[]): PrintedTrace[] => placed.map(({ trace }) => trace);

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
