import assert from 'node:assert/strict';
import { readTrace, readTraces } from '../../../src/core/trace/readTrace';
import { groups, recordings, type Recording } from './recordings';
import { wrappings } from './wrappings';

const all = [...Object.keys(groups), 'go'];

/** The pairs for which something fails, with what failed. */
function failuresOf(group: string, check: (recording: Recording) => void): string[] {
  return recordings(group).flatMap((recording) => {
    try {
      check(recording);
      return [];
    } catch (error) {
      const shown = process.env['SHOW'] === recording.name ? String(error).slice(0, 4000) : '';
      return [`${recording.name}${shown}`];
    }
  });
}

/** A message that is itself nearly a trace, broken so that nobody could tell. */
const unfair: Readonly<Record<string, string>> = { 'lines of 80 columns': 'lines_like_frames' };

describe('a trace is read the same', () => {
  for (const [wrapping, wrap] of Object.entries(wrappings)) {
    for (const group of all) {
      it(`with ${wrapping} (${group})`, () => {
        const failures = failuresOf(group, ({ name, printed }) => {
          if (unfair[wrapping] === name) return;
          const bare = readTrace(printed);
          // In a string, a lone frame with a line under no name is more likely somebody's text.
          const placed =
            bare?.errors.flatMap(({ frames }) => frames.filter(({ line }) => line !== null)) ?? [];
          if (wrapping.includes('JSON') && bare?.errors[0]?.type === null && placed.length < 2) return;
          assert.deepEqual(readTrace(wrap(printed)), bare);
        });
        assert.deepEqual(failures, []);
      });
    }
  }
});

/** A line as mail programs break it: at the last blank with room, and a word that is longer stays whole. */
function mailed(line: string, width: number): string {
  const at = Math.max(line.lastIndexOf(' ', width), /^\s*\S*/.exec(line)?.[0].length ?? 0);
  if (line.length <= width || at >= line.length) return line;
  return `${line.slice(0, at)}\n${mailed(line.slice(at + 1), width)}`;
}

describe('a trace that a mail program broke at words', () => {
  for (const group of ['javascript', 'java', 'scala', 'groovy', 'ruby', 'rust']) {
    it(`tells the same errors and frames (${group})`, () => {
      const failures = failuresOf(group, ({ name, printed }) => {
        // Rust's full traces also break behind the address of a call.
        if (name.endsWith(', full')) return;
        // Of a message, nobody can tell which of its line ends it had before.
        const told = (text: string) =>
          readTrace(text)?.errors.map(({ relation, type, frames }) => ({ relation, type, frames }));
        const lines = printed.split('\n').map((line) => mailed(line, 80));
        assert.deepEqual(told(lines.join('\n')), told(printed));
      });
      assert.deepEqual(failures, []);
    });
  }
});

/** What tells a frame from all others. */
const placesIn = (text: string): string[] =>
  readTraces(text).flatMap(({ errors }) =>
    errors.flatMap(({ frames }) =>
      frames.filter(({ line }) => line !== null).map(({ file, line, column }) => `${file}:${line}:${column}`),
    ),
  );

/** Those of `places` that a text surely still holds: a line of it has the file, the line and the column. */
function heldBy(text: string, places: readonly string[]): string[] {
  const lines = text.split('\n');
  return places.filter((place) => {
    const [, file = '', line = '', column = ''] = /^(.*):(\d+):(\d+|null)$/.exec(place) ?? [];
    const behind = new RegExp(
      `^(?:[:(#]|", line |:line | line | on line )${line}\\b${column === 'null' ? '' : `[:.]${column}\\b`}`,
    );
    const at = lines.findIndex(
      (each) =>
        each.includes(file) &&
        // PHP says once more where an error was thrown.
        !/^\s*thrown in /.test(each) &&
        behind.test(each.slice(each.lastIndexOf(file) + file.length)),
    );
    if (at < 0) return false;
    // Each line holds one frame.
    lines[at] = '';
    return true;
  });
}

describe('a trace that was cut', () => {
  for (const group of all) {
    for (const [where, cut] of [
      ['at its beginning', (lines: readonly string[]) => lines.slice(Math.ceil(lines.length / 3))],
      ['at its end', (lines: readonly string[]) => lines.slice(0, Math.floor((lines.length * 2) / 3))],
    ] as const) {
      it(`tells each frame that is left, and no other, ${where} (${group})`, () => {
        const failures = failuresOf(group, ({ printed }) => {
          const places = placesIn(printed);
          const left = cut(printed.split('\n')).join('\n');
          const held = heldBy(left, places).sort();
          // A frame alone is not told from prose.
          if (held.length < 2) return;
          const told = placesIn(left);
          for (const place of told) assert.ok(held.includes(place), `${place} was not printed`);
          // The cut may leave a frame alone at either side of it.
          assert.ok(told.length >= held.length - 1, `${told.length} of ${held.length}`);
        });
        assert.deepEqual(failures, []);
      });
    }
  }
});
