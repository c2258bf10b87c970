import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { recognisers } from '../../../src/core/trace/languages/all';
import { javascript } from '../../../src/core/trace/languages/javascript';
import { looksLikeV8, v8Frame, v8FrameOf } from '../../../src/core/trace/languages/v8Frame';
import { sortLines } from '../../../src/core/trace/text/lines';
import { mark, marksIn } from '../../../src/core/trace/text/marks';
import type { Line } from '../../../src/core/trace/text/prefix';
import { unwrapped } from '../../../src/core/trace/text/wrap';
import { groups, recordings } from './recordings';
import { wrappings } from './wrappings';

const written = path.join(import.meta.dirname, '../../fixtures/traces/written.json');
const printed = [
  ...[...Object.keys(groups), 'go'].flatMap((group) => recordings(group).map((each) => each.printed)),
  ...(JSON.parse(fs.readFileSync(written, 'utf8')) as { text: string }[]).map(({ text }) => text),
].filter(({ length }) => length < 6_000);
/** What makes one kind of line another, or nearly. */
const spice = [
  '(',
  ')',
  ' ',
  ':',
  '1',
  ',',
  '{',
  '\t',
  '\r',
  'at ',
  'async ',
  '\u001b[0m',
  '\\n',
  '> ',
  'é',
  '2026-11-21T10:00:00Z ',
];
const change = fc.record({
  at: fc.nat(5_000),
  letters: fc.nat(2),
  put: fc.oneof(fc.constantFrom(...spice), fc.constant('')),
});
const wild = fc
  .tuple(
    fc.constantFrom(...printed),
    fc.array(change, { maxLength: 12 }),
    fc.constantFrom((text: string) => text, ...Object.values(wrappings)),
  )
  .map(([text, changes, wrapping]) => wrapping(changes.reduce(changed, text)));

/** Lines that are nearly V8's, and texts that are nearly broken at 80 columns. */
const pieces = [
  'at ',
  'async ',
  'f',
  'g.h',
  ' ',
  '(',
  ')',
  ':',
  ':1',
  ':22:3',
  'x.js',
  ' {',
  ',',
  '\t',
  '<anonymous>',
];
const likeV8 = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 9 })
  .map((parts) => `    at f (${parts.join('')}:1:2)\n`);
const likeBroken = fc
  .array(
    fc.tuple(fc.constantFrom('', ' ', '  ', '\t', 'x'), fc.constantFrom(18, 19, 20, 60, 77, 78, 79, 80, 81)),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.map(([lead, length]) => `${lead}${'word '.repeat(20).slice(0, length)}\n`).join(''));

function changed(text: string, { at, letters, put }: { at: number; letters: number; put: string }): string {
  const from = at % (text.length + 1);
  return text.slice(0, from) + put + text.slice(from + letters);
}

/** Readers that are told by words alone. */
const words = mark.panic | mark.backtrace | mark.sanitizer | mark.thread | mark.traceback;
const worded = recognisers.filter(({ marks }) => (marks & ~words) === 0);

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  sortLines(text, () => ({ add: (line) => void lines.push(line), end: () => undefined }));
  return lines;
}

function first(lines: readonly Line[], at: number): unknown {
  const line = lines[at] as Line;
  const marks = marksIn(line.source, line.from, line.end);
  for (const recogniser of recognisers) {
    if ((recogniser.marks & marks) === 0 || !recogniser.anchors(line.text)) continue;
    const found = recogniser.read(lines, at, 0, marks);
    if (found) return found;
  }
  return null;
}

/** What a short way passes over, the long way finds nothing in. */
describe('the short ways of reading', () => {
  it('read a frame where it stands as they read it alone', () => {
    const each = (text: string): void => {
      for (const line of linesOf(text)) {
        assert.deepEqual(v8FrameOf(line), v8Frame(line.text));
        assert.equal(line.open >= line.from && line.open < line.end, line.text.includes('('));
        assert.ok(line.whole.startsWith(line.text));
      }
    };
    printed.forEach(each);
    fc.assert(fc.property(fc.oneof(wild, likeV8), each), { numRuns: 400, seed: 3 });
  });
  it('find at a frame that looks like V8’s what all readers in their order find there', () => {
    const each = (text: string): void => {
      const lines = linesOf(text);
      lines.forEach((line, at) => {
        if (!looksLikeV8(line)) return;
        const found = javascript.read(lines, at, 0, mark.at);
        if (found) assert.deepEqual(first(lines, at), found);
      });
    };
    printed.forEach(each);
    fc.assert(fc.property(wild, each), { numRuns: 200, seed: 5 });
  });
  it('ask every reader whose words a line has', () => {
    const each = (text: string): void => {
      const lines = linesOf(text);
      lines.forEach((line, at) => {
        const marks = marksIn(line.source, line.from, line.end);
        for (const { marks: needed, anchors, read } of worded) {
          if ((needed & marks) !== 0 || !anchors(line.text)) continue;
          assert.equal(read(lines, at, 0, marks), null, line.text);
        }
      });
    };
    assert.equal(worded.length, 6);
    printed.forEach(each);
    fc.assert(fc.property(wild, each), { numRuns: 200, seed: 7 });
  });
  it('measure every text whose lines were broken', () => {
    const each = (text: string): void => {
      const broken = sortLines(text, () => ({ add: () => undefined, end: () => undefined }));
      if (!broken) assert.equal(unwrapped(text), null);
    };
    printed.forEach(each);
    fc.assert(fc.property(fc.oneof(wild, likeBroken), each), { numRuns: 400, seed: 9 });
  });
});
