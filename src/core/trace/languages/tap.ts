import type { PrintedFrame } from '../../report/model';
import { draft, indentOf, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { v8Frame } from './v8Frame';

/** node:test's TAP: a block of YAML with the error's message, its name, and its frames without their `at`. */
export const tap: Recogniser = {
  marks: mark.dashed,
  anchors: (text) => text.endsWith('stack: |-') && /^\s*stack: \|-$/.test(text),
  read,
};

/** As many lines as a block may have above its stack: the values that an assertion compared stand there. */
const reach = 300;

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const indent = indentOf(wholeOf(lines[at]));
  const frames: PrintedFrame[] = [];
  let end = at + 1;
  for (; end < lines.length; end += 1) {
    const text = lines[end]?.text ?? '';
    const frame = indentOf(text) > indent ? v8Frame(`at ${text.trim()}`) : null;
    if (!frame) break;
    frames.push(frame);
  }
  if (frames.length === 0) return null;
  let [start, type, message]: [number, string | null, string | null] = [at, null, null];
  for (let above = at - 1; above >= Math.max(low, at - reach); above -= 1) {
    const text = wholeOf(lines[above]);
    if (text.trim() !== '' && indentOf(text) < indent) break;
    start = above;
    const entry = /^\s*(name|error): (.*)$/.exec(text);
    if (!entry || indentOf(text) !== indent) continue;
    if (entry[1] === 'name') type = scalar(entry[2] ?? '');
    else message = /^[|>]-?$/.test(entry[2] ?? '') ? block(lines, above + 1, indent) : scalar(entry[2] ?? '');
  }
  // An error of no class of its own is told without a name.
  const error = { ...draft('thrown', type ?? 'Error', message?.trim() || null, null), frames };
  return { trace: { language: 'javascript', errors: [error] }, start, end };
}

function scalar(value: string): string {
  const text = value.trim();
  if (text.startsWith("'") && text.endsWith("'") && text.length > 1)
    return text.slice(1, -1).replaceAll("''", "'");
  if (text.startsWith('"') && text.endsWith('"') && text.length > 1)
    return text.slice(1, -1).replace(/\\(.)/g, '$1');
  return text;
}

/** The lines of a text that are indented further than its key. */
function block(lines: readonly Line[], from: number, indent: number): string {
  const told: string[] = [];
  for (let at = from; at < lines.length; at += 1) {
    const text = wholeOf(lines[at]);
    if (text.trim() !== '' && indentOf(text) <= indent) break;
    told.push(text.slice(indent + 2));
  }
  return told.join('\n');
}
