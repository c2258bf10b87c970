import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { headerIn } from '../text/header';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** PHPUnit's reports: places alone, one a line, below the error and above its causes. */
export const phpunit: Recogniser = {
  marks: mark.numbered,
  anchors: (text) => text.includes('.php:') && placeOf(text) !== null,
  read,
};

const title = /^\s*\d{1,6}\) \S/;
const longestMessage = 120;

function placeOf(text: string): PrintedFrame | null {
  const found = /^\s*((?:\/|[A-Za-z]:[\\/]|phar:\/\/)\S.{0,800}\.php):(\d{1,9})$/.exec(text.trimEnd());
  return found ? { function: null, file: found[1] ?? '', line: toNumber(found[2]), column: null } : null;
}

function read(lines: readonly Line[], first: number, low: number): Found | null {
  let opened = first - 1;
  while (opened >= Math.max(low, first - longestMessage) && !title.test(wholeOf(lines[opened]))) opened -= 1;
  if (opened < low || !title.test(wholeOf(lines[opened]))) return readCut(lines, first);
  const errors: Draft[] = [];
  let [from, at] = [opened + 1, first];
  for (;;) {
    const parent = errors.length === 0 ? null : errors.length - 1;
    const { type, message } = named(lines.slice(from, at).map(wholeOf));
    const error = draft(parent === null ? 'thrown' : 'cause', type, message, parent);
    errors.push(error);
    for (; at < lines.length; at += 1) {
      const place = placeOf(lines[at]?.text ?? '');
      if (!place) break;
      error.frames.push(place);
    }
    const joint = wholeOf(lines[at]).trim() === '' && /^\s*Caused by$/.test(wholeOf(lines[at + 1]).trimEnd());
    const below = joint ? firstPlace(lines, at + 2) : null;
    if (below === null) break;
    [from, at] = [at + 2, below];
  }
  return { trace: { language: 'php', errors }, start: opened, end: at };
}

/** Places whose error was cut off: several, and what PHPUnit prints next below them. */
function readCut(lines: readonly Line[], first: number): Found | null {
  const error = draft('thrown', null, null, null);
  let at = first;
  for (let place = placeOf(lines[at]?.text ?? ''); place; place = placeOf(lines[(at += 1)]?.text ?? ''))
    error.frames.push(place);
  const next = wholeOf(lines[at]).trim() === '' ? wholeOf(lines[at + 1]).trimEnd() : '';
  if (at < first + 2 || !(title.test(next) || /^\s*(?:--|ERRORS!|FAILURES!)$/.test(next))) return null;
  return { trace: { language: 'php', errors: [error] }, start: first, end: at };
}

function firstPlace(lines: readonly Line[], from: number): number | null {
  for (let at = from; at < Math.min(lines.length, from + longestMessage); at += 1) {
    const text = wholeOf(lines[at]);
    if (placeOf(text)) return at;
    if (title.test(text)) return null;
  }
  return null;
}

/** `DomainException: no row`, or the sentence and the difference that a failed assertion prints. */
function named(told: readonly string[]): { readonly type: string | null; readonly message: string | null } {
  const header = headerIn(told[0] ?? '');
  const typed = header?.column === 0 || told[0]?.slice(0, header?.column).trim() === '' ? header : null;
  const body = [typed ? (typed.message ?? '') : (told[0] ?? ''), ...told.slice(1)].map((line) =>
    line.trimEnd(),
  );
  return { type: typed?.type ?? null, message: body.join('\n').trim() || null };
}
