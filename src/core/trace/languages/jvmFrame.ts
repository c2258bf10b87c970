import type { PrintedFrame } from '../../report/model';
import { numberAt } from '../text/found';
import { blank, close, colon, isBlank, isLetterOrDigit, slash } from '../text/letters';

/** `at [loader/][module@version/]package.Class.method(File.java:12) [~[jar:version]]`; null for anything else. */
export function jvmFrame(text: string): PrintedFrame | null {
  let from = 0;
  while (isBlank(text.charCodeAt(from))) from += 1;
  if (
    text.charCodeAt(from) !== 97 ||
    text.charCodeAt(from + 1) !== 116 ||
    text.charCodeAt(from + 2) !== blank
  ) {
    return null;
  }
  return jvmCall(text, from + 3);
}

/** The frame whose call begins at `from`, behind its `at`. */
export function jvmCall(text: string, from: number): PrintedFrame | null {
  const start = text.indexOf('(', from);
  // V8 puts a blank there.
  if (start <= from || start > 1_200 || text.charCodeAt(start - 1) === blank) return null;
  const end = text.indexOf(')', start);
  if (end < 0 || !isPackaging(text, end + 1)) return null;
  const name = nameIn(text, from, start);
  if (name === null) return null;
  const mark = text.lastIndexOf(':', end - 1);
  if (mark < start) {
    const place = text.slice(start + 1, end);
    return isPlaceless(place) ? { function: name, file: place, line: null, column: null } : null;
  }
  const line = numberAt(text, mark + 1, end);
  // R8 keeps a number where the file's name is not kept; it is no line of the source.
  if (line !== null && text.slice(start + 1, mark) === unknown)
    return { function: name, file: unknown, line: null, column: null };
  if (line === null || mark === start + 1 || mark - start > 201 || !isFile(text, start + 1, mark))
    return null;
  return { function: name, file: text.slice(start + 1, mark), line, column: null };
}

const unknown = 'Unknown Source';

/** Nothing, or what logback puts behind a frame: the jar and its version. */
function isPackaging(text: string, from: number): boolean {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at >= text.length || (at > from && (text.startsWith('~[', at) || text.startsWith('[', at)));
}

function isPlaceless(place: string): boolean {
  return (
    place === 'Native Method' ||
    place === unknown ||
    /^(?:[^\s:]{1,200}\.(?:java|kt|kts|scala|groovy|clj|gradle)|<[\w ]+>)$/.test(place)
  );
}

function isFile(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (isBlank(code) || code === slash || code === colon || code === 92) return false;
  }
  return true;
}

const most = 5;

/**
 * The method's name in [from, to), without loader and module. A hidden class has a slash in its own name
 * (`Pay$$Lambda/0x0000000800c03000.run`): that one stays.
 */
function nameIn(text: string, from: number, to: number): string | null {
  let [begin, before, slashes, dots] = [from, from, 0, 0];
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === slash) {
      slashes += 1;
      before = begin;
      begin = at + 1;
      dots = 0;
    } else if (code === 46) dots += at > begin ? 1 : 0;
    else if (isBlank(code) || code === close) return null;
  }
  if (slashes >= most) return null;
  if (slashes > 0 && /^0x[0-9a-f]{1,16}\./.test(text.slice(begin, begin + 20))) begin = before;
  const first = text.charCodeAt(begin);
  const isName = (isLetterOrDigit(first) && !(first >= 48 && first <= 57)) || first === 95 || first === 36;
  return isName && dots > 0 && text.charCodeAt(to - 1) !== 46 ? text.slice(begin, to) : null;
}
