import { parseStack } from 'error-stack-parser-es/lite';
import StackUtils from 'stack-utils';
import { parse } from 'stacktrace-parser';
import { readTraces } from '../../src/core/trace/readTrace';
import { median, type Result } from './result';

const frames = Array.from(
  { length: 10 },
  (_, at) => `    at Foo.bar${at} (/home/dev/shop/lib/file${at}.js:${at + 1}:12)\n`,
);
const traces = `TypeError: x is not a function\n${frames.join('')}\n`.repeat(5_000);
const log = Array.from(
  { length: 60_000 },
  (_, at) =>
    `2026-11-21T10:00:${String(at % 60).padStart(2, '0')}.123Z INFO  worker: request ${at} waited at queue (depth ${at % 9})\n`,
).join('');

/** Each answers the number of frames that it finds in a text. */
const readers: Readonly<Record<string, (text: string) => number>> = {
  Baton: (text) =>
    readTraces(text).reduce(
      (sum, { errors }) => sum + errors.reduce((all, each) => all + each.frames.length, 0),
      0,
    ),
  'stacktrace-parser': (text) => parse(text).length,
  'error-stack-parser-es': (text) => parseStack(text).length,
  'stack-utils': (text) => {
    const stack = new StackUtils();
    return text.split('\n').filter((line) => stack.parseLine(line) !== null).length;
  },
};

/** How fast stacks are read, and how fast a log without one is passed over, beside npm's readers of JavaScript stacks. */
export function run(): Promise<Result[]> {
  const results: Result[] = [];
  for (const [name, read] of Object.entries(readers)) {
    for (const [what, text] of [
      ['JavaScript traces', traces],
      ['a log without a trace', log],
    ] as const) {
      results.push({ name: `${name}: ${what}`, value: linesASecond(text, read), unit: 'lines/s' });
    }
    results.push({ name: `${name}: frames seen in that log`, value: read(log), unit: 'frames' });
  }
  return Promise.resolve(results);
}

/** The median of five runs. */
function linesASecond(text: string, read: (text: string) => number): number {
  const lines = text.split('\n').length;
  const seconds = Array.from({ length: 5 }, () => {
    const began = performance.now();
    read(text);
    return (performance.now() - began) / 1_000;
  });
  return Math.round(lines / median(seconds));
}
