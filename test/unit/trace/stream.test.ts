import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Excerpt } from '../../../src/core/trace/excerpt';
import { readTraces, TraceReader } from '../../../src/core/trace/readTrace';
import { readLog } from '../../../src/usecases/report/readLog';
import { recordings } from './recordings';

const printed = ['python', 'javascript', 'java', 'go', 'ruby', 'csharp'].flatMap((group) =>
  recordings(group)
    .map((recording) => recording.printed)
    .filter(({ length }) => length < 4_000),
);
const quiet = (count: number): string =>
  Array.from({ length: count }, (_, at) => `2026-11-21T10:00:00Z INFO  request ${at} took 3 ms\n`).join('');

const inPieces = (text: string, size: number) => {
  const reader = new TraceReader();
  const traces = [];
  for (let at = 0; at < text.length; at += size) traces.push(...reader.take(text.slice(at, at + size)));
  return [...traces, ...reader.end()];
};

describe('a log that comes in pieces', () => {
  it('holds the same traces, wherever it is cut', () => {
    const part = fc.oneof(fc.constantFrom(...printed), fc.integer({ min: 0, max: 400 }).map(quiet));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 5_000 }), (parts, size) => {
        const text = parts.join('\n');
        assert.deepEqual(inPieces(text, size), readTraces(text));
      }),
      { numRuns: 60, seed: 11 },
    );
  });
  it('is read behind a line that never ends', () => {
    const text = `${'x'.repeat(2_500_000)}\n${printed[0] ?? ''}`;
    assert.deepEqual(inPieces(text, 65_536), readTraces(printed[0] ?? ''));
  });
  it('gives traces as they come, so that nothing is kept', () => {
    const reader = new TraceReader();
    const [trace = ''] = printed;
    assert.equal(reader.take(trace + quiet(500)).length, 1);
    assert.equal(reader.take(quiet(500)).length, 0);
    assert.equal(reader.end().length, 0);
  });
  it('reads a trace of very many frames in parts', () => {
    const frames = Array.from(
      { length: 150_000 },
      (_, at) => `    at f${at} (/srv/app/a.js:${at + 1}:2)\n`,
    ).join('');
    const traces = inPieces(`Error: deep\n${frames}`, 100_000);
    const count = traces.reduce((sum, { errors }) => sum + (errors[0]?.frames.length ?? 0), 0);
    assert.equal(traces[0]?.errors[0]?.type, 'Error');
    assert.equal(count, 150_000);
  });
});

describe('what a report needs of a log', () => {
  const excerptOf = (text: string): string => {
    const excerpt = new Excerpt();
    for (let at = 0; at < text.length; at += 50_000) excerpt.take(text.slice(at, at + 50_000));
    return excerpt.end();
  };
  const [trace = '', other = ''] = printed;

  it('is all of a short one', () => {
    const text = quiet(100) + trace;
    assert.equal(excerptOf(text), text);
  });
  it('is the beginning and the traces of a long one', () => {
    const text = `shop 2.3.0 starting\n${quiet(20_000)}${trace}${quiet(20_000)}${other}${quiet(20_000)}`;
    const excerpt = excerptOf(text);
    assert.ok(excerpt.startsWith('shop 2.3.0 starting\n'));
    assert.ok(excerpt.length < text.length / 20, `${excerpt.length} of ${text.length}`);
    assert.deepEqual(readTraces(excerpt), readTraces(text));
    assert.equal(readTraces(excerpt).length, 2);
  });
  it('stops reading when it has more than any report shows', async () => {
    let pieces = 0;
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        pieces += 1;
        yield await Promise.resolve(trace.repeat(500));
      }
    }
    assert.ok((await readLog(endless())).length < 40_000_000);
    assert.ok(pieces > 1);
  });
  describe('of a trace that is too long to be kept', () => {
    const deep: Readonly<Record<string, readonly [string, (at: number) => string, string, number]>> = {
      javascript: ['RangeError: deep\n', (at) => `    at f${at} (/srv/ledger.js:${at + 1}:7)\n`, '', 190_000],
      java: ['java.lang.Error: deep\n', (at) => `\tat shop.Ledger.read${at}(Ledger.java:7)\n`, '', 90_000],
      python: [
        'Traceback (most recent call last):\n',
        (at) => `  File "/srv/shop/ledger.py", line ${at + 1}, in read\n    return read(id)\n`,
        'RecursionError: deep\n',
        60_000,
      ],
    };
    for (const [language, [begins, frame, ends, count]] of Object.entries(deep)) {
      it(`is what is kept of it, and the number of frames that were left out (${language})`, () => {
        const text = `${begins}${Array.from({ length: count }, (_, at) => frame(at)).join('')}${ends}`;
        for (const behind of [trace, quiet(500)]) {
          const excerpt = excerptOf(text + behind);
          assert.ok(excerpt.length < 4_000_000, `${excerpt.length}`);
          const [cut, ...others] = readTraces(excerpt);
          assert.equal(others.length, 0);
          assert.equal(cut?.language, language);
          assert.equal((cut?.errors[0]?.frames.length ?? 0) + (cut?.omitted ?? 0), count);
        }
      });
    }
    it('is counted up to a number that says enough, and not read any further', () => {
      const excerpt = new Excerpt();
      excerpt.take('Error: deep\n');
      let pieces = 0;
      for (; !excerpt.full; pieces += 1) {
        assert.ok(pieces < 80, 'it would never end');
        excerpt.take('    at f (/srv/ledger.js:1:7)\n'.repeat(10_000));
      }
      const text = excerpt.end();
      assert.match(text, /\n… and at least \d+ more frames, left out$/);
      const [cut] = readTraces(text);
      assert.ok((cut?.omitted ?? 0) >= 250_000 && (cut?.omitted ?? 0) <= pieces * 10_000);
    });
    it('is the same as ever when it ends in time', () => {
      const text = `Error: deep\n${'    at f (/srv/ledger.js:1:7)\n'.repeat(40_000)}${quiet(500)}`;
      assert.equal(readTraces(excerptOf(text))[0]?.omitted, undefined);
    });
  });
  it('ends when the person cancels', async () => {
    const stop = new AbortController();
    async function* endless(): AsyncGenerator<string> {
      for (;;) {
        yield await Promise.resolve(quiet(10));
        stop.abort();
      }
    }
    await assert.rejects(readLog(endless(), stop.signal));
  });
});
