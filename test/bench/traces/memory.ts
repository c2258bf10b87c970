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

/** Whether a log that is ten times as long needs more memory. */
export async function memory(): Promise<Result[]> {
  await peakOf(10);
  const small = await peakOf(10);
  const large = await peakOf(100);
  return [
    { name: 'peak of the heap with a log of 10 MB', value: small, unit: 'MB' },
    { name: 'peak of the heap with a log of 100 MB', value: large, unit: 'MB' },
    atMost('100 MB beside 10 MB', large / small, '×', 1.5),
  ];
}
