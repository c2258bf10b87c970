/**
 * The parts of a text that can hold a trace: the lines around anything that every trace has somewhere. Most of a log
 * is never taken apart: searching for a few words costs a hundredth of reading every line.
 */
export function regionsOf(text: string): readonly string[] {
  const regions: string[] = [];
  let [from, middle, to] = [0, -1, -1];
  for (const at of hits(text)) {
    // Well inside: enough lines follow already.
    if (at < middle) continue;
    const start = backward(text, at, linesAbove, Math.max(0, to));
    if (to < 0 || start > to) {
      if (to >= 0) regions.push(text.slice(from, to));
      from = start;
    }
    middle = forward(text, at, linesBelow / 2);
    to = forward(text, middle, linesBelow / 2);
  }
  if (to >= 0) regions.push(text.slice(from, to));
  return regions;
}

/** A header can stand this far above its first frame, and a cause this far below the last one. */
const linesAbove = 120;
const linesBelow = 250;

/** What each kind of trace has in every part of it. */
const words: readonly string[] = [
  'Traceback (most',
  'File "',
  'goroutine ',
  'panicked at',
  'k backtrace:',
  'Stack trace:',
  '[stacktrace]',
  '@http',
  '@file:',
  '@webpack',
  '@app:',
  'in `',
  "in '",
  '#0 ',
  'frame #0',
  '\nE   ',
  'Sanitizer: ',
  'Crashed:',
  'Program crashed',
  'Fatal error: ',
  '** (',
  'k traceback:',
  'CallStack (from',
  'Backtrace:',
  '.R#',
  '.pl l',
  '.pm l',
  '.t l',
  ' at -e line ',
  ': runtime error: ',
];

/** Positions of the words and of the `at` that frames begin with, ascending; not every one, but one in each part. */
function* hits(text: string): Generator<number> {
  const next = [...words, 'at '].map((word) => ({ word, at: text.indexOf(word) }));
  for (;;) {
    let first: { readonly word: string; at: number } | null = null;
    for (const each of next) {
      if (each.word === 'at ') {
        while (each.at >= 0 && !opensFrame(text, each.at)) each.at = text.indexOf('at ', each.at + 3);
      }
      if (each.at >= 0 && (first === null || each.at < first.at)) first = each;
    }
    if (first === null) return;
    yield first.at;
    first.at = text.indexOf(first.word, first.at + first.word.length);
  }
}

/** Whether `at ` stands where a frame begins: behind a line's start, indentation, or the end of a log's prefix. */
function opensFrame(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  // Line ends, tab; `t` and `n` of an escape in a JSON string.
  if (at === 0 || before === 10 || before === 13 || before === 9) return true;
  const second = text.charCodeAt(at - 2);
  if (before === 116 || before === 110) return second === 92;
  // A blank behind a blank, a tab, a line's start, `|`, `>`, `]`, `-`, `:`.
  return (
    before === 32 &&
    (at === 1 ||
      second === 32 ||
      second === 10 ||
      second === 9 ||
      second === 124 ||
      second === 62 ||
      second === 93 ||
      second === 45 ||
      second === 58)
  );
}

function backward(text: string, at: number, lines: number, floor: number): number {
  let start = at;
  for (let count = 0; count <= lines && start > floor; count += 1) {
    start = text.lastIndexOf('\n', start - 1);
    if (start < floor) return floor;
  }
  return start <= floor ? floor : start + 1;
}

function forward(text: string, at: number, lines: number): number {
  let end = at;
  for (let count = 0; count <= lines; count += 1) {
    end = text.indexOf('\n', end);
    if (end < 0) return text.length;
    end += 1;
  }
  return end;
}
