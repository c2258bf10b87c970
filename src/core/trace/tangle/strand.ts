import type { Line } from '../text/prefix';
import type { Family, Shape } from './shape';

/** So many lines that belong to no trace may stand between two lines of one, and so many of other traces. */
const mostForeign = 6;
const mostBetween = 100;

/** Dialects whose error is named above the calls. */
const messages: ReadonlySet<Family> = new Set(['v8', 'jvm', 'csharp', 'gecko']);

/** The lines of one trace among those of others. */
export class Strand {
  /** Positions of its lines in what is untangled. */
  readonly own: number[] = [];
  last = -1;
  frames = 0;
  /** A call was read whose other half is still to come. */
  half = false;
  /** Python: the error was named, and another one of the chain may follow. */
  ended = false;
  joined = false;
  /** What the last call calls, as far as its line of code shows. */
  code = '';
  /** A heading told that the next line is its message. */
  wants = 0;
  closed = false;
  private number = -1;
  private depth = 0;
  private strangers = 0;
  /** How often other lines stand between its own, and how many calls stand above the first of those. */
  private breaks = 0;
  private unbroken = 0;

  constructor(
    public family: Family | null,
    readonly opening: Line,
  ) {}

  /** Whether a line at `at`, with so many lines of no trace above it, can still be of this trace. */
  isOpen(at: number, strangers: number): boolean {
    return !this.closed && strangers - this.strangers <= mostForeign && at - this.last <= mostBetween;
  }

  add(at: number, strangers: number): void {
    if (this.own.length > 0 && at > this.last + 1 && (this.frames > 1 || !this.isMessage)) {
      if (this.breaks === 0) this.unbroken = this.frames;
      this.breaks += 1;
    }
    this.own.push(at);
    this.last = at;
    this.strangers = strangers;
  }

  /** Whether the first lines may be of a message that looks like a trace. */
  get isMessage(): boolean {
    return this.family === null || messages.has(this.family);
  }

  call({ role, number }: Shape): void {
    this.frames += 1;
    this.half = role === 'half';
    this.number = number ?? this.number;
  }

  /** Whether its lines stand apart: more than a message with one line that looks like a call. */
  get isApart(): boolean {
    if (!this.isMessage) return this.breaks > 0;
    return this.breaks > 2 || (this.breaks > 0 && this.unbroken > 3);
  }

  follows(number: number): boolean {
    return number === this.number + 1;
  }

  get isBraced(): boolean {
    return this.depth > 0;
  }

  brace(text: string): void {
    if (/[{[]$/.test(text)) this.depth += 1;
    else if (/^\s*[}\]],?$/.test(text)) this.depth -= 1;
  }
}
