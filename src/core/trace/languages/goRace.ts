import { draft, type Draft, type Found, type Recogniser } from '../text/found';
import { wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { goStack } from './go';

/** The reports of Go's race detector: the access, the one before it, and where the goroutines were made. */
export const goRace: Recogniser = {
  marks: mark.address,
  anchors: (text) => text.includes(' at 0x') && section.test(text),
  read,
};

const section =
  /^\s*((?:Previous )?(?:[Rr]ead|[Ww]rite|[Aa]tomic \w{1,20}) at 0x[0-9a-f]{1,16} by .{1,100}|Goroutine \d{1,12} .{1,60} created at):\s*$/;
const quiet = 4;

function read(lines: readonly Line[], first: number, low: number): Found | null {
  const errors: Draft[] = [];
  let end = first;
  for (let at = first; at < Math.min(lines.length, end + quiet); at += 1) {
    const opened = section.exec(wholeOf(lines[at]));
    if (!opened) continue;
    const stack = goStack(lines, at + 1, '');
    if (stack.frames.length === 0) continue;
    const error =
      errors.length === 0
        ? draft('thrown', 'data race', opened[1] ?? null, null)
        : draft('member', null, opened[1] ?? null, 0);
    errors.push({ ...error, frames: stack.frames });
    end = stack.end;
    at = end - 1;
  }
  if (errors.length === 0) return null;
  const titled = first > low && wholeOf(lines[first - 1]).includes('DATA RACE');
  return { trace: { language: 'go', errors }, start: titled ? first - 1 : first, end };
}
