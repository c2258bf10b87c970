import type { PrintedTrace } from '../report/model';
import { csharp } from './languages/csharp';
import { gecko } from './languages/gecko';
import { go } from './languages/go';
import { ipython } from './languages/ipython';
import { javascript } from './languages/javascript';
import { jvm } from './languages/jvm';
import { dart } from './languages/dart';
import { elixir } from './languages/elixir';
import { haskell } from './languages/haskell';
import { lua } from './languages/lua';
import { perl } from './languages/perl';
import { r } from './languages/r';
import { swift } from './languages/swift';
import { streamsOf } from './text/lines';
import { native } from './languages/native';
import { php } from './languages/php';
import { pytest } from './languages/pytest';
import { python } from './languages/python';
import { regionsOf } from './text/regions';
import { ruby } from './languages/ruby';
import { rust } from './languages/rust';
import type { Found, Recogniser } from './text/found';
import { marksOf } from './text/marks';
import type { Line } from './text/prefix';

/** More specific forms come first: a Java frame is also nearly one of V8's. */
const recognisers: readonly Recogniser[] = [
  ipython,
  python,
  pytest,
  go,
  rust,
  ruby,
  php,
  jvm,
  javascript,
  csharp,
  gecko,
  dart,
  native,
  swift,
  elixir,
  lua,
  haskell,
  perl,
  r,
];

/** Every trace in a text, in the order in which they begin. Linear in the length of the text. */
export function readTraces(text: string): readonly PrintedTrace[] {
  return regionsOf(text)
    .flatMap(streamsOf)
    .flatMap(({ lines, embedded }) =>
      tracesIn(lines).filter(({ errors }) => !embedded || typeof errors[0]?.type === 'string'),
    );
}

/** The trace that a text is about: the first whose frames have lines. Null when the text holds none. */
export function readTrace(text: string): PrintedTrace | null {
  const traces = readTraces(text);
  return traces.find(isPlaced) ?? traces[0] ?? null;
}

function tracesIn(lines: readonly Line[]): PrintedTrace[] {
  const traces: PrintedTrace[] = [];
  let low = 0;
  let at = 0;
  while (at < lines.length) {
    const found = findAt(lines, at, low);
    if (found) {
      traces.push(found.trace);
      low = at = Math.max(found.end, at + 1);
    } else at += 1;
  }
  return traces;
}

function findAt(lines: readonly Line[], at: number, low: number): Found | null {
  const text = lines[at]?.text ?? '';
  const marks = marksOf(text);
  if (marks === 0) return null;
  for (const recogniser of recognisers) {
    if ((recogniser.marks & marks) === 0 || !recogniser.anchors(text)) continue;
    const found = recogniser.read(lines, at, low);
    if (found) return found;
  }
  return null;
}

function isPlaced({ errors }: PrintedTrace): boolean {
  return errors.some(({ frames }) => frames.some(({ line }) => line !== null));
}
