import { draft, type Draft, type Found, type Recogniser } from '../text/found';
import { entriesOf, Margins, type Entries, type Entry } from './pythonGroup';
import { endsMessage, exceptionLine, pythonFrame } from './pythonLine';
import { behind, isForeign, type Line } from '../text/prefix';
import { isEmpty } from '../text/letters';
import { mark } from '../text/marks';

const title = 'Traceback (most recent call last):';
const group = '+ Exception Group Traceback (most recent call last):';
const direct = 'The above exception was the direct cause of the following exception:';
const during = 'During handling of the above exception, another exception occurred:';

/** Python's tracebacks, chained both ways, with exception groups and syntax errors. */
export const python: Recogniser = {
  marks: mark.traceback | mark.exception,
  anchors: (text) =>
    text.includes(title) || text.includes('  File "') || text.includes(direct) || text.includes(during),
  read,
};

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const text = lines[at]?.text ?? '';
  const column = text.includes(group) ? text.indexOf(group) : text.indexOf(title);
  const prefix = column > 0 ? text.slice(0, column) : '';
  if (column >= 0 && !/^$|[\s:\]>|"'-]$/.test(prefix)) return null;
  const reader = new Reader(
    lines,
    at,
    column < 0 ? indentation(text) : prefix,
    column < 0 || text.includes(group),
    column < 0,
  );
  const end = reader.run(low);
  if (end === null) return null;
  const language = isRuby(reader.errors) ? 'ruby' : 'python';
  return { trace: { language, errors: reader.errors }, start: reader.start, end };
}

/** Rollbar shows Ruby's calls as Python prints its own. */
function isRuby(errors: readonly Draft[]): boolean {
  const [first] = errors;
  return (
    first !== undefined &&
    first.frames.length > 0 &&
    first.frames.every(({ file }) => /\.(?:rb|erb)$/.test(file))
  );
}

/** A trace whose first lines are missing begins at a `  File` line: what stands before its two blanks is the prefix. */
function indentation(text: string): string {
  const file = text.indexOf('  File "');
  return file > 0 ? text.slice(0, file) : '';
}

/** One error of the chain as it is printed: the cause first. */
interface Link {
  readonly error: Draft;
  readonly members: readonly (readonly Entry[])[];
}

class Reader {
  errors: Draft[] = [];
  start: number;

  constructor(
    private readonly lines: readonly Line[],
    private readonly first: number,
    private readonly prefix: string,
    private readonly margined: boolean,
    private readonly untitled: boolean,
  ) {
    this.start = first;
  }

  run(low: number): number | null {
    const outer = this.margined && this.prefix.trim() === '' ? this.prefix.length : 0;
    const lead = this.printedAlone(low);
    const anchor = this.lines[this.first + 1];
    const entries = new Margins((index) => {
      const line = this.lines[this.first + index];
      if (!line) return null;
      return { text: behind(this.prefix, line.whole), logged: isForeign(line, anchor), line: index };
    }, outer);
    const links: Link[] = lead ? [{ error: lead, members: [] }] : [];
    const used = readChain(entries, links);
    if (
      used === 0 ||
      links.every(({ error, members }) => error.frames.length === 0 && members.length === 0)
    ) {
      return null;
    }
    // A lone place without an error is more likely part of somebody else's message.
    const [only] = links;
    const bare = this.untitled && links.length === 1 && only?.error.type === null;
    if (bare && only.error.frames.filter((frame) => frame.function !== null).length < 2) return null;
    this.errors = flatten(links, 'thrown', null, []);
    return this.first + lastLine(entries.at(used - 1)) + 1;
  }

  /** A cause that was never raised is printed without a traceback, above the sentence that joins it to its effect. */
  private printedAlone(low: number): Draft | null {
    let at = this.first - 1;
    const previous = () => behind(this.prefix, this.lines[at]?.text ?? '').trim();
    while (at >= low && previous() === '') at -= 1;
    if (at < low || (previous() !== direct && previous() !== during)) return null;
    at -= 1;
    while (at >= low && previous() === '') at -= 1;
    const found = at >= low ? exceptionLine(previous()) : null;
    if (!found) return null;
    this.start = at;
    return draft('cause', found.type, found.message, null);
  }
}

/** The offset of the last line that an entry takes, its members' lines included. */
function lastLine(entry: Entry | undefined): number {
  const inner = (entry?.members ?? []).map((entries) => lastLine(entries.at(-1)));
  return Math.max(entry?.line ?? 0, ...inner);
}

/** Reads links of a chain until what follows is no part of it; returns how many entries were taken. */
function readChain(entries: Entries, links: Link[]): number {
  let at = 0;
  let taken = 0;
  for (;;) {
    const link = readLink(entries, at);
    if (!link) return taken;
    links.push(link.link);
    taken = at = link.next;
    let next = at;
    while (next < at + 4 && isBlankEntry(entries.at(next))) next += 1;
    const joint = entries.at(next)?.text.trim();
    if (joint !== direct && joint !== during) return taken;
    next += 1;
    while (isBlankEntry(entries.at(next))) next += 1;
    at = next;
  }
}

function isBlankEntry(entry: Entry | undefined): boolean {
  return entry !== undefined && isEmpty(entry.text);
}

function readLink(entries: Entries, from: number): { readonly link: Link; readonly next: number } | null {
  const error = draft('cause', null, null, null);
  let at = from;
  const opening = entries.at(at)?.text ?? '';
  const titled = opening.includes(title);
  if (titled) at += 1;
  const flat = !/^\s/.test(entries.at(at)?.text ?? ' ');
  let source = false;
  for (let entry = entries.at(at); entry; entry = entries.at((at += 1))) {
    const { text, logged } = entry;
    const frame = pythonFrame(text);
    if (frame) {
      error.frames.push(frame);
      source = flat;
    } else if (!source && isEmpty(text)) break;
    else if (/^\s/.test(text) && !logged) continue;
    else if (source && !/^(?:[\w.]+(?:Error|Exception|Exit|Interrupt|Warning))(?::|$)/.test(text))
      source = false;
    else if (flat && /^[\s~^]+$/.test(text)) continue;
    else break;
  }
  // The innermost call is printed last.
  error.frames.reverse();
  if (!titled && from === at) {
    const alone = exceptionLine(opening);
    if (!alone) return null;
  }
  const named = exceptionLine(entries.at(at)?.text ?? '');
  if (!named) {
    // The end was cut off: the frames are what is known.
    return error.frames.length > 0 ? { link: { error, members: [] }, next: at } : null;
  }
  error.type = named.type;
  const message = [named.message ?? ''];
  at += 1;
  while (entries.at(at) && !endsMessage(entries, at, message)) {
    message.push(entries.at(at)?.text ?? '');
    at += 1;
  }
  error.message = message.join('\n').trim() || null;
  const members = entries.at(at)?.members ?? [];
  if (members.length > 0) at += 1;
  return { link: { error, members }, next: at };
}

/** The chain outside in: the last error printed is the one that was seen; members come behind the group they are in. */
function flatten(
  links: readonly Link[],
  relation: 'thrown' | 'member',
  parent: number | null,
  into: Draft[],
): Draft[] {
  let owner = parent;
  [...links].reverse().forEach(({ error, members }, index) => {
    into.push({ ...error, relation: index === 0 ? relation : 'cause', parent: owner });
    owner = into.length - 1;
    const self = owner;
    for (const entries of members) {
      const inner: Link[] = [];
      readChain(entriesOf(entries), inner);
      flatten(inner, 'member', self, into);
    }
  });
  return into;
}
