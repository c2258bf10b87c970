import type { PrintedFrame } from '../../report/model';
import { draft, type Found, type Recogniser } from '../text/found';
import { listed, mostBetween } from '../text/listed';
import { mark, marksOf } from '../text/marks';
import type { Line } from '../text/prefix';
import { csharpFrame } from './csharp';
import { dartFrame } from './dart';
import { elixirCall } from './elixir';
import { goStack } from './go';
import { haskellFrame } from './haskell';
import { luaFrame } from './lua';
import { languageOfNative, nativeStack } from './native';
import { perlCalls } from './perl';
import { phpCall } from './php';
import { rubyCall } from './ruby';
import { rustStack } from './rust';
import { xunitFrame } from './xunit';

/** Calls that follow each other in a text, innermost first, and the line behind them. */
export interface Stack {
  readonly frames: PrintedFrame[];
  readonly end: number;
}

/** How the calls of a language are told from a line in the middle of them. */
interface Calls {
  readonly language: (frames: readonly PrintedFrame[]) => string;
  readonly marks: number;
  /** A cheap test of the first line. */
  readonly begins: (text: string) => boolean;
  readonly read: (lines: readonly Line[], at: number) => Stack;
}

const calls: readonly Calls[] = [
  {
    language: () => 'csharp',
    marks: mark.short,
    begins: (text) => text.includes('.') && text.includes('('),
    read: (lines, at) => listed(lines, at, '', csharpFrame, /^\s*--- .{1,100} ---\s*$/),
  },
  {
    language: () => 'csharp',
    marks: mark.closed,
    begins: (text) => text.includes('): at '),
    read: (lines, at) => listed(lines, at, '', xunitFrame, /^\s*--- .{1,100} ---\s*$/),
  },
  {
    language: () => 'ruby',
    marks: mark.tick,
    begins: (text) => text.includes(':in '),
    read: (lines, at) => listed(lines, at, '', rubyCall, /^\s*\.{3} ?\d{1,6} levels/),
  },
  {
    language: () => 'php',
    marks: mark.hash,
    begins: (text) => text.includes('('),
    read: (lines, at) => listed(lines, at, '', phpCall, /^$a/),
  },
  {
    language: () => 'dart',
    marks: mark.hash,
    begins: (text) => text.endsWith(')'),
    read: (lines, at) => listed(lines, at, '', dartFrame, /^\s*<asynchronous suspension>\s*$/),
  },
  {
    language: languageOfNative,
    marks: mark.hash | mark.address,
    begins: (text) => text.includes('#') || text.includes(' 0x'),
    read: nativeStack,
  },
  {
    language: () => 'go',
    marks: mark.closed,
    begins: (text) => /^\s*[^\s(]{1,1000}\(/.test(text),
    read: (lines, at) => goStack(lines, at, ''),
  },
  {
    language: () => 'rust',
    marks: mark.ordinal,
    begins: (text) => /^\s{0,6}\d{1,6}: /.test(text),
    read: (lines, at) => rustStack(lines, at, ''),
  },
  {
    language: () => 'elixir',
    marks: mark.elixir,
    begins: (text) => text.includes('.ex') || text.includes('.erl'),
    read: (lines, at) => listed(lines, at, '', elixirCall, /^$a/),
  },
  {
    language: () => 'lua',
    marks: mark.inside,
    // pytest's places look alike.
    begins: (text) => text.includes(': in ') && !text.includes('.py:'),
    read: (lines, at) => listed(lines, at, '', luaFrame, /^\s*\(\.{3}tail calls\.{3}\)/),
  },
  {
    language: () => 'perl',
    marks: mark.numbered,
    begins: (text) => text.includes(' called at '),
    read: perlCalls,
  },
  {
    language: () => 'haskell',
    marks: mark.haskell,
    begins: (text) => text.includes(', called at '),
    read: (lines, at) => listed(lines, at, '', haskellFrame, /^$a/),
  },
];

/** A stack whose beginning was cut off: calls under no error. Several with places, as one alone may be prose. */
export const headless: Recogniser = {
  marks: calls.reduce((all, { marks }) => all | marks, 0),
  anchors: () => true,
  read: readCalls,
};

/** Of so many lines one is a call when calls begin here: a call is told by two lines at most. */
const few = mostBetween + 3;

function readCalls(lines: readonly Line[], at: number, low: number, marks: number): Found | null {
  const text = lines[at]?.text ?? '';
  for (const each of callsWith(marks)) {
    if (!each.begins(text)) continue;
    if (each.read(lines.slice(at, at + few), 0).frames.length === 0 || goesOn(each, lines, at, low)) continue;
    const { frames, end } = each.read(lines, at);
    if (frames.filter(({ line }) => line !== null).length < 2) continue;
    const errors = [{ ...draft('thrown', null, null, null), frames }];
    return { trace: { language: each.language(frames), errors }, start: at, end };
  }
  return null;
}

/** For each combination of marks, as it first comes up, whose calls they may be. */
const possible = new Map<number, readonly Calls[]>();

function callsWith(marks: number): readonly Calls[] {
  const own = marks & headless.marks;
  let those = possible.get(own);
  if (!those) possible.set(own, (those = calls.filter((each) => (each.marks & own) !== 0)));
  return those;
}

/**
 * Whether calls that a line above began go on here. They were read from there, and had too few places: from here they
 * have no more, and reading them from each of their lines would take the square of their number.
 */
function goesOn(each: Calls, lines: readonly Line[], at: number, low: number): boolean {
  for (let above = at - 1; above >= Math.max(low, at - mostBetween - 1); above -= 1) {
    const text = lines[above]?.text ?? '';
    if ((each.marks & marksOf(text)) === 0 || !each.begins(text)) continue;
    if (each.read(lines.slice(above, at + 1), 0).end > at - above) return true;
  }
  return false;
}
