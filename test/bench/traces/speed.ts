import { performance } from 'node:perf_hooks';
import type { Result } from '../result';
import { readers } from './readers';

const frames = Array.from(
  { length: 10 },
  (_, at) => `    at Foo.bar${at} (/srv/app/shop/lib/file${at}.js:${at + 1}:12)\n`,
);
const traces = `TypeError: x is not a function\n${frames.join('')}\n`.repeat(5_000);
const two = (at: number): string => String(at % 60).padStart(2, '0');
/** Logs as programs write them; none holds a trace. */
const logs: Readonly<Record<string, (at: number) => string>> = {
  'an application’s log': (at) =>
    `2026-11-21T10:00:${two(at)}.123Z INFO  worker: request ${at} waited at queue (depth ${at % 9})`,
  'an access log': (at) =>
    `10.0.3.${at % 255} - - [21/Nov/2026:10:00:${two(at)} +0000] "GET /api/users/${at} HTTP/1.1" 200 ${at % 5000} "-" "Mozilla/5.0 (X11; Linux x86_64)"`,
  'a log of JSON lines': (at) =>
    `{"level":30,"time":17000${at},"pid":42,"req":{"method":"GET","url":"/api/users/${at}"},"msg":"request completed"}`,
};
const logOf = (line: (at: number) => string): string =>
  Array.from({ length: 20_000 }, (_, at) => `${line(at)}\n`).join('');

/** A reader that needs longer than this for its rounds, in milliseconds, has shown what it can. */
const patience = 2_000;

/** The best of several rounds, so that another process on the machine does not count. Lines a second. */
function linesASecond(text: string, read: (text: string) => unknown): number {
  const lines = text.split('\n').length;
  let best = Infinity;
  const start = performance.now();
  for (let round = 0; round < 12 && (round === 0 || performance.now() - start < patience); round += 1) {
    const began = performance.now();
    read(text);
    best = Math.min(best, performance.now() - began);
  }
  return Math.round((lines / best) * 1_000);
}

/** What the runtimes of each language printed. */
export type Printed = Readonly<Record<string, readonly string[]>>;

/** How fast stacks are read, and how fast logs without one are passed over. */
export function speed(printed: Printed): Result[] {
  return [
    ...beside('JavaScript traces', traces, 1),
    ...Object.entries(logs).flatMap(([what, line]) => beside(`${what}, no trace`, logOf(line), 5)),
    ...dialects(printed),
  ];
}

function beside(what: string, text: string, times: number): Result[] {
  const speeds = Object.entries(readers).map(([name, read]) => ({ name, value: linesASecond(text, read) }));
  const fastest = Math.max(...speeds.slice(1).map(({ value }) => value));
  const results: Result[] = speeds.map(({ name, value }) => ({
    name: `${what}: ${name}`,
    value,
    unit: 'lines/s',
  }));
  const ratio = (speeds[0]?.value ?? 0) / fastest;
  results.push({
    name: `${what}: Baton beside the fastest`,
    value: ratio,
    unit: '×',
    target: `≥ ${times}`,
    holds: ratio >= times,
  });
  return results;
}

/** What the runtimes of each language printed, as often as makes a text of some size. */
function corpus(printed: readonly string[]): string {
  const one = printed.filter(({ length }) => length < 6_000).join('\n');
  return one.repeat(Math.ceil(2_000_000 / one.length));
}

/** Each language's own traces, in the time that as many characters of JavaScript's take. */
function dialects(printed: Printed): Result[] {
  const read = readers['Baton'] as (text: string) => unknown;
  const charactersASecond = (texts: readonly string[]): number => {
    const text = corpus(texts);
    return (linesASecond(text, read) * text.length) / text.split('\n').length;
  };
  const own = charactersASecond(printed['javascript'] ?? []);
  return Object.entries(printed)
    .filter(([group]) => group !== 'javascript')
    .map(([group, texts]): Result => {
      const value = own / charactersASecond(texts);
      return {
        name: `${group} beside JavaScript, time a character`,
        value,
        unit: '×',
        target: '≤ 2',
        holds: value <= 2,
      };
    });
}
