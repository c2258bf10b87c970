import assert from 'node:assert/strict';
import { readTrace, readTraces } from '../../../src/core/trace/readTrace';
import type { PrintedTrace } from '../../../src/core/report/model';
import { groups, recordings, type Recording, type Row } from './recordings';

const rowsOf = (frames: PrintedTrace['errors'][number]['frames']): Row[] =>
  frames.map((frame): Row => [frame.function, frame.file, frame.line, frame.column]);

/** The rows that a recording speaks of, without what its reporter does not know. */
const comparable = (rows: readonly Row[], { only, columns, names, depth }: Recording): unknown[] =>
  rows
    .slice(0, depth)
    .filter(([, file]) => only === undefined || file?.includes(only))
    .map(([name, file, line, column]) => [
      ...(names === false ? [] : [name]),
      file ?? '',
      line,
      columns === false ? null : column,
    ]);

/** What each trace of a test run tells: its message, unless it is not compared, and all its frames. */
function failuresIn(traces: readonly PrintedTrace[], recording: Recording): unknown[] {
  return traces.map(({ errors }, index) => ({
    message: recording.failures?.[index]?.message === null ? null : (errors[0]?.message ?? null),
    frames: relative(
      comparable(
        errors.flatMap(({ frames }) => rowsOf(frames)),
        recording,
      ),
    ),
  }));
}

const failuresOf = (recording: Recording): unknown[] =>
  (recording.failures ?? []).map(({ message, frames }) => ({
    message,
    frames: relative(comparable(frames, recording)),
  }));

/** Some printers tell places relative to the folder that they run in. */
const relative = (rows: readonly unknown[]) =>
  JSON.stringify(rows).replaceAll(/"(?:\/home\/dev\/shop|\.)\//g, '"');

const languageOf: Readonly<Record<string, readonly string[]>> = { native: ['c', 'cpp'] };

describe('what the runtimes printed beside what they report', () => {
  it('is recorded at least 200 times', () => {
    const count = Object.keys(groups).reduce((sum, group) => sum + recordings(group).length, 0);
    assert.ok(count >= 200);
  });
  for (const [group, least] of Object.entries(groups)) {
    describe(group, () => {
      const all = recordings(group);
      it('has enough recorded pairs', () => assert.ok(all.length >= least, `${all.length}`));
      for (const recording of all) {
        const { name, language, printed, errors, frames, failures } = recording;
        it(`agrees on every frame of "${name}"`, () => {
          const traces = readTraces(printed);
          const trace = traces[0];
          assert.ok(trace);
          assert.ok((languageOf[group] ?? [language ?? group]).includes(trace.language), trace.language);
          if (failures) {
            assert.deepEqual(failuresIn(traces, recording), failuresOf(recording));
          } else if (errors) {
            assert.equal(traces.length, 1);
            const read = trace.errors.map((error) => ({
              ...error,
              frames: comparable(rowsOf(error.frames), recording),
            }));
            assert.deepEqual(
              read,
              errors.map((error) => ({ ...error, frames: comparable(error.frames, recording) })),
            );
          } else {
            assert.equal(
              relative(comparable(rowsOf(trace.errors[0]?.frames ?? []), recording)),
              relative(comparable(frames ?? [], recording)),
            );
          }
        });
      }
    });
  }

  describe('go', () => {
    const pairs = recordings('go') as readonly (Recording & { readonly reported: Row[] })[];
    it('has enough recorded pairs', () => assert.ok(pairs.length >= 20));
    for (const { name, printed, reported } of pairs) {
      it(`agrees on the frames of "${name}"`, () => {
        const trace = readTrace(printed);
        assert.equal(trace?.language, 'go');
        const frames = trace?.errors.flatMap((error) => rowsOf(error.frames)) ?? [];
        const created = /^created by (\S+)/m.exec(printed)?.[1];
        const own = frames.filter(([, file]) => !file.startsWith('/usr/local/go/'));
        // The runtime does not count the call that created a goroutine among its frames; the printout does.
        if (created) assert.equal(own.pop()?.[0], created);
        assert.deepEqual(own, reported);
      });
    }
  });
});
