import type { Guard } from './model';
import { codeIn, likeness, plainText } from './plain';
import type { Line } from './sections';
import { timesIn } from './when';

const day = 86_400_000;
/** How long a line without an end binds others. */
const longest = 7 * day;

/** What a note asks others not to touch. `posted`: epoch milliseconds. */
export function guardsOf(lines: readonly Line[], posted: number): Guard[] {
  return lines
    .filter(({ section }) => section === 'doNotTouch')
    .flatMap(({ text }) => {
      const plain = plainText(text);
      const until = plain.toLowerCase().indexOf(' until ');
      const time = until < 0 ? undefined : timesIn(plain.slice(until), posted)[0]?.at;
      const paths = codeIn(text)
        .map(pathOf)
        .filter((path) => path !== null);
      return [{ key: likeness(text), paths, text: plain, until: time ?? posted + longest }];
    });
}

/** The guard that covers a file (relative to the root, forward slashes) at `now`; null when none does. */
export function guardOf(guards: readonly Guard[], path: string, now: number): Guard | null {
  return (
    guards.find(
      ({ paths, until }) => (until === null || now < until) && paths.some((each) => covers(each, path)),
    ) ?? null
  );
}

function covers(guarded: string, path: string): boolean {
  const folder = guarded.endsWith('/') ? guarded : `${guarded}/`;
  return path === guarded || path.startsWith(folder);
}

/** `lib/ledger.js:7` names a file; what climbs out of the repository, or stands at the machine's root, names none. */
export function pathOf(code: string): string | null {
  const path = code
    .replace(/:\d{1,7}(?:[-:]\d{1,7})?$/, '')
    .replace(/^\.\//, '')
    .replace(/\/\*{1,2}$/, '/');
  if (path.length > 300 || !/^[^\s:*?"<>|\\\p{Cc}]+$/u.test(path) || path.startsWith('/')) return null;
  const parts = path.split('/').filter((part) => part !== '');
  return parts.length === 0 || parts.some((part) => part === '..' || part === '.') ? null : path;
}
