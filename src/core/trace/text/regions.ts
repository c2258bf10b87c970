import { mayBelong, numbersFrame } from './look';

/** A header can stand this far above its first frame, and a cause this far below the last one. */
const linesAbove = 128;
const linesBelow = 250;

/** The longest line that is held back whole when a text comes in pieces. */
const longestLine = 1_000_000;
/** A region is handed out when it is larger, so that endless frames need no endless memory. */
const largestRegion = 4_000_000;

/** A part of a text that can hold a trace, and where in the text it begins. */
export interface Region {
  readonly text: string;
  readonly at: number;
}

/**
 * Finds the parts of a text that can hold a trace: the lines around any that passes the first look. Most of a log is
 * never taken apart: finding a line's end and looking at its last few characters costs a hundredth of reading it. The
 * text may come in pieces; no more of it is held than a region needs.
 */
export class RegionFinder {
  private text = '';
  /** How much of the text was let go of. */
  private gone = 0;
  /** Where the first line begins that was not looked at. */
  private from = 0;
  /** Beginnings of the last lines, in a ring. */
  private readonly starts = new Int32Array(linesAbove);
  private count = 0;
  /** Where the open region begins; −1 when none is open. */
  private region = -1;
  /** Where the last region ended: what is before it belongs to it. */
  private floor = 0;
  /** How many lines the open region goes on for. */
  private remaining = 0;

  constructor(private readonly largest = largestRegion) {}

  /** The regions that are complete with this piece. */
  take(piece: string): Region[] {
    this.text = this.text === '' ? piece : this.text + piece;
    const found = this.look(false);
    this.forget();
    return found;
  }

  /** What is left when the text has ended. */
  end(): Region[] {
    const found = this.look(true);
    if (this.region >= 0) found.push({ text: this.text.slice(this.region), at: this.gone + this.region });
    this.text = '';
    return found;
  }

  private look(last: boolean): Region[] {
    const { text, starts } = this;
    const found: Region[] = [];
    const marks = new Marks(text);
    let { from, count, region, remaining } = this;
    for (;;) {
      let to = text.indexOf('\n', from);
      if (to < 0) {
        if (from >= text.length || (!last && text.length - from < longestLine)) break;
        to = text.length;
      }
      starts[count & (linesAbove - 1)] = from;
      count += 1;
      // Well inside a region: enough lines follow already.
      if (
        remaining < linesBelow / 2 &&
        (mayBelong(text, from, to) || (marks.first < to && marks.tell(from, to)))
      ) {
        remaining = linesBelow;
        if (region < 0) region = Math.min(from, Math.max(this.oldest(count), this.floor));
      }
      from = to + 1;
      if (region < 0) continue;
      remaining -= 1;
      if (remaining > 0 && from - region < this.largest) continue;
      found.push({ text: text.slice(region, to), at: this.gone + region });
      this.floor = from;
      region = -1;
      remaining = 0;
    }
    this.from = from;
    this.count = count;
    this.region = region;
    this.remaining = remaining;
    return found;
  }

  /** Where the first of the lines begins that may stand above a frame. */
  private oldest(count: number): number {
    return count < linesAbove ? 0 : (this.starts[count & (linesAbove - 1)] ?? 0);
  }

  /** Lets go of what no region can need any more. */
  private forget(): void {
    const needed =
      this.region >= 0 ? this.region : Math.min(this.from, Math.max(this.oldest(this.count), this.floor));
    if (needed <= 0) return;
    this.text = this.text.slice(needed);
    this.gone += needed;
    this.from -= needed;
    this.floor = Math.max(0, this.floor - needed);
    if (this.region >= 0) this.region -= needed;
    for (let at = 0; at < linesAbove; at += 1) this.starts[at] = (this.starts[at] ?? 0) - needed;
  }
}

/** What tells a trace inside a line: characters that are rare, each searched once for many lines. */
class Marks {
  private hash = -1;
  private slash = -1;
  private carriage = -1;
  /** No line that ends before it has any. */
  first = -1;

  constructor(private readonly text: string) {}

  tell(from: number, to: number): boolean {
    if (this.hash < from) this.hash = this.next('#', from);
    if (this.slash < from) this.slash = this.next('\\', from);
    if (this.carriage < from) this.carriage = this.next('\r', from);
    this.first = Math.min(this.hash, this.slash, this.carriage);
    return this.first < to && this.isTold(from, to);
  }

  private isTold(from: number, to: number): boolean {
    return (
      (this.hash < to && this.isNumbered(to)) ||
      (this.slash < to && this.isEmbedded(from, to)) ||
      (this.carriage < to - 1 && this.isBroken(from, to))
    );
  }

  private next(letter: string, from: number): number {
    const at = this.text.indexOf(letter, from);
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  }

  /** A frame's number, with whatever in front. */
  private isNumbered(to: number): boolean {
    for (; this.hash < to; this.hash = this.next('#', this.hash + 1)) {
      if (numbersFrame(this.text, this.hash)) return true;
    }
    return false;
  }

  /** A trace in a JSON string: its lines end at `\n`, and each gets its first look. */
  private isEmbedded(from: number, to: number): boolean {
    let start = from;
    for (; this.slash < to; this.slash = this.next('\\', this.slash + 1)) {
      if (this.text.charCodeAt(this.slash + 1) !== 110) continue;
      if (mayBelong(this.text, start, this.slash)) return true;
      start = this.slash + 2;
    }
    return start > from && mayBelong(this.text, start, to);
  }

  /** Lines that end in a lone carriage return. */
  private isBroken(from: number, to: number): boolean {
    let start = from;
    for (; this.carriage < to; this.carriage = this.next('\r', start)) {
      if (mayBelong(this.text, start, this.carriage)) return true;
      start = this.carriage + 1;
    }
    return false;
  }
}
