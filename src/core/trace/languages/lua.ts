import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { listed } from '../text/listed';
import { behind, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Lua and LuaJIT: the message with its place, and `stack traceback:` below it. */
export const lua: Recogniser = {
  marks: mark.title,
  anchors: (text) => text.includes('stack traceback:'),
  read,
};

/** `a.lua:3: in function 'name'`, `[C]: in ?`, `[string "x = 1"]:3: in main chunk`. */
export function luaFrame(text: string): PrintedFrame | null {
  const line = text.trim();
  const split =
    /^(\[C\]|(?:\[string "[^]{0,300}"\]|.{1,500}?):(\d{1,9})): (?:in (.{1,400})|at 0x[0-9a-f]+)$/.exec(line);
  if (!split) return null;
  const where = split[1] ?? '';
  const file = split[2] === undefined ? where : where.slice(0, -split[2].length - 1);
  return { function: nameOf(split[3] ?? '?'), file, line: toNumber(split[2]), column: null };
}

/** `function 'read'`, `method 'read' of table`, `upvalue 'f'`, `main chunk`; a place instead of a name is none. */
function nameOf(called: string): string | null {
  const quoted = /['`]([^']{1,300})'/.exec(called);
  if (quoted) return quoted[1] ?? null;
  return called === '?' || called.includes('<') ? null : called.replace(/^function /, '');
}

function read(lines: readonly Line[], at: number, low: number): Found | null {
  const text = lines[at]?.text ?? '';
  const prefix = text.slice(0, text.indexOf('stack traceback:'));
  const { frames, end } = listed(
    lines,
    at + 1,
    prefix,
    luaFrame,
    /^\s*(?:\(\.{3}tail calls\.{3}\)|\.{3}\s*\(skipping|\.{3}$)/,
  );
  if (frames.length === 0) return null;
  let start = at;
  let message: string | null = null;
  for (let above = at - 1; above >= Math.max(low, at - 20); above -= 1) {
    const line = behind(prefix, wholeOf(lines[above]));
    if (line.trim() === '') break;
    const found =
      /^(?:[\w./\\-]{1,100}: )?(?:\[string "[^"]{0,300}"\]|\S.{0,500}?\.\w{1,8}|\.{3}.{1,300}):(\d{1,9}): ([^]*)$/.exec(
        line,
      );
    const bare = /^(?:luajit|lua[\d.]*): ([^]*)$/.exec(line);
    if (!found && !bare) continue;
    const rest = lines.slice(above + 1, at).map((each) => behind(prefix, wholeOf(each)));
    // A chunk's name need not look like a file.
    const told = found?.[2] ?? bare?.[1]?.replace(/^[^\s:]{1,100}:\d{1,9}: /, '');
    message = [told ?? '', ...rest].join('\n').trim() || null;
    start = above;
    break;
  }
  return {
    trace: { language: 'lua', errors: [{ ...draft('thrown', null, message, null), frames }] },
    start,
    end,
  };
}
