import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { mark } from '../text/marks';
import { wholeOf, type Line } from '../text/prefix';
import { exceptionLine } from './pythonLine';

/** Rich's tracebacks of Python, which stand in a box: `│ /srv/shop/ledger.py:12 in read │`, outermost call first. */
export const rich: Recogniser = {
  marks: mark.traceback,
  anchors: (text) => text.includes(opening),
  read,
};

const opening = '─ Traceback (most recent call last) ─';
const place = /^(\S.{0,800}\.(?:pyx?|ipynb)|<[^>]{1,100}>):(\d{1,9}) in (\S{1,300})$/;
/** As many lines as a box may have. */
const most = 5_000;

function read(lines: readonly Line[], at: number): Found | null {
  const frames: PrintedFrame[] = [];
  let end = at + 1;
  for (; end < Math.min(lines.length, at + most); end += 1) {
    const text = lines[end]?.text.trim() ?? '';
    if (!text.startsWith('│')) break;
    const found = place.exec(text.replace(/^│ ?/, '').replace(/│$/, '').trim());
    if (found)
      frames.unshift({
        function: found[3] ?? null,
        file: found[1] ?? '',
        line: toNumber(found[2]),
        column: null,
      });
  }
  if (frames.length === 0) return null;
  if (lines[end]?.text.trim().startsWith('╰')) end += 1;
  const named = exceptionLine(wholeOf(lines[end]).trim());
  const error = { ...draft('thrown', named?.type ?? null, named?.message ?? null, null), frames };
  return {
    trace: { language: 'python', errors: [error] },
    start: at,
    end: named ? end + 1 : end,
  };
}
