import { readTraces } from './readTrace';
import { RegionFinder } from './text/regions';

/** A text up to this size is kept as it is. */
const whole = 1_000_000;
/** What is kept of the beginning of a longer one: programs print their versions there. */
const beginning = 10_000;
/** What is kept of the parts with traces: more than a report is ever written from. */
const most = 4_000_000;

/**
 * What a bug report needs of a text of any size, given a piece at a time: all of it, or of a long log its beginning and
 * the parts that hold traces. Memory does not grow with the log.
 */
export class Excerpt {
  private readonly regions = new RegionFinder();
  private start = '';
  private length = 0;
  private parts: string[] = [];
  private kept = 0;

  /** Whether it holds all that it ever will. */
  get full(): boolean {
    return this.kept >= most;
  }

  take(piece: string): void {
    if (this.length <= whole) this.start += piece;
    this.length += piece.length;
    this.keep(this.regions.take(piece));
  }

  end(): string {
    this.keep(this.regions.end());
    if (this.length <= whole) return this.start;
    const first = this.start.slice(0, this.start.lastIndexOf('\n', beginning) + 1);
    return [first, ...this.parts].join('\n');
  }

  private keep(regions: readonly string[]): void {
    for (const region of regions) {
      if (this.full) return;
      if (readTraces(region).length === 0) continue;
      this.parts.push(region);
      this.kept += region.length;
    }
  }
}
