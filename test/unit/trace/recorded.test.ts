import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { readTrace, readTraces } from '../../../src/core/trace/readTrace';
import type { PrintedTrace } from '../../../src/core/report/model';

type Row = [name: string | null, file: string, line: number | null, column: number | null];
interface Recorded {
  readonly name: string;
  readonly printed: string;
  readonly errors: readonly {
    readonly relation: string;
    readonly type: string | null;
    readonly message: string | null;
    readonly parent: number | null;
    readonly frames: readonly Row[];
  }[];
}

const recorded = <T>(language: string): T[] =>
  JSON.parse(
    fs.readFileSync(path.join(import.meta.dirname, '../../fixtures/traces', `${language}.json`), 'utf8'),
  ) as T[];

const rows = (trace: PrintedTrace | null) =>
  trace?.errors.map(({ frames, ...error }) => ({
    ...error,
    frames: frames.map((frame): Row => [frame.function, frame.file, frame.line, frame.column]),
  }));

const languages: Readonly<Record<string, number>> = { python: 36, javascript: 40, java: 36 };

describe('what the runtimes printed beside what they report', () => {
  for (const [language, least] of Object.entries(languages)) {
    describe(language, () => {
      const pairs = recorded<Recorded>(language);
      it('has enough recorded pairs', () => assert.ok(pairs.length >= least));
      for (const { name, printed, errors } of pairs) {
        it(`agrees on every error and frame of "${name}"`, () => {
          const traces = readTraces(printed);
          assert.equal(traces.length, 1);
          assert.equal(traces[0]?.language, language);
          assert.deepEqual(rows(traces[0] ?? null), errors);
        });
      }
    });
  }

  describe('go', () => {
    const pairs = recorded<{ name: string; printed: string; reported: Row[] }>('go');
    it('has enough recorded pairs', () => assert.ok(pairs.length >= 20));
    for (const { name, printed, reported } of pairs) {
      it(`agrees on the frames of "${name}"`, () => {
        const trace = readTrace(printed);
        assert.equal(trace?.language, 'go');
        const frames = rows(trace)?.flatMap((error) => error.frames) ?? [];
        const created = /^created by (\S+)/m.exec(printed)?.[1];
        const own = frames.filter(([, file]) => !file.startsWith('/usr/local/go/'));
        // The runtime does not count the call that created a goroutine among its frames; the printout does.
        if (created) assert.equal(own.pop()?.[0], created);
        assert.deepEqual(own, reported);
      });
    }
  });
});
