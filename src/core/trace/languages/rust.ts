import type { PrintedFrame } from '../../report/model';
import { draft, splitLocation, type Draft, type Found, type Recogniser } from '../text/found';
import { mostBetween } from '../text/listed';
import { behind, isForeign, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Rust's panics with and without backtrace, and the errors that anyhow and eyre print from `main`. */
export const rust: Recogniser = {
  marks: mark.backtrace,
  anchors: (text) => text.includes('panicked at ') || text.includes('k backtrace:'),
  read,
};

const panicked = /thread '[^']{0,200}' (?:\(\d{1,20}\) )?panicked at /;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const text = wholeOf(lines[at]);
  const opened = panicked.exec(text);
  return opened
    ? readPanic(lines, at, opened.index, text.slice(opened.index + opened[0].length))
    : readReport(lines, at, low);
}

function readPanic(lines: readonly Line[], at: number, column: number, rest: string): Found | null {
  const prefix = (lines[at]?.text ?? '').slice(0, column);
  // Since 1.73 the place ends the line and the message begins the next; before, the message was quoted.
  const old = /^'([^]*)', (\S.{0,1000}:\d{1,9}:\d{1,9})\s*$/.exec(rest);
  const location = splitLocation(old?.[2] ?? rest.trim().replace(/:$/, ''));
  if (!location || location.column === null) return null;
  let next = at + 1;
  const message: string[] = old ? [old[1] ?? ''] : [];
  for (; !old && next < Math.min(lines.length, at + 80); next += 1) {
    const line = behind(prefix, wholeOf(lines[next]));
    if (/^(?:stack backtrace:|note: |thread ')/.test(line)) break;
    if (
      line.trim() === '' &&
      message.length > 0 &&
      !/^stack backtrace:/.test(behind(prefix, lines[next + 1]?.text ?? ''))
    )
      break;
    message.push(line);
  }
  const error = draft('thrown', 'panic', message.join('\n').trim() || null, null);
  const title = behind(prefix, lines[next]?.text ?? '');
  const { frames, end } = /^stack backtrace:/.test(title)
    ? rustStack(lines, next + 1, prefix)
    : { frames: [], end: next };
  const printed: PrintedFrame = { function: null, ...location };
  error.frames = frames.length > 0 ? frames : [printed];
  return { trace: { language: 'rust', errors: [error] }, start: at, end };
}

/** `Error: …`, `Caused by:` with its list, `Stack backtrace:`. */
function readReport(lines: readonly Line[], at: number, low: number): Found | null {
  // The whole may stand indented, as in a list or a block.
  const indent = /^\s{0,40}/.exec(lines[at]?.text ?? '')?.[0] ?? '';
  const { frames, end } = rustStack(lines, at + 1, indent);
  if (frames.length === 0) return null;
  const errors: Draft[] = [];
  let start = at;
  for (let above = at - 1; above >= Math.max(low, at - 60); above -= 1) {
    const thrown = /^Error:\s*(.*)$/.exec(behind(indent, lines[above]?.text ?? ''));
    if (!thrown) continue;
    start = above;
    const body = lines.slice(above + 1, at).map((line) => behind(indent, wholeOf(line)));
    const caused = body.findIndex((line) => line.trim() === 'Caused by:');
    const message = [thrown[1] ?? '', ...body.slice(0, caused < 0 ? body.length : caused)].join('\n').trim();
    errors.push({ ...draft('thrown', null, message || null, null), frames });
    if (caused >= 0) errors.push(...causesIn(body.slice(caused + 1)));
    break;
  }
  const logged = errors.length === 0 ? loggedAbove(lines, at, low) : null;
  if (logged) {
    const [first, ...causes] = logged.errors;
    return {
      trace: { language: 'rust', errors: [{ ...first, frames }, ...causes] },
      start: logged.start,
      end,
    };
  }
  if (errors.length === 0) errors.push({ ...draft('thrown', null, null, null), frames });
  return { trace: { language: 'rust', errors }, start, end };
}

/** The error that a logger wrote with its causes below: what it put in front of the message is not the message's. */
function loggedAbove(lines: readonly Line[], at: number, low: number) {
  const body: string[] = [];
  for (let above = at - 1; above >= Math.max(low, at - 60); above -= 1) {
    const line = lines[above];
    if (!isForeign(line, lines[at])) {
      body.unshift(wholeOf(line));
      continue;
    }
    if (/^(?:trace|debug|info|notice)$/i.test(line?.logged ?? '')) return null;
    const below = body.findIndex((each) => each.trim() !== '');
    if (below >= 0 && body[below]?.trim() !== 'Caused by:') return null;
    const message = wholeOf(line).replace(
      /^(?:\w{1,80}(?:::\w{1,80}){0,20}\] |\w{1,80}(?:::\w{1,80}){1,20}: )?(?:Error: )?/,
      '',
    );
    const first = draft('thrown', null, message.trim() || null, null);
    const errors: readonly [Draft, ...Draft[]] = [first, ...causesIn(body.slice(below + 1))];
    return { errors, start: above };
  }
  return null;
}

/** The errors of a numbered list, or of an indented text; each is the cause of the one before. */
export function causesIn(body: readonly string[]): Draft[] {
  const messages: string[] = [];
  for (const line of body) {
    if (/^Location:/.test(line.trim()) || (line.trim() !== '' && !/^\s/.test(line))) break;
    const numbered = /^\s{1,8}(\d{1,3}): (.*)$/.exec(line);
    if (numbered) messages.push(numbered[2] ?? '');
    else if (line.trim() !== '') messages.push(`${messages.pop() ?? ''}\n${line.trim()}`.trim());
  }
  return messages.map((message, index) => draft('cause', null, message, index));
}

/** What stands where calls were left out: Rust's own words, and color-eyre's. */
const leftOut = /^\s*(?:\[\.\.\. omitted|\u22ee \d{1,6} frames? hidden \u22ee)/;

export function rustStack(
  lines: readonly Line[],
  from: number,
  prefix: string,
): { readonly frames: PrintedFrame[]; readonly end: number } {
  const frames: PrintedFrame[] = [];
  let at = from;
  let between = 0;
  for (; at < lines.length; at += 1) {
    const text = behind(prefix, lines[at]?.text ?? '');
    const call = /^\s{0,6}\d{1,6}: {1,8}(?:0x[0-9a-f]{1,16} - )?(\S.*)$/.exec(text);
    const where = /^\s+at (.{1,1000})$/.exec(text);
    const last = frames.at(-1);
    // What was inlined into a call has no number of its own.
    const inlined = call || where || !last ? null : inlinedCall(text, lines[at + 1]);
    if (inlined !== null) frames.push({ function: nameOf(inlined), file: '', line: null, column: null });
    else if (call) frames.push({ function: nameOf(call[1] ?? ''), file: '', line: null, column: null });
    else if (where && last) {
      const location = splitLocation(where[1]?.trim() ?? '');
      frames[frames.length - 1] = {
        function: last.function,
        ...(location ?? { file: where[1] ?? '', line: null, column: null }),
      };
    } else if (between >= mostBetween || !leftOut.test(text)) break;
    between = call || where || inlined !== null ? 0 : between + 1;
  }
  return { frames, end: at };
}

/** A name alone in its line, with a place below it. */
function inlinedCall(text: string, below: Line | undefined): string | null {
  if (!/^\s{6}/.test(text) || !/^\s{6,40}at \S/.test(below?.text ?? '')) return null;
  return /^\s{6,40}([\w<{&*(][^\s].{0,1500})$/.exec(text)?.[1] ?? null;
}

/** A function's name without what the compiler tells its versions apart by: `::h397bf5194d41ab41`, `[e28293b1aa0f68bd]`. */
function nameOf(called: string): string {
  const name = called.trim();
  const hash = /::h[0-9a-f]{16}$/.exec(name);
  const bare = hash ? name.slice(0, hash.index) : name;
  return bare.includes('[') ? bare.replace(/\[[0-9a-f]{12,16}\]/g, '') : bare;
}
