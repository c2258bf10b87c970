import type { PrintedTrace } from '../report/model';
import { readTraces } from './readTrace';
import { mostCounted, withLeftOut } from './text/leftOut';
import { RegionFinder, type Region } from './text/regions';

/** A text up to this size is kept as it is. */
const whole = 1_000_000;
/** What is kept of the beginning of a longer one: programs print their versions there. */
const beginning = 10_000;
/** What is kept of the parts with traces: more than a report is ever written from. */
const most = 4_000_000;
/** What is kept of one part: less than is read at once, so that a trace that was cut is read as one. */
const largest = 3_500_000;

/**
 * What a bug report needs of a text of any size, given a piece at a time: all of it, or of a long log its beginning and
 * the parts that hold traces. Memory does not grow with the log. Of a trace that is too long to be kept, the frames
 * are counted, up to a number that says enough, and the last line says how many were left out.
 */
export class Excerpt {
  private readonly regions = new RegionFinder(largest);
  private start = '';
  private length = 0;
  private parts: string[] = [];
  private kept = 0;
  /** Where the first part begins. */
  private first = Number.MAX_SAFE_INTEGER;
  /** The trace that was cut and may go on; null when none does. */
  private cut: { readonly trace: PrintedTrace; readonly at: number } | null = null;
  private omitted = 0;

  /** Whether it holds all that it ever will. */
  get full(): boolean {
    return this.kept >= most && (this.cut === null || this.omitted >= mostCounted);
  }

  take(piece: string): void {
    if (this.length <= whole) this.start += piece;
    this.length += piece.length;
    for (const region of this.regions.take(piece)) this.keep(region);
  }

  end(): string {
    for (const region of this.regions.end()) this.keep(region);
    if (this.length <= whole) return this.start;
    const room = Math.min(beginning, this.first);
    const before = this.start.slice(0, this.start.lastIndexOf('\n', room) + 1);
    return withLeftOut([...(before === '' ? [] : [before]), ...this.parts].join('\n'), this.omitted);
  }

  private keep(region: Region): void {
    if (this.full) return;
    if (this.cut) {
      this.count(region, this.cut);
      return;
    }
    const traces = readTraces(region.text);
    const last = traces.at(-1);
    if (!last) return;
    this.first = Math.min(this.first, region.at);
    this.parts.push(region.text);
    this.kept += region.text.length;
    if (region.text.length + 1 < largest) return;
    this.kept = most;
    this.cut = { trace: last, at: endOf(region) };
  }

  /** Counts what goes on in this region of the trace that was cut. */
  private count(region: Region, { trace, at }: { readonly trace: PrintedTrace; readonly at: number }): void {
    this.cut = null;
    if (region.at !== at) return;
    const [rest, ...others] = readTraces(region.text);
    // Another trace has a name of its own, unless the one that was cut has yet to say its name.
    if (!rest || (rest.errors[0]?.type !== null && trace.errors[0]?.type !== null)) return;
    this.omitted += rest.errors.reduce((sum, { frames }) => sum + frames.length, 0);
    if (others.length === 0 && region.text.length + 1 >= largest) this.cut = { trace, at: endOf(region) };
  }
}

/** Where the text goes on behind a region and its line end. */
function endOf({ text, at }: Region): number {
  return at + text.length + 1;
}
