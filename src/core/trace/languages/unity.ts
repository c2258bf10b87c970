import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { headerAbove } from '../text/header';
import { mark } from '../text/marks';
import type { Line } from '../text/prefix';

const joint = ') (at ';

/** Unity's console: `Shop.Ledger.Read (System.String id) (at Assets/Ledger.cs:12)`, `Shop.Ledger:Read(String)`. */
export const unity: Recogniser = {
  marks: mark.closed,
  anchors: (text) => text.includes(joint) && frameOf(text) !== null,
  read,
};

function frameOf(text: string): PrintedFrame | null {
  const line = text.trim();
  const open = line.indexOf('(');
  if (open < 3 || line.length > 1_500 || !line.endsWith(')')) return null;
  const name = line.slice(0, open).trimEnd();
  if (!/^[\p{L}_<][^\s()]*[.:][^\s()]+$/u.test(name)) return null;
  const at = line.lastIndexOf(joint);
  // A call of the engine's own has no place.
  if (at < open)
    return name.includes(':') && line.indexOf(')') === line.length - 1
      ? { function: name, file: '', line: null, column: null }
      : null;
  const place = /^(.{1,800}):(\d{1,9})$/.exec(line.slice(at + joint.length, -1));
  if (!place) return null;
  const [, file = '', number] = place;
  return { function: name, file, line: file.startsWith('<') ? null : toNumber(number), column: null };
}

function read(lines: readonly Line[], first: number, low: number): Found | null {
  // The engine's own calls can stand above the first that has a place.
  let from = first;
  while (from > low && frameOf(lines[from - 1]?.text ?? '')?.line === null) from -= 1;
  const frames: PrintedFrame[] = [];
  let end = from;
  for (; end < lines.length; end += 1) {
    const frame = frameOf(lines[end]?.text ?? '');
    if (!frame) break;
    frames.push(frame);
  }
  const named = headerAbove(lines, from, low);
  const isBeside = named !== null && from - named.line <= 20;
  if (!isBeside && frames.length < 2) return null;
  const error = {
    ...draft('thrown', isBeside ? named.type : null, isBeside ? named.message : null, null),
    frames,
  };
  return {
    trace: { language: 'csharp', errors: [error] },
    start: isBeside ? named.line : from,
    end,
  };
}
