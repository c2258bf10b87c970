import { performance } from 'node:perf_hooks';
import { readTraces } from '../../../src/core/trace/readTrace';
import { atLeast, atMost, median, type Result } from '../result';
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
const patience = 4_000;
const rounds = 15;
const warming = 3;
/** All dialects together use all the code there is: on a busy machine it is compiled late. */
const dialectRounds = 30;
const dialectWarming = 12;

interface Work {
  readonly text: string;
  readonly read: (text: string) => unknown;
}

/**
 * How long each of several works takes, in milliseconds: the median of rounds in which all take their turn, so that
 * another process on the machine slows them alike. The first `warmUp` rounds are not counted.
 */
function timesOf(works: readonly Work[], turns = rounds, warmUp = warming): number[] {
  const taken = works.map((): number[] => []);
  const spent = works.map(() => 0);
  for (let round = 0; round < turns; round += 1) {
    works.forEach(({ text, read }, index) => {
      if ((spent[index] ?? 0) > patience) return;
      const began = performance.now();
      read(text);
      const time = performance.now() - began;
      taken[index]?.push(time);
      spent[index] = (spent[index] ?? 0) + time;
    });
  }
  return taken.map((times) => median(times.slice(Math.min(warmUp, times.length - 1))));
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
  const lines = text.split('\n').length;
  const names = Object.keys(readers);
  const taken = timesOf(Object.values(readers).map(({ read }) => ({ text, read })));
  const results = taken.map((time, index): Result => ({
    name: `${what}: ${names[index]}`,
    value: Math.round((lines / time) * 1_000),
    unit: 'lines/s',
  }));
  const [own = Number.NaN, ...others] = taken;
  return [...results, atLeast(`${what}: Baton beside the fastest`, Math.min(...others) / own, '×', times)];
}

/** What the runtimes of each language printed, as often as makes a text of some size. */
function corpus(printed: readonly string[]): string {
  const one = printed.filter(({ length }) => length < 6_000).join('\n');
  return one.repeat(Math.ceil(1_000_000 / one.length));
}

/** Each language's own traces, in the time that as many characters of JavaScript's take. */
function dialects(printed: Printed): Result[] {
  const groups = Object.keys(printed);
  const works = groups.map((group): Work => ({ text: corpus(printed[group] ?? []), read: readTraces }));
  const taken = timesOf(works, dialectRounds, dialectWarming).map(
    (time, index) => time / (works[index]?.text.length ?? 1),
  );
  const own = taken[groups.indexOf('javascript')] ?? Number.NaN;
  return groups.flatMap((group, index) =>
    group === 'javascript'
      ? []
      : [atMost(`${group} beside JavaScript, time a character`, (taken[index] ?? Number.NaN) / own, '×', 2)],
  );
}
