import { performance } from 'node:perf_hooks';
import { readTraces, TraceReader } from '../../../src/core/trace/readTrace';
import { mostCounted } from '../../../src/core/trace/text/leftOut';
import { readLog } from '../../../src/usecases/report/readLog';
import { atMost, type Result } from '../result';

const trace = `TypeError: no amount\n    at Ledger.read (/srv/app/ledger.js:7:16)\n    at run (/srv/app/pay.js:5:3)\n`;

/** A log of so many megabytes, with a trace in every hundredth. */
async function* log(megabytes: number, peak: { value: number }): AsyncGenerator<string> {
  for (let at = 0; at < megabytes * 4; at += 1) {
    const lines = Array.from(
      { length: 2_900 },
      (_, line) =>
        `2026-11-21T10:00:00.123Z INFO  worker: request ${at}-${line} waited at queue (depth ${line % 9})\n`,
    ).join('');
    yield await Promise.resolve(at % 400 === 7 ? lines + trace : lines);
    if (at % 16 === 0) {
      global.gc?.();
      peak.value = Math.max(peak.value, process.memoryUsage().heapUsed);
    }
  }
}

async function peakOf(megabytes: number): Promise<number> {
  const peak = { value: 0 };
  const text = await readLog(log(megabytes, peak));
  if (!text.includes('no amount')) throw new Error('The traces of the log were lost.');
  return peak.value / 1_000_000;
}

/** What is found in a log of so many megabytes without a trace; nothing is expected. */
async function tracesInQuiet(
  megabytes: number,
): Promise<{ readonly traces: number; readonly seconds: number }> {
  const reader = new TraceReader();
  let traces = 0;
  let taken = 0;
  for await (const piece of log(megabytes, { value: 0 })) {
    const quiet = piece.replace(trace, '');
    const began = performance.now();
    traces += reader.take(quiet).length;
    taken += performance.now() - began;
  }
  return { traces: traces + reader.end().length, seconds: taken / 1_000 };
}

/** One trace of ten million frames, as it comes out of a program that has no end. */
async function* deep(peak: { value: number }): AsyncGenerator<string> {
  yield await Promise.resolve('RangeError: no end\n');
  for (let at = 0; at < 2_000; at += 1) {
    yield Array.from(
      { length: 5_000 },
      (_, line) => `    at Ledger.read (/srv/app/ledger.js:${at + 1}:${line + 1})\n`,
    ).join('');
    if (at % 10 === 0) peak.value = Math.max(peak.value, process.memoryUsage().heapUsed);
  }
}

async function tenMillionFrames(): Promise<Result[]> {
  const peak = { value: 0 };
  const began = performance.now();
  const kept = readTraces(await readLog(deep(peak)));
  const frames = kept.flatMap(({ errors }) => errors.map((error) => error.frames.length));
  const omitted = kept.reduce((sum, trace) => sum + (trace.omitted ?? 0), 0);
  if (omitted < mostCounted)
    throw new Error(`Of ten million frames only ${omitted} are said to be left out.`);
  return [
    {
      name: 'ten million frames: read for a report in',
      value: (performance.now() - began) / 1_000,
      unit: 's',
    },
    {
      name: 'ten million frames: kept for the report',
      value: frames.reduce((sum, of) => sum + of, 0),
      unit: '',
    },
    atMost('ten million frames: peak of the heap', peak.value / 1_000_000, 'MB', 500),
  ];
}

/** Whether a log that is ten times as long needs more memory. */
export async function memory(): Promise<Result[]> {
  const quiet = await tracesInQuiet(100);
  await peakOf(10);
  const small = await peakOf(10);
  const large = await peakOf(100);
  return [
    { name: 'peak of the heap with a log of 10 MB', value: small, unit: 'MB' },
    { name: 'peak of the heap with a log of 100 MB', value: large, unit: 'MB' },
    atMost('100 MB beside 10 MB', large / small, '×', 1.5),
    atMost('traces in a log of 100 MB without one', quiet.traces, '', 0),
    { name: 'a log of 100 MB without a trace, read in pieces', value: 100 / quiet.seconds, unit: 'MB/s' },
    ...(await tenMillionFrames()),
  ];
}
