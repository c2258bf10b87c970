import type { Found } from '../text/found';
import { isBlank, isDigit } from '../text/letters';
import { mark, marksIn } from '../text/marks';
import type { Line } from '../text/prefix';
import { shapeOf } from './shape';

/** How far behind a trace more of it is looked for. */
const most = 8;

/** Whether more of a trace may stand behind it, or others' calls inside it; a line of it is looked at for little. */
export function mayBeTangled(lines: readonly Line[], at: number, found: Found | null): boolean {
  if (!found) return opens(lines[at]);
  const { trace, start, end } = found;
  // Its calls are numbered like Rust's, and are not told from others' by themselves.
  if (trace.language === 'r') return false;
  const calls = trace.errors.reduce((sum, { frames }) => sum + frames.length, 0);
  return (
    goesOn(lines, found) || (end - start > calls + trace.errors.length && isMixed(lines, start, end, calls))
  );
}

/** What a title or a first call of a trace has at least one of. */
const opening = mark.panic | mark.backtrace | mark.title | mark.traceback | mark.sanitizer | mark.star;

/** Whether a line opens a trace that could not be read as its lines stand. */
function opens(line: Line | undefined): boolean {
  if (!line || line.from === line.to || (marksIn(line.source, line.from, line.end) & opening) === 0)
    return false;
  const { role, family, number } = shapeOf(line);
  return (
    role === 'title' ||
    (number === 0 && family !== 'native') ||
    (role === 'more' && family !== 'jvm' && family !== 'csharp')
  );
}

/** What begins many calls, by the first letters. */
const kind = { none: 0, at: 1, file: 2, from: 3, hash: 4 } as const;

function kindOf({ source, from, end }: Line): number {
  let at = from;
  while (at < end && isBlank(source.charCodeAt(at))) at += 1;
  const [first, second] = [source.charCodeAt(at), source.charCodeAt(at + 1)];
  // at, File, from, #0
  if (first === 97) return second === 116 && isBlank(source.charCodeAt(at + 2)) ? kind.at : kind.none;
  if (first === 70) return second === 105 && source.startsWith('File "', at) ? kind.file : kind.none;
  if (first === 102) return second === 114 && source.startsWith('from ', at) ? kind.from : kind.none;
  return first === 35 && isDigit(second) ? kind.hash : kind.none;
}

function isCall(line: Line): boolean {
  const { role } = shapeOf(line);
  return role === 'frame' || role === 'half' || role === 'place';
}

function goesOn(lines: readonly Line[], { trace, end }: Found): boolean {
  for (let at = end; at < Math.min(lines.length, end + most); at += 1) {
    const line = lines[at] as Line;
    if (line.from === line.to) return false;
    const { role, family } = shapeOf(line);
    if (role === 'frame' || role === 'half' || role === 'place') return true;
    if (role === 'title') return family === trace.language && isCut(trace, lines[end - 1]);
    if (role === 'error') return false;
  }
  return false;
}

/** Whether the end of a trace, which its dialect marks, has not come. */
function isCut({ language, errors }: Found['trace'], last: Line | undefined): boolean {
  if (language === 'python') return errors.some(({ type }) => type === null);
  return language === 'php' && !/\{main\}|thrown in /.test(last?.text ?? '');
}

/** Whether a trace has calls of two kinds, or more of one than it tells. */
function isMixed(lines: readonly Line[], start: number, end: number, calls: number): boolean {
  const counts = [0, 0, 0, 0, 0];
  for (let at = start; at < Math.min(end, lines.length); at += 1) {
    const each = kindOf(lines[at] as Line);
    if (each !== kind.none && isCall(lines[at] as Line)) counts[each] = (counts[each] ?? 0) + 1;
  }
  return counts.filter((count) => count > 0).length > 1 || counts.some((count) => count > calls);
}
