import type { PrintedFrame } from '../../report/model';
import { draft, splitLocation, type Draft, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { beginsFrame, nativeFrame } from './nativeFrame';
import { mark } from '../text/marks';

/** C and C++: gdb, lldb, valgrind, and the reports of the sanitizers. */
export const native: Recogniser = {
  marks: mark.sanitizer,
  anchors: (text) =>
    text.includes('#0') ||
    text.includes('Sanitizer: ') ||
    text.includes(': runtime error: ') ||
    (text.includes(' at 0x') && / at 0x[0-9A-F]+: /.test(text)),
  read,
};

const report =
  /(?:ERROR|WARNING): (?:Address|Thread|Memory|Leak|HWAddress|UndefinedBehavior)Sanitizer:? (.*)$/;
/** The same behind a time stamp: its first word was taken for the level of a logger. */
const logged = /^(?:Address|Thread|Memory|Leak|HWAddress|UndefinedBehavior)Sanitizer:? (.*)$/;
const checked =
  /^\s{0,40}((?:[A-Za-z]:)?[^\s:`"'][^:`"']{0,800}\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inc|m|mm|rs|swift):\d{1,9}:\d{1,9}): runtime error: (.*)$/;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const text = bare(lines[at]);
  const reported = text.includes('Sanitizer') ? reportIn(text, lines[at]?.logged ?? '') : null;
  if (reported) return readReport(lines, at, reported[1] ?? '');
  const check = text.includes(': runtime error: ') ? checked.exec(text) : null;
  if (check) return readCheck(lines, at, check[1] ?? '', check[2] ?? '');
  if (!/^(?:\* )?(?:frame )?#0|^at 0x/.test(text.trim()) || !nativeFrame(text)) return null;
  const { frames, end } = nativeStack(lines, at);
  if (frames.length === 1 && isToldAgain(lines, at, end)) return null;
  // A number and a call are not enough: something must be placed.
  if (!frames.some(({ line, file }) => line !== null || file !== '')) return null;
  const { start, type, message } = reason(lines, at, low);
  const errors = [{ ...draft('thrown', type, message, null), frames }];
  let last = end;
  if (text.trim().startsWith('at 0x')) last = readBlocks(lines, end, errors);
  return { trace: { language: languageOf(errors), errors }, start, end: last };
}

function reportIn(text: string, level: string): RegExpExecArray | null {
  return report.exec(text) ?? (level === 'WARNING' || level === 'ERROR' ? logged.exec(text) : null);
}

/** Debuggers tell the innermost frame when the program stops, and again with all others when they are asked. */
function isToldAgain(lines: readonly Line[], at: number, end: number): boolean {
  const frame = /frame #0: 0x[0-9a-f]{1,16} .*|#0  .*/.exec(lines[at]?.text ?? '')?.[0];
  if (frame === undefined) return false;
  for (let next = end; next < Math.min(lines.length, end + 40); next += 1) {
    if (lines[next]?.text.includes(frame)) return true;
  }
  return false;
}

const process = /^\s*(?:==|--)\d{1,9}(?:==|--) ?/;

/** Valgrind prints the process before each line. */
function bare(line: Line | undefined): string {
  const text = line?.text ?? '';
  return text.includes('==') || text.includes('--') ? text.replace(process, '') : text;
}

export function nativeStack(
  lines: readonly Line[],
  from: number,
): { readonly frames: PrintedFrame[]; readonly end: number } {
  const frames: PrintedFrame[] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const text = bare(lines[at]);
    const alone = nativeFrame(text);
    const frame = alone ?? (beginsFrame(text) ? nativeFrame(withNext(text, lines[at + 1])) : null);
    if (!frame) break;
    // The next stack begins at its own number nought.
    if (frames.length > 0 && beginsStack(text)) break;
    frames.push(frame);
    if (!alone) at += 1;
  }
  return { frames, end: at };
}

/** Whether a frame is the innermost of its stack. */
function beginsStack(text: string): boolean {
  return (
    (text.includes('#0') && /^\s*(?:\* )?(?:frame )?#0[: ]/.test(text)) ||
    (text.includes('at 0x') && /^\s*at 0x/.test(text))
  );
}

/** A frame that goes on in the line below. */
function withNext(text: string, next: Line | undefined): string {
  return `${text.trimEnd()} ${bare(next).trim()}`;
}

/** ThreadSanitizer's kinds are whole sentences, and the process stands behind them. */
const wholeKind = /^(.{1,200}) \(pid=\d{1,9}\)$/;

/** A sanitizer's report: the kind, what was done, the stack, and the stacks of what had been done before. */
function readReport(lines: readonly Line[], at: number, title: string): Found | null {
  const kind =
    wholeKind.exec(title) ??
    /^(SEGV|attempting [\w-]+|data race(?: on \w+)?|detected memory leaks|[\w-]+(?: \([\w -]+\))?)/.exec(
      title,
    );
  const type = (kind?.[1] ?? title).trim();
  const errors: Draft[] = [draft('thrown', type === '' ? null : type, null, null)];
  const before: string[] = [title.slice(kind?.[0].length ?? title.length).trim()];
  let end = at + 1;
  for (let next = at + 1; next < Math.min(lines.length, end + 30); next += 1) {
    const text = bare(lines[next]).trim();
    if (/^(?:SUMMARY: |ABORTING$)/.test(text)) {
      end = next + 1;
      break;
    }
    if (report.test(text)) break;
    if (!text.startsWith('#0 ') || !nativeFrame(text)) {
      if (text !== '') before.push(text);
      continue;
    }
    const read = nativeStack(lines, next);
    place(errors, read.frames, before);
    before.length = 0;
    end = read.end;
    next = end - 1;
  }
  if (errors[0]?.frames.length === 0) return null;
  return { trace: { language: languageOf(errors), errors }, start: at, end };
}

/** The first stack is the error's own; the ones below belong to it, named by the line above them. */
function place(errors: Draft[], frames: PrintedFrame[], before: readonly string[]): void {
  const [first] = errors;
  if (first?.frames.length === 0) {
    first.frames = frames;
    first.message =
      before
        .filter((line) => line !== '' && !/^=+$/.test(line))
        .join('\n')
        .replace(/:$/, '') || null;
  } else errors.push({ ...draft('member', null, before.at(-1)?.replace(/:$/, '') ?? null, 0), frames });
}

/** `a.c:3:5: runtime error: …`, with a stack below it when one was asked for. */
function readCheck(lines: readonly Line[], at: number, where: string, message: string): Found | null {
  const location = splitLocation(where);
  if (!location) return null;
  const error = draft('thrown', 'runtime error', message, null);
  for (let next = at + 1; next < Math.min(lines.length, at + 6); next += 1) {
    const text = bare(lines[next]);
    if (checked.test(text) || text.trim() === '') break;
    if (!/^\s*#0 /.test(text)) continue;
    const { frames, end } = nativeStack(lines, next);
    error.frames = frames;
    return { trace: { language: languageOf([error]), errors: [error] }, start: at, end };
  }
  error.frames = [{ function: null, ...location }];
  return { trace: { language: languageOf([error]), errors: [error] }, start: at, end: at + 1 };
}

/** Valgrind's further stacks: where the block was freed, where it was allocated. */
function readBlocks(lines: readonly Line[], from: number, errors: Draft[]): number {
  let end = from;
  for (let at = from; at + 1 < lines.length;) {
    const title = bare(lines[at]).trim();
    if (title === '' || !/^\s*at 0x/.test(bare(lines[at + 1]))) break;
    const { frames, end: next } = nativeStack(lines, at + 1);
    if (frames.length === 0) break;
    errors.push({ ...draft('member', null, title, 0), frames });
    end = at = next;
  }
  return end;
}

const thrown = /terminate called after throwing an instance of '([^']{1,300})'/;
const signalled =
  /(?:received|terminated with) signal (SIG\w{2,10}), ([^.]{1,100})|stop reason = (?:signal )?(\w{3,30})(?:: | )?(.{0,300})$/;

/** Why the program stopped, told by the lines above the stack. */
function reason(lines: readonly Line[], first: number, low: number) {
  let start = first;
  let type: string | null = null;
  let message: string | null = null;
  const above = bare(lines[first - 1]).trim();
  if (bare(lines[first]).trim().startsWith('at 0x')) {
    if (first > low && above !== '') return { start: first - 1, type: null, message: above };
    return { start, type, message };
  }
  for (let at = first - 1; at >= Math.max(low, first - 25); at -= 1) {
    const text = wholeOf(lines[at]);
    const what = /^\s*what\(\): {1,2}(.*)$/.exec(text);
    const instance = thrown.exec(text);
    const signal = signalled.exec(text);
    const assertion = /: (Assertion [`'].{1,500}' failed\.)$/.exec(text);
    if (instance) {
      const told = /^\s*what\(\): {1,2}(.*)$/.exec(wholeOf(lines[at + 1]));
      return { start: at, type: instance[1] ?? null, message: told?.[1] ?? null };
    }
    if (assertion) return { start: at, type, message: assertion[1] ?? null };
    if (signal && type === null) {
      type = signal[1] ?? signal[3] ?? null;
      message = signal[2] ?? signal[4]?.trim() ?? null;
      if (message === '') message = null;
      start = at;
    } else if (what) start = at;
  }
  return { start, type, message };
}

/** A C program's stacks lead through these, too. */
const runtime = /libsanitizer|compiler-rt|sysdeps|libstdc\+\+|^\/usr\//;

const plus = /\.(?:cpp|cc|cxx|c\+\+|hpp|hh|hxx|ipp)$/i;

/** C, or one of the languages that share its tools. */
export function languageOfNative(frames: readonly PrintedFrame[]): string {
  return languageOf([{ ...draft('thrown', null, null, null), frames: [...frames] }]);
}

function languageOf(errors: readonly Draft[]): string {
  let told = 'c';
  for (const { frames } of errors)
    for (const { file, function: name } of frames) {
      if (runtime.test(file)) continue;
      if (file.endsWith('.rs')) return 'rust';
      if (file.endsWith('.swift')) told = 'swift';
      else if (told === 'c' && (plus.test(file) || (name?.includes('::') ?? false))) told = 'cpp';
    }
  return told;
}
