import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fingerprintOf } from '../../../src/core/report/fingerprint';
import type { Frame, TracedError } from '../../../src/core/report/model';

const blank: Frame = {
  function: null,
  file: '',
  line: 1,
  column: null,
  path: null,
  mappedLine: null,
  mappedColumn: null,
  inApp: false,
};
const name = fc.constantFrom('read', 'refund', 'Ledger.pay', 'main', '<lambda>', 'run$1', 'Foo.bar.baz');
const path = fc.constantFrom('lib/a.js', 'lib/b.js', 'src/main.py', 'x/y/z.go');
const frame = fc.record({ name, path, line: fc.nat(5_000), column: fc.nat(200) }).map((each): Frame => ({
  function: each.name,
  file: `/ci/${each.path}`,
  line: each.line,
  column: each.column,
  path: each.path,
  mappedLine: each.line,
  mappedColumn: each.column,
  inApp: true,
}));
const error = (frames: readonly Frame[], message: string, type = 'Error'): TracedError<Frame>[] => [
  { relation: 'thrown', parent: null, type, message, frames },
];
const stack = fc.array(frame, { minLength: 1, maxLength: 8 });
const of = (errors: readonly TracedError<Frame>[], language = 'javascript') =>
  fingerprintOf(language, errors);
/** What a runtime and its libraries put below the own code. */
const loader = (at: number): Frame => ({
  ...blank,
  function: `load${at}`,
  file: `node:internal/modules/${at}`,
});

describe('a fingerprint, whatever varies from run to run', () => {
  const holds = (property: fc.IProperty<[Frame[], number]>): void => fc.assert(property, { numRuns: 200 });

  it('stays when lines and columns shift and the checkout lies elsewhere', () => {
    holds(
      fc.property(stack, fc.nat(900), (frames, by) => {
        const moved = frames.map((each) => ({
          ...each,
          file: `C:\\work\\${each.path}`,
          line: (each.line ?? 0) + by,
          column: by,
          mappedLine: (each.mappedLine ?? 0) + by,
          mappedColumn: by,
        }));
        assert.equal(of(error(moved, 'no row')), of(error(frames, 'no row')));
      }),
    );
  });
  it('stays however deep the recursion was, of one function or of several that call each other', () => {
    holds(
      fc.property(stack, fc.integer({ min: 1, max: 12 }), (circle, times) => {
        const main = { ...(circle[0] as Frame), function: 'entry', path: 'main.js' };
        const rounds = Array.from({ length: times }, () => circle).flat();
        const [, ...later] = rounds;
        const inPython = (frames: readonly Frame[]) => of(error([...frames, main], 'x'), 'python');
        assert.equal(inPython(rounds), inPython(circle));
        // One call more or less: another function of the circle is the innermost.
        if (times > 1) assert.equal(inPython(later), inPython(circle));
      }),
    );
  });
  it('stays where V8 cuts the trace, however much it was told to print', () => {
    const mixed = fc.array(fc.oneof(frame, fc.nat(9).map(loader)), { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(mixed, fc.nat(60), (frames, more) => {
        assert.equal(of(error(frames.slice(0, 10 + more), 'x')), of(error(frames.slice(0, 10), 'x')));
      }),
      { numRuns: 200 },
    );
  });
  it('stays where V8 cuts a recursion, so that the outer calls are printed or not', () => {
    const few = fc.uniqueArray(frame, {
      minLength: 1,
      maxLength: 8,
      selector: (each) => `${each.path}#${each.function}`,
    });
    fc.assert(
      fc.property(few, fc.integer({ min: 2, max: 12 }), fc.boolean(), (circle, times, less) => {
        const outer = [{ ...(circle[0] as Frame), function: 'entry', path: 'main.js' }, loader(1), loader(2)];
        const rounds = Array.from({ length: times }, () => circle).flat();
        const printed = [...(less ? rounds.slice(1) : rounds), ...outer];
        const deep = Array.from({ length: 10 }, () => circle)
          .flat()
          .slice(0, 10);
        if (circle.length > 1 || times > 2 || !less)
          assert.equal(of(error(printed.slice(0, 10), 'x')), of(error(deep, 'x')));
        assert.equal(of(error(printed, 'x')), of(error(printed.slice(0, 10), 'x')));
      }),
      { numRuns: 200 },
    );
  });
  it('stays where the JVM cuts a stack that overflowed', () => {
    const [one, other] = ['visit', 'walk'].map((called): Frame => ({
      ...blank,
      function: called,
      path: 'Tree.java',
      inApp: true,
    })) as [Frame, Frame];
    const deep = Array.from({ length: 1_024 }, (_, at) => (at % 2 ? one : other));
    const short = of(error(deep, 'x', 'java.lang.StackOverflowError'), 'java');
    const main = { ...blank, function: 'main', path: 'Main.java', inApp: true };
    assert.equal(of(error([...deep, main], 'x', 'java.lang.StackOverflowError'), 'java'), short);
  });
  it('stays when addresses, counts, ids and what compilers make up differ', () => {
    const hex = fc.stringMatching(/^[0-9][0-9a-f]{11}$/);
    fc.assert(
      fc.property(hex, hex, fc.nat(), fc.nat(), (one, other, few, many) => {
        const with_ = (id: string, number: number): string => {
          const frames = ['pay', `main$lambda$${number}`, `core::pay::h${id}0000`, `f @ 0x${id}`].map(
            (called): Frame => ({
              function: called,
              file: 'a',
              line: 1,
              column: null,
              path: 'a.rs',
              mappedLine: 1,
              mappedColumn: null,
              inApp: true,
            }),
          );
          return of(
            error(frames, `row ${number} at 0x${id} of ${id}-x took ${number} ms`, `Proxy$${number}`),
          );
        };
        assert.equal(with_(one, few), with_(other, many));
      }),
      { numRuns: 200 },
    );
  });
  it('is another one when an own function is', () => {
    holds(
      fc.property(stack, fc.nat(7), (frames, at) => {
        const changed = frames.map((each, index) =>
          index === at % frames.length ? { ...each, function: 'somethingElse' } : each,
        );
        const places = (list: readonly Frame[]): string =>
          [...new Set(list.map((each) => `${each.path}#${each.function}`))].sort().join();
        if (places(changed) !== places(frames))
          assert.notEqual(of(error(changed, 'x'), 'python'), of(error(frames, 'x'), 'python'));
        const once = [...new Map(frames.map((each) => [`${each.path}#${each.function}`, each])).values()];
        const other = [{ ...once[0]!, function: 'somethingElse' }, ...once.slice(1)];
        assert.notEqual(of(error(other, 'x')), of(error(once, 'x')));
      }),
    );
  });
});
