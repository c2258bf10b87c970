import { draft, indentOf, type Draft, type Found, type Recogniser } from '../text/found';
import { continued, headerAbove, headerIn, isErrorName } from '../text/header';
import { behind, isForeign, type Line } from '../text/prefix';
import { jvmLanguageOf } from './jvm';
import { causeBelow, messageOf, testHeader, unwrapped } from './testRunners';
import { v8Frame, v8FrameOf } from './v8Frame';
import { blank, openBrace } from '../text/letters';
import { mark } from '../text/marks';

/** V8's stacks as Node, Deno, Bun and browsers print them, with Node's `[cause]` and `[errors]`. */
export const javascript: Recogniser = {
  marks: mark.at,
  anchors: () => true,
  read,
};

/** Google Play's console tells Java's frames as V8 does: `at shop.Ledger.read (Ledger.kt:12)`. */
function languageOf(errors: readonly Draft[]): string {
  const frame = errors[0]?.frames[0];
  const isJvm = frame?.column === null && /\.(?:java|kt|scala|groovy)$/.test(frame.file);
  return isJvm ? jvmLanguageOf(errors) : 'javascript';
}

const omitted = /^\s*(?:\.\.\. \d+ (?:more )?(?:lines? matching|more)|at <Jasmine>$)/;

function read(lines: readonly Line[], first: number, low: number): Found | null {
  const line = lines[first];
  if (!line || !v8FrameOf(line)) return null;
  const nearest =
    unwrapped(headerAbove(lines, first, low)) ??
    testHeader(lines, first, low) ??
    bareHeader(lines, first, low);
  const outer = nearest && nearest.column > 0 ? enclosing(lines, nearest.line, low) : null;
  const named = outer ?? nearest;
  const prefix = named ? (lines[named.line]?.text ?? '').slice(0, named.column) : '';
  const thrown = draft('thrown', named?.type ?? null, messageOf(named?.message ?? null), null);
  const reader = new Reader(lines, prefix, thrown, outer ? 1 : 0);
  const end = reader.run(outer ? outer.line + 1 : first);
  const errors = reader.errors;
  const count = errors.reduce((sum, { frames }) => sum + frames.length, 0);
  // One `at …` under nothing that names an error is more likely prose.
  if (!named?.type && count < 2) return null;
  return { trace: { language: languageOf(errors), errors }, start: named?.line ?? first, end };
}

/**
 * The error whose braces a header stands in, when it has no frames of its own: `[AggregateError: …] {`, `[errors]: [`.
 */
function enclosing(lines: readonly Line[], from: number, low: number) {
  let indent = indentOf(lines[from]?.text ?? '');
  for (let at = from - 1; at >= Math.max(low, from - 40) && indent > 0; at -= 1) {
    const text = lines[at]?.text ?? '';
    const own = indentOf(text);
    if (own >= indent) continue;
    const opens = /^\s*(?:\[errors\]: \[|\[cause\]: .*\{)$|[}\]\w)'"] \{$/.test(text.slice(-400));
    if (!opens) return null;
    const header = headerIn(text);
    if (header && !/^\s*\[(?:cause|errors)\]:/.test(text)) {
      const message = header.message?.replace(/\s*\{$/, '').replace(/\]$/, '') ?? null;
      return { ...header, message, column: own, line: at };
    }
    indent = own;
  }
  return null;
}

/** The line straight above the frames, when it can be an error's without a telling name: `Foo: message`, or a sentence. */
function bareHeader(lines: readonly Line[], first: number, low: number) {
  if (first - 1 < low) return null;
  const text = lines[first - 1]?.text ?? '';
  const trimmed = text.trim();
  if (trimmed === '' || /^[\^~{}()[\];]+$/.test(trimmed)) return null;
  const typed = /^(?:Uncaught )?([A-Z][\w$]{0,80})(?:: (.*))?$/.exec(trimmed);
  const column = typed?.[1] === undefined ? indentOf(text) : text.indexOf(typed[1]);
  if (typed) return { type: typed[1] ?? null, message: typed[2]?.trim() || null, column, line: first - 1 };
  return { type: null, message: trimmed, column, line: first - 1 };
}

/** Walks the lines of one trace: frames, what Node prints in braces behind them, and nested errors. */
class Reader {
  readonly errors: Draft[];
  /** The errors whose braces are open, with the indentation of the line that each began at. */
  private readonly open: { readonly index: number; readonly indent: number }[];
  /** How many lines `{` or `[` have opened that are not closed yet. */
  private depth: number;
  /** How often frames turned out to be part of the message. */
  private resumed = 0;
  /** A line in the middle of the trace. */
  private anchor: Line | undefined;
  /** Indentation of an open `[errors]: [`. */
  private members: number | null = null;
  /** Whether nothing but white space stands in front of the lines. */
  private readonly indented: boolean;

  constructor(
    private readonly lines: readonly Line[],
    private readonly prefix: string,
    thrown: Draft,
    depth: number,
  ) {
    this.errors = [thrown];
    this.open = [{ index: 0, indent: 0 }];
    this.depth = depth;
    this.indented = prefix.trim() === '';
  }

  /** Reads from the first frame on and returns the line behind the trace. */
  run(first: number): number {
    this.anchor = this.lines[first];
    let at = this.frames(first);
    while (at < this.lines.length) {
      const next = this.step(this.text(at), at);
      if (next === null) break;
      at = this.frames(next);
    }
    return at;
  }

  /** Reads the frames that follow each other, and returns the line behind them. */
  private frames(from: number): number {
    const { lines, indented } = this;
    const { frames } = this.current;
    let at = from;
    for (; at < lines.length; at += 1) {
      // What nothing but white space stands in front of is read where it stands.
      const frame = indented ? v8FrameOf(lines[at] as Line) : v8Frame(this.text(at));
      if (!frame) break;
      frames.push(frame);
      if (this.opensBrace(at)) this.depth += 1;
    }
    return at;
  }

  private text(at: number): string {
    return behind(this.prefix, this.lines[at]?.text ?? '');
  }

  private get current(): Draft {
    return this.errors[this.open[this.open.length - 1]?.index ?? 0] as Draft;
  }

  private opensBrace(at: number): boolean {
    const { source, end } = this.lines[at] as Line;
    return source.charCodeAt(end - 1) === openBrace && source.charCodeAt(end - 2) === blank;
  }

  private step(text: string, at: number): number | null {
    const below = text.trim() === '' ? causeBelow(this.lines, at) : null;
    if (below !== null) return this.nested('cause', this.text(below), indentOf(this.text(below)), below);
    if (text === '' && this.depth === 0 && this.lines[at]?.logged === '') return null;
    if (omitted.test(text)) {
      if (this.opensBrace(at)) this.depth += 1;
      return at + 1;
    }
    const cause = /^\s*(?:\[cause\]: |cause: |[Cc]aused [Bb]y: )/.exec(text);
    if (cause) return this.nested('cause', text, cause[0].length, at);
    if (this.depth > 0) return this.property(text, at);
    if (this.isInterleaved(at)) return at + 1;
    return this.wasMessage(at);
  }

  /** A line between braces: a property, a nested error, or what closes. */
  private property(text: string, at: number): number | null {
    const trimmed = text.trim();
    const indent = indentOf(text);
    if (/^\[?errors\]?: \[$/.test(trimmed)) {
      this.members = indent;
      this.depth += 1;
      return at + 1;
    }
    if (this.members !== null && indent > this.members && /^\[?[\p{L}_$]/u.test(trimmed)) {
      const header = headerIn(text);
      if (header && header.column <= indent + 1) return this.nested('member', text, indent, at);
    }
    if (/^[}\]]/.test(trimmed)) {
      this.depth -= 1;
      if (trimmed.startsWith(']') && this.members !== null && indent <= this.members) this.members = null;
      return at + 1;
    }
    if (/[{[(]$/.test(trimmed)) this.depth += 1;
    return at + 1;
  }

  private nested(relation: 'cause' | 'member', text: string, column: number, at: number): number | null {
    const indent = indentOf(text);
    const rest = text.slice(column);
    const header = headerIn(rest) ?? classHeader(rest);
    if (!header || header.column > 1) {
      // A cause that is no error (`[cause]: 'text'`, an object): told as a message without a type.
      if (relation === 'cause' && this.depth > 0 && !/[{[]$/.test(rest.trim())) {
        const owner = this.ownerOf(indent);
        this.errors.push(draft('cause', null, rest.replace(/,$/, '').replace(/^'(.*)'$/, '$1'), owner));
        return at + 1;
      }
      return this.depth > 0 ? this.property(text, at) : null;
    }
    const owner = this.ownerOf(indent);
    const opens = rest.trimEnd().endsWith(' {');
    let message = header.message;
    if (opens) {
      this.depth += 1;
      message = message?.replace(/\s*\{$/, '') ?? null;
    }
    let next = at + 1;
    if (!opens && !rest.trimEnd().endsWith(',')) {
      // The message goes on until the first frame.
      const until = this.firstFrame(next);
      if (until !== null) {
        message = messageOf(continued(message, this.lines, next, until, this.prefix + ' '.repeat(indent)));
        next = until;
      }
    } else if (!opens) message = message?.replace(/,$/, '') ?? null;
    this.errors.push(draft(relation, header.type, message === '' ? null : message, owner));
    this.open.push({ index: this.errors.length - 1, indent });
    return next;
  }

  private ownerOf(indent: number): number {
    while (this.open.length > 1 && (this.open.at(-1)?.indent ?? 0) >= Math.max(indent, 1)) this.open.pop();
    return this.open.at(-1)?.index ?? 0;
  }

  private firstFrame(from: number): number | null {
    const last = Math.min(this.lines.length, from + 40);
    for (let at = from; at < last; at += 1) {
      const text = this.text(at);
      if (v8Frame(text) || omitted.test(text)) return at;
      if (/^\s*(?:\[cause\]|\[errors\]|[}\]])/.test(text)) return null;
    }
    return null;
  }

  /** A line of another writer between two frames: the frames go on behind it. */
  private isInterleaved(at: number): boolean {
    if (!isForeign(this.lines[at], this.anchor)) return false;
    for (let next = at + 1; next < Math.min(this.lines.length, at + 6); next += 1) {
      if (v8Frame(this.text(next))) return true;
      if (!isForeign(this.lines[next], this.anchor)) return false;
    }
    return false;
  }

  /** Frames that plain text follows, and then frames again, were part of the message. */
  private wasMessage(at: number): number | null {
    if (this.errors.length > 1 || this.current.type === null || (this.resumed += 1) > 5) return null;
    const last = Math.min(this.lines.length, at + 20);
    for (let next = at; next < last; next += 1) {
      const text = this.text(next);
      if (v8Frame(text)) {
        const from = at - this.current.frames.length;
        this.current.message = continued(this.current.message, this.lines, from, next, this.prefix);
        this.current.frames = [];
        return next;
      }
      if (text.trim() === '' || isForeign(this.lines[next], this.anchor) || headerIn(text)) return null;
    }
    return null;
  }
}

/** A nested error of a class whose name does not tell: `Foo: message`. */
function classHeader(text: string) {
  const typed = /^([A-Z][\w$]{0,80})(?:: (.*))?$/.exec(text.trim());
  if (!typed?.[1] || (typed[2] === undefined && !isErrorName(typed[1]))) return null;
  return { type: typed[1], message: typed[2]?.trim() ?? null, column: 0 };
}
