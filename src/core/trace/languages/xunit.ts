import type { PrintedFrame, PrintedTrace } from '../../report/model';
import { toNumber, type Found, type Recogniser } from '../text/found';
import { mark } from '../text/marks';
import { wholeOf, type Line } from '../text/prefix';
import { csharpFrame } from './csharp';
import { failureOf, heading } from './dotnetTest';

/** What xUnit.net says of a failed test as soon as it failed: its frames begin with their places. */
export const xunit: Recogniser = {
  marks: mark.title,
  anchors: (text) => text.trim() === 'Stack Trace:',
  read,
};

/** `/src/File.cs(12,0): at Namespace.Class.Method(Type name)`, or without its place as .NET prints it. */
export function xunitFrame(text: string): PrintedFrame | null {
  const at = text.indexOf('): at ');
  if (at < 0) return csharpFrame(text);
  const place = /^\s*(\S.{0,1000})\((\d{1,9}),\d{1,9}$/.exec(text.slice(0, at));
  const frame = place && csharpFrame(text.slice(at + 3));
  return frame && { ...frame, file: place[1] ?? '', line: toNumber(place[2]) };
}

const failed = /^\s*\S.{0,1500} \[FAIL\]\s*$/;
const longestMessage = 80;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  for (let start = at - 1; start >= Math.max(low, at - longestMessage); start -= 1) {
    const text = wholeOf(lines[start]);
    if (heading.test(text)) return null;
    if (failed.test(text)) return failureOf(lines, start, at + 1, xunitFrame);
  }
  return null;
}

/** What a failure is known by when it is told once more: paths may be cut to where the tests were run. */
function keyOf({ errors }: PrintedTrace): string {
  return errors
    .flatMap(({ type, message, frames }) => [
      `${type} ${message?.replace(/\s+/g, ' ')}`,
      ...frames.map(
        ({ function: name, file, line }) => `${name} ${file.slice(1 + lastSeparator(file))} ${line}`,
      ),
    ])
    .join('\n');
}

const lastSeparator = (file: string): number => Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));

/** The failures that the summary of `dotnet test` does not tell again. */
export function notSummarised<T extends { readonly trace: PrintedTrace }>(
  failures: readonly T[],
  summary: readonly T[],
): readonly T[] {
  if (failures.length === 0) return failures;
  const told = new Set(summary.map(({ trace }) => keyOf(trace)));
  return failures.filter(({ trace }) => !told.has(keyOf(trace)));
}
