import type { PrintedFrame } from '../../report/model';
import { draft, splitLocation, type Draft, type Found, type Recogniser } from '../text/found';
import { mark } from '../text/marks';
import type { Line } from '../text/prefix';
import { languageOfNative, nativeStack } from './native';
import { beginsFrame, withoutParameters } from './nativeFrame';

/** What is left of a sanitizer's report that was cut off in its first stack: the summary at its end still names the error. */
export const sanitizerRest: Recogniser = {
  marks: mark.hash,
  anchors: (text) => text.includes('#') && /^\s*#[1-9]\d{0,5} /.test(text),
  read,
};

const summary =
  /^\s*SUMMARY: (?:Address|Thread|Memory|Leak|HWAddress|UndefinedBehavior)Sanitizer: (.{1,1800})$/;
/** How far below a stack that was cut the summary is looked for. */
const reach = 60;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  // Calls that go on from above were read from there; each takes two lines at most.
  if (lines.slice(Math.max(low, at - 2), at).some(({ text }) => beginsFrame(text))) return null;
  const first = nativeStack(lines, at);
  const last = summaryBelow(lines, first.end);
  const told = last < 0 ? null : summary.exec(lines[last]?.text ?? '');
  if (first.frames.length === 0 || !told) return null;
  const { type, message, frame } = summarised(told[1] ?? '');
  const errors: Draft[] = [
    { ...draft('thrown', type, message, null), frames: frame ? [frame, ...first.frames] : first.frames },
  ];
  let title: string | null = null;
  for (let next = first.end; next < last; next += 1) {
    const text = lines[next]?.text.trim() ?? '';
    const { frames, end } = nativeStack(lines, next);
    if (frames.length > 0) {
      errors.push({ ...draft('member', null, title, 0), frames });
      title = null;
      next = end - 1;
    } else if (text !== '') title = text.replace(/:$/, '');
  }
  if (!errors.some(({ frames }) => frames.some(({ line }) => line !== null))) return null;
  const language = languageOfNative(errors.flatMap(({ frames }) => frames));
  return { trace: { language, errors }, start: at, end: last + 1 };
}

/** Where the summary is; −1 when there is none, or another report's. */
function summaryBelow(lines: readonly Line[], from: number): number {
  for (let at = from; at < Math.min(lines.length, from + reach); at += 1) {
    const text = lines[at]?.text ?? '';
    if (!text.includes('Sanitizer: ')) continue;
    return text.includes('SUMMARY: ') ? at : -1;
  }
  return -1;
}

/** `heap-use-after-free /src/a.cpp:3:5 in f(int)`: the error, and the innermost call, which was cut off. Or a sentence. */
function summarised(text: string) {
  const at = text.indexOf(' in ');
  const split = /^(.{1,100}?) ((?:\/|\.{1,2}\/|[A-Za-z]:[\\/]).{1,800}|\S{1,800})$/.exec(text.slice(0, at));
  const place = at < 0 ? null : splitLocation(split?.[2] ?? '');
  if (!split || !place) {
    const told = text.trim();
    return told.includes(' ')
      ? { type: null, message: told, frame: null }
      : { type: told, message: null, frame: null };
  }
  const name = withoutParameters(text.slice(at + 4).trim());
  const frame: PrintedFrame = { function: name === '' ? null : name, ...place };
  return { type: split[1] ?? '', message: null, frame };
}
