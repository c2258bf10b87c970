import assert from 'node:assert/strict';
import fc from 'fast-check';
import { carryLines } from '../../../src/core/report/lineMap';

const carry = (from: string[], to: string[], line: number) => carryLines(from, to)(line);

describe('carrying a line from one version of a file to another', () => {
  it('follows lines that were added or removed above', () => {
    assert.deepEqual(carry(['a', 'x = 1', 'b'], ['new', 'a', 'x = 1', 'b'], 2), { line: 3, same: true });
    assert.deepEqual(carry(['old', 'a', 'x = 1', 'b'], ['a', 'x = 1', 'b'], 3), { line: 2, same: true });
  });
  it('puts a changed line where its replacement stands, and says that it differs', () => {
    assert.deepEqual(carry(['a', 'x = 1', 'b'], ['a', 'x = 2', 'b'], 2), { line: 2, same: false });
    assert.deepEqual(carry(['a', 'x = 1', 'y = 1', 'b'], ['n', 'a', 'x = 2', 'b'], 3), {
      line: 3,
      same: false,
    });
  });
  it('puts a deleted line nowhere, and a line that the file does not have', () => {
    assert.equal(carry(['a', 'x = 1', 'b'], ['a', 'b'], 2), null);
    assert.equal(carry(['a'], ['a'], 2), null);
    assert.equal(carry(['a'], ['a'], 0), null);
  });
  it('tells lines that repeat apart by what stands around them', () => {
    const from = ['f {', '  return;', '}', 'g {', '  return;', '}'];
    const to = ['e {', '  return;', '}', ...from];
    assert.deepEqual(carry(from, to, 5), { line: 8, same: true });
  });

  it('keeps every line, in order, through any insertions, and says so', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.boolean()), { minLength: 1, maxLength: 60 }),
        (pieces) => {
          const from = pieces.map(([text], at) => `${at}:${text}`);
          const to = pieces.flatMap(([text, more], at) =>
            more ? ['inserted', `${at}:${text}`] : [`${at}:${text}`],
          );
          const carried = carryLines(from, to);
          from.forEach((text, at) => {
            const found = carried(at + 1);
            assert.ok(found?.same);
            assert.equal(to[found.line - 1], text);
          });
        },
      ),
      { numRuns: 200 },
    );
  });
  it('never answers a line that the other text lacks, and what it calls the same is the same', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', '}', ''), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (from, to) => {
        const carried = carryLines(from, to);
        let last = 0;
        for (let line = 1; line <= from.length; line += 1) {
          const found = carried(line);
          if (!found) continue;
          assert.ok(found.line >= 1 && found.line <= to.length && found.line >= last);
          last = found.line;
          if (found.same) assert.equal(to[found.line - 1], from[line - 1]);
        }
      }),
      { numRuns: 500 },
    );
  });
});
