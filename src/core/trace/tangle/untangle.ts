import { exceptionLine } from '../languages/pythonLine';
import type { Line } from '../text/prefix';
import { chosen, mayName, raising, whoseTurn } from './choice';
import { shapeOf, type Family, type Shape } from './shape';
import { Strand } from './strand';

/** Longer tangles are not undone, nor such of more traces at a time. */
const mostLines = 400;
const mostStrands = 8;

const joints =
  /^(?:The above exception was the direct cause of|During handling of the above exception, another exception)/;
const carets = /^\s*[~^]+(?:\s*[~^]+)*\s*$/;
const told = /^(?:error|fatal|critical|severe|warn|warning|e|f|w)$/i;

/** Lines that belong together, each group by itself, up to the line behind the last that any trace takes. */
export interface Untangled {
  /** None when no lines alternate. */
  readonly groups: readonly (readonly Line[])[];
  readonly from: number;
  readonly end: number;
}

/** Takes traces apart whose lines alternate with each other's or with what is no trace. */
export function untangled(lines: readonly Line[], from: number): Untangled {
  return new Untangler(lines, from).run();
}

class Untangler {
  private readonly strands: Strand[] = [];
  /** Those that may go on. */
  private open: Strand[] = [];
  /** Whose each line is, by its position; null for what is of no trace. */
  private readonly owners: (Strand | null)[] = [];
  private strangers = 0;

  constructor(
    private readonly lines: readonly Line[],
    private readonly from: number,
  ) {}

  run(): Untangled {
    const most = Math.min(this.lines.length, this.from + mostLines);
    for (let at = this.from; at < most; at += 1) {
      const line = this.lines[at] as Line;
      this.open = this.open.filter((each) => each.isOpen(at, this.strangers));
      // What follows cannot alternate with what ended.
      if (this.open.length === 0 && this.strands.length > 0) break;
      const strand = this.ownerOf(line, at);
      if (this.open.length > mostStrands) return this.given(at);
      if (strand) strand.add(at, this.strangers);
      else this.strangers += 1;
      this.owners[at] = strand;
    }
    if (this.owners.length - this.from >= mostLines) return this.given(most);
    const end = Math.max(this.from, ...this.strands.map(({ last }) => last + 1));
    return this.isTangled(end) ? { groups: this.groups(end), from: this.from, end } : this.given(end);
  }

  private given(end: number): Untangled {
    return { groups: [], from: this.from, end };
  }

  private isTangled(end: number): boolean {
    const called = this.strands.filter(
      ({ frames, own, opening }) =>
        frames > 1 || this.lines[own[0] ?? 0] !== opening || (frames > 0 && shapeOf(opening).role !== 'half'),
    );
    return called.some((strand) => {
      if (strand.isApart) return true;
      const first = strand.own[0] ?? 0;
      return this.owners
        .slice(first, Math.min(strand.last, end))
        .some((owner) => owner !== strand && called.includes(owner as Strand));
    });
  }

  private groups(end: number): Line[][] {
    const those = this.strands.map(({ own }) =>
      own.sort((one, other) => one - other).map((at) => this.lines[at] as Line),
    );
    const rest = this.lines
      .slice(this.from, end)
      .filter((_, index) => this.owners[this.from + index] === null);
    return [...those, rest];
  }

  /** The trace that a line is of. */
  private ownerOf(line: Line, at: number): Strand | null {
    const { text } = line;
    const shape = shapeOf(line);
    const { open } = this;
    if (this.isLogged(line, shape, open)) return null;
    const inlined = /^\s{6}/.test(text) ? open.findLast(({ family }) => family === 'rust') : undefined;
    if (inlined && (inlined.half ? /^\s+at \S/.test(text) : shape.role === 'plain')) {
      inlined.half = !inlined.half;
      return inlined;
    }
    switch (shape.role) {
      case 'frame':
      case 'half':
        return this.caller(shape, line, at, open);
      case 'place': {
        const strand = whoseTurn(
          open.filter(({ family, half }) => family === 'go' && half),
          this.inTurns(at),
        );
        if (strand) strand.half = false;
        return strand;
      }
      case 'title':
        return this.titled(shape.family, line, at, open);
      case 'more':
        return this.more(shape.family, line, at, open);
      case 'error':
        return this.end(text, at, open) ?? this.opened(null, line);
      case 'blank':
        return this.blank(at, open);
      case 'plain':
        return this.plain(text, at, open);
    }
  }

  /** What was logged for itself, while traces go on that were not. */
  private isLogged({ logged }: Line, { role }: Shape, open: readonly Strand[]): boolean {
    if (logged === '' || role === 'frame' || role === 'half') return false;
    if ((role === 'error' || role === 'title') && told.test(logged)) return false;
    return open.some(({ last }) => this.lines[last]?.logged !== logged);
  }

  private opened(family: Family | null, line: Line): Strand {
    const strand = new Strand(family, line);
    this.strands.push(strand);
    this.open.push(strand);
    return strand;
  }

  private caller(shape: Shape, line: Line, at: number, open: readonly Strand[]): Strand | null {
    const { family } = shape;
    const those = open.filter((each) => each.family === family);
    // What looks like a call of another trace in a message of several lines.
    const above = this.owners[at - 1];
    if (above?.ended && those.every(({ frames, ended }) => frames === 0 || ended)) return above;
    const named = open.findLast(
      (each) => each.family === null && mayName(each.opening.text, family, those.length),
    );
    let strand = named && this.isNewer(named, those) ? named : chosen(shape, those, this.inTurns(at));
    if (!strand) {
      if (family === 'go' || family === 'rust') return this.plain(line.text, at, open);
      strand = this.opened(family, line);
    }
    strand.family = family;
    strand.call(shape);
    if (family === 'v8') strand.brace(line.text);
    return strand;
  }

  private isNewer(named: Strand, those: readonly Strand[]): boolean {
    return those.every((each) => this.open.indexOf(each) < this.open.indexOf(named));
  }

  /** Whether the lines above come from two traces in turns. */
  private inTurns(at: number): boolean {
    return this.owners[at - 1] !== this.owners[at - 2];
  }

  private titled(family: Family | null, line: Line, at: number, open: readonly Strand[]): Strand {
    const those = open.filter((each) => each.family === family);
    const chain =
      family === 'python'
        ? those.findLast(({ joined }) => joined)
        : family === 'ruby'
          ? those.findLast(({ frames }) => frames > 0)
          : null;
    if (chain) {
      chain.ended = chain.joined = false;
      return chain;
    }
    const strand = this.opened(family, line);
    if (family === 'rust' || family === 'dart') strand.wants = 1;
    if (family === 'native') strand.wants = 40;
    if (family === 'lua' || family === 'haskell')
      this.claimAbove(strand, at, family === 'lua' ? /:\d{1,9}: / : /^[\w.-]+: /);
    return strand;
  }

  /** The message of these stands above the line that opens the stack. */
  private claimAbove(strand: Strand, at: number, pattern: RegExp): void {
    for (let above = at - 1; above >= Math.max(this.from, at - 4); above -= 1) {
      if (this.owners[above] || !pattern.test(this.lines[above]?.text ?? '')) continue;
      this.owners[above] = strand;
      strand.own.push(above);
      return;
    }
  }

  private more(family: Family | null, line: Line, at: number, open: readonly Strand[]): Strand | null {
    const those = open.filter((each) => each.family === family);
    const strand = those.find((each) => each === this.owners[at - 1]) ?? those.at(-1);
    if (strand) {
      if (family === 'v8') strand.brace(line.text);
      return strand;
    }
    const above =
      family === 'rust' ? open.findLast((each) => each.family === null && each.frames === 0) : undefined;
    if (above) {
      above.family = family;
      return above;
    }
    if (family === 'jvm') return open.findLast((each) => each.family === 'v8') ?? null;
    return family === 'go' || family === 'php' || family === 'rust' || family === 'native'
      ? this.opened(family, line)
      : null;
  }

  /** Python's last line, which names the error. */
  private end(text: string, at: number, open: readonly Strand[]): Strand | null {
    const strand = raising(text, open, this.inTurns(at));
    if (strand) strand.ended = true;
    return strand;
  }

  private blank(at: number, open: readonly Strand[]): Strand | null {
    const strand = open.findLast(
      ({ family, frames, ended, wants }) =>
        ended || wants > 1 || (frames === 0 && (family === 'go' || family === 'rust')),
    );
    if (strand) return strand;
    const above = this.owners[at - 1];
    if (above && (above.frames === 0 || (!above.isMessage && above.family !== 'python'))) return above;
    for (const each of open) if (each.frames > 0 && each.isMessage) each.closed = true;
    return null;
  }

  /** A line that says nothing by itself. */
  private plain(text: string, at: number, open: readonly Strand[]): Strand | null {
    const above = this.owners[at - 1] ?? null;
    const pythons = open.filter(({ family }) => family === 'python');
    if (joints.test(text)) {
      const strand = pythons.findLast(({ ended }) => ended);
      if (strand) strand.joined = true;
      return strand ?? null;
    }
    if (carets.test(text))
      return whoseTurn(
        pythons.filter(({ half, frames, ended }) => !half && frames > 0 && !ended),
        this.inTurns(at),
      );
    if (/^\s{2,}\S/.test(text)) {
      const strand = whoseTurn(
        pythons.filter(({ half }) => half),
        this.inTurns(at),
      );
      if (strand) {
        strand.half = false;
        strand.code = text;
        return strand;
      }
    }
    const braced = /^\s|^[}\]]/.test(text) ? open.findLast(({ isBraced }) => isBraced) : undefined;
    if (braced) {
      braced.brace(text);
      return braced;
    }
    const raised =
      exceptionLine(text) &&
      pythons.some((each) => each === above || each.code.includes(text.split(':')[0] ?? ' '));
    const ended = raised ? this.end(text, at, open) : null;
    if (ended) return ended;
    const waiting = open.findLast(({ wants }) => wants > 0);
    if (waiting) {
      waiting.wants -= 1;
      return waiting;
    }
    // A message that goes on.
    return above && open.includes(above) && (above.frames === 0 || above.ended) ? above : null;
  }
}
