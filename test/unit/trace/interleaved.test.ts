import assert from 'node:assert/strict';
import { readTraces } from '../../../src/core/trace/readTrace';
import { recordings } from './recordings';
import { told } from './told';

const javascript = recordings('javascript')[0]?.printed ?? '';
const python = recordings('python')[3]?.printed ?? '';
const java = recordings('java')[3]?.printed ?? '';
const go = recordings('go')[1]?.printed ?? '';
const linesOf = (text: string): string[] => text.trimEnd().split('\n');

/** What traces tell but their messages: a line of another writer behind an error's first line may be of its message. */
const framesIn = (text: string): string[] =>
  readTraces(text)
    .flatMap(({ errors }) =>
      errors.flatMap(({ frames }) =>
        frames
          .filter(({ line }) => line !== null)
          .map(({ function: name, file, line, column }) => `${name} ${file}:${line}:${column}`),
      ),
    )
    .sort();

/** The lines of two texts in turns. */
const inTurns = (one: string, other: string): string => {
  const [first, second] = [linesOf(one), linesOf(other)];
  return Array.from({ length: Math.max(first.length, second.length) }, (_, at) => [first[at], second[at]])
    .flat()
    .filter((line) => line !== undefined)
    .join('\n');
};

const failuresOf = (group: string, check: (printed: string) => void): string[] =>
  recordings(group).flatMap(({ name, printed }) => {
    if (framesIn(printed).length < 2 || printed.length > 6_000) return [];
    try {
      check(printed);
      return [];
    } catch {
      return [name];
    }
  });

const logged = (line: string, at: number): string =>
  `${line}\n2026-11-21T10:00:${String(at % 60).padStart(2, '0')}Z INFO worker: request ${at} took 3 ms`;

describe('a trace between whose lines another process writes', () => {
  const groups = ['kotlin', 'scala', 'groovy', 'csharp', 'ruby', 'rust', 'boost', 'lua', 'haskell', 'go'];
  for (const group of groups) {
    it(`is whole with a logged line behind each of its own (${group})`, () => {
      const failures = failuresOf(group, (printed) =>
        assert.deepEqual(framesIn(linesOf(printed).map(logged).join('\n')), framesIn(printed)),
      );
      assert.deepEqual(failures, []);
    });
  }
  for (const group of ['scala', 'groovy', 'ruby', 'boost', 'elixir', 'lua', 'perl', 'haskell', 'go']) {
    it(`is whole with plain lines among its own (${group})`, () => {
      const failures = failuresOf(group, (printed) => {
        const lines = linesOf(printed).map((line, at) =>
          at % 3 === 2 ? `${line}\nGET /health 200 in ${at} ms` : line,
        );
        assert.deepEqual(framesIn(lines.join('\n')), framesIn(printed));
      });
      assert.deepEqual(failures, []);
    });
  }
  it('leaves out what the other one wrote, and tells the error once', () => {
    const text = `Error: no row
    at Ledger.read (/srv/shop/ledger.js:7:16)
    at Ledger.open (/srv/shop/ledger.js:9:3)
2026-11-21T10:00:00Z INFO request 1
    at refund (/srv/shop/pay.js:5:3)
GET /health 200
    at pay (/srv/shop/pay.js:9:3)
listening on 8080
    at main (/srv/shop/main.js:3:1)
2026-11-21T10:00:01Z INFO request 2
`;
    assert.deepEqual(told(text), [
      [
        'javascript',
        [
          'thrown Error: no row',
          'Ledger.read /srv/shop/ledger.js:7:16',
          'Ledger.open /srv/shop/ledger.js:9:3',
          'refund /srv/shop/pay.js:5:3',
          'pay /srv/shop/pay.js:9:3',
          'main /srv/shop/main.js:3:1',
        ],
      ],
    ]);
  });
  it('ends where too many lines are none of its own', () => {
    const foreign = 'GET /health 200\n'.repeat(7);
    const text = `goroutine 1 [running]:\nmain.read()\n\t/srv/shop/main.go:3 +0x1\n${foreign}main.main()\n\t/srv/shop/main.go:9 +0x1\n`;
    assert.deepEqual(framesIn(text), ['main.read /srv/shop/main.go:3:null']);
  });
});

describe('traces of two dialects whose lines alternate', () => {
  const pairs: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'JavaScript',
      javascript,
      ['kotlin', 'scala', 'groovy', 'csharp', 'rust', 'boost', 'lua', 'haskell', 'go'],
    ],
    ['Python', python, ['kotlin', 'scala', 'groovy', 'csharp', 'ruby', 'lua', 'haskell', 'go']],
    ['Java', java, ['csharp', 'ruby', 'rust', 'boost', 'lua', 'haskell', 'go']],
    ['Go', go, ['kotlin', 'scala', 'groovy', 'csharp', 'rust', 'boost', 'lua', 'haskell']],
  ];
  for (const [name, other, groups] of pairs) {
    for (const group of groups) {
      it(`are both read (${name}, ${group})`, () => {
        const failures = failuresOf(group, (printed) =>
          assert.deepEqual(
            framesIn(inTurns(printed, other)),
            [...framesIn(printed), ...framesIn(other)].sort(),
          ),
        );
        assert.deepEqual(failures, []);
      });
    }
  }
});

describe('traces of one dialect whose lines alternate', () => {
  const traceback = (file: string, calls: readonly string[], error: string): string =>
    [
      'Traceback (most recent call last):',
      ...calls.flatMap((call, at) => [
        `  File "${file}", line ${at + 1}, in ${call}`,
        `    ${calls[at + 1] === undefined ? `raise ${error}` : `${calls[at + 1]}(1)`}`,
      ]),
      `${error}: failed`,
    ].join('\n');
  const one = traceback('pay.py', ['<module>', 'refund', 'read'], 'KeyError');
  const other = traceback('mail.py', ['<module>', 'send', 'connect'], 'OSError');
  const both = [...told(one), ...told(other)];

  it('are told apart by Python’s headings and the calls that the code shows', () => {
    assert.deepEqual(told(inTurns(one, other)), both);
    const [first, second] = [linesOf(one), linesOf(other)];
    const text = [...first.slice(0, 3), ...second.slice(0, 5), ...first.slice(3), ...second.slice(5)].join(
      '\n',
    );
    assert.deepEqual(told(text), both);
  });
  it('are told apart by the numbers of their calls', () => {
    const stack = (file: string): string =>
      `PHP Fatal error:  Uncaught Exception: no row in /srv/${file}:1\nStack trace:\n#0 /srv/${file}(3): read()\n#1 /srv/${file}(5): pay()\n#2 {main}\n  thrown in /srv/${file} on line 1`;
    const [first, second] = [linesOf(stack('a.php')), linesOf(stack('b.php'))];
    const text = [...first.slice(0, 3), ...second.slice(0, 4), ...first.slice(3), ...second.slice(4)].join(
      '\n',
    );
    assert.deepEqual(
      told(text)
        .flat(2)
        .filter((line) => line.includes('/srv')),
      [
        ...['null /srv/a.php:1:null', 'read /srv/a.php:3:null', 'pay /srv/a.php:5:null'],
        ...['null /srv/b.php:1:null', 'read /srv/b.php:3:null', 'pay /srv/b.php:5:null'],
      ],
    );
  });
  it('give no call twice, and none that was not printed, where nothing tells them apart', () => {
    const stack = (name: string): string =>
      `TypeError: ${name}\n${[1, 2, 3, 4].map((line) => `    at ${name}${line} (/srv/${name}.js:${line}:1)`).join('\n')}`;
    assert.deepEqual(
      framesIn(inTurns(stack('a'), stack('b'))),
      [...framesIn(stack('a')), ...framesIn(stack('b'))].sort(),
    );
  });
});
