import type { PrintedFrame } from '../../report/model';
import { splitLocation } from '../text/found';
import { blank, close, closeBrace, dot, greater, less, open, openBrace } from '../text/letters';

/** Whether a line begins as frames do: with a number, or with valgrind's address. */
export function beginsFrame(text: string): boolean {
  return /^\s*(?:(?:\* )?(?:frame )?#\d|(?:at|by) 0x)/.test(text);
}

/** A frame of gdb, lldb, a sanitizer or valgrind; null for anything else. */
export function nativeFrame(text: string): PrintedFrame | null {
  const line = text.trim();
  if (line.length > 2_000) return null;
  const numbered = /^(?:\* )?(?:frame )?#\d{1,6}:? {1,4}/.exec(line);
  if (numbered) {
    const rest = line.slice(numbered[0].length);
    const address = /^0x[0-9a-f]{1,16} (?:in )?/i.exec(rest);
    const body = rest.slice(address?.[0].length ?? 0);
    return numbered[0].includes('frame ')
      ? lldb(body)
      : (gdb(body, address !== null) ?? sanitizer(body, address !== null));
  }
  if (!line.startsWith(' 0x', 2)) return null;
  const valgrind = /^(?:at|by) 0x[0-9A-F]{1,16}: (.{1,1500}) \((?:in )?([^()]{1,500})\)$/.exec(line);
  return valgrind ? framed(valgrind[1] ?? '', valgrind[2] ?? '') : null;
}

/** `f(x=1) at a.c:3:5`, behind the image's name. */
function lldb(body: string): PrintedFrame | null {
  const tick = body.indexOf('`');
  if (tick < 0) return null;
  const told = body.slice(tick + 1);
  const call = told.endsWith(']') ? told.replace(/ \[[\w ]{1,40}\]$/, '') : told;
  const at = call.lastIndexOf(' at ');
  const place = at < 0 ? null : splitLocation(call.slice(at + 4));
  if (place) return { function: withoutParameters(call.slice(0, at)), ...place };
  const offset = / \+ \d{1,12}$/.exec(call);
  const name = offset ? call.slice(0, offset.index) : call;
  return { function: withoutParameters(name), file: body.slice(0, tick), line: null, column: null };
}

/** gdb's `f (x=1, y="…") at a.c:3`, `raise () from /lib/libc.so.6`. */
function gdb(body: string, addressed: boolean): PrintedFrame | null {
  const begin = argumentsOf(body);
  if (begin < 1) return null;
  const name = body.slice(0, begin);
  const at = body.lastIndexOf(') at ');
  const from = body.lastIndexOf(') from ');
  if (at > begin) {
    const told = body.slice(at + 5);
    const place = splitLocation(told);
    if (place) return place.column === null ? { function: name, ...place } : null;
    // Without its source, a library.
    const isLibrary = addressed && /^\/[^\s:]{1,800}$/.test(told);
    return isLibrary
      ? { function: nameOrNone(withoutParameters(name)), file: told, line: null, column: null }
      : null;
  }
  if (from > begin)
    return { function: name === '??' ? null : name, file: body.slice(from + 7), line: null, column: null };
  return body.endsWith(')') && (addressed || /\((?:[\w.]+=.*)?\)$/.test(body.slice(begin)))
    ? // A sanitizer's frame ends with its module in parentheses.
      /\+0x[0-9a-f]+\)/.test(body)
      ? null
      : { function: name === '??' ? null : name, file: '', line: null, column: null }
    : null;
}

/** What has no symbol is named by question marks. */
function nameOrNone(name: string): string | null {
  return /^\?{2,3}$/.test(name) ? null : name;
}

/** Where gdb's arguments begin: the first ` (` that stands in no template's brackets. */
function argumentsOf(body: string): number {
  let depth = 0;
  for (let at = 0; at < body.length; at += 1) {
    const letter = body.charCodeAt(at);
    if (letter === less) depth += 1;
    else if (letter === greater && depth > 0) depth -= 1;
    else if (letter === blank && depth === 0 && at > 0 && body.charCodeAt(at + 1) === open) return at;
  }
  return -1;
}

/** A sanitizer's `f(int) const /src/a.cpp:3:5`, `f (/lib/x.so+0x1f)`, with the module behind it or not. */
function sanitizer(body: string, addressed: boolean): PrintedFrame | null {
  const bare = body.includes(' (BuildId: ') ? body.replace(/ \(BuildId: [0-9a-f]{1,80}\)$/, '') : body;
  const module = bare.endsWith(')') ? / ?\(([^()]{1,800}\+0x[0-9a-f]{1,16})\)$/.exec(bare) : null;
  const call = module ? bare.slice(0, module.index) : bare;
  const split =
    /^(.{1,1200}?) ((?:\/|\.{1,2}\/|[A-Za-z]:[\\/]).{1,800})$/.exec(call) ??
    /^(.{1,1200}) (\S{1,800})$/.exec(call);
  const place = split ? splitLocation(split[2] ?? '') : null;
  if (split && place) return { function: withoutParameters(split[1] ?? ''), ...place };
  if (module) {
    const name = call.replace(/ ?<null>$/, '').trim();
    const file = (module[1] ?? '').replace(/\+0x[0-9a-f]+$/, '');
    return {
      function: /^(?:<null>)?$/.test(name) ? null : withoutParameters(name),
      file,
      line: null,
      column: null,
    };
  }
  return addressed && /^[\w:~<>$@.]{1,300}$/.test(call)
    ? { function: call, file: '', line: null, column: null }
    : null;
}

function framed(name: string, where: string): PrintedFrame {
  const place = splitLocation(where);
  const called = name === '???' ? null : withoutParameters(name);
  return { function: called, ...(place ?? { file: where, line: null, column: null }) };
}

const qualifiers = /(?: const| volatile| &{1,2}| \[clone [^\]]{1,40}\])+$/;

/** `int shop::take<int>(char const*) const` without what its overload is told by. */
export function withoutParameters(name: string): string {
  return withoutResult(withoutList(name));
}

function withoutList(name: string): string {
  const call = name.endsWith(')') ? name : name.replace(qualifiers, '');
  if (!call.endsWith(')') || call.endsWith('operator()')) return call;
  let depth = 0;
  for (let at = call.length - 1; at > 0; at -= 1) {
    if (call[at] === ')') depth += 1;
    else if (call[at] === '(' && (depth -= 1) === 0) return call.slice(0, at).trimEnd();
  }
  return call;
}

/** A template's name tells its result in front: what stands behind the last blank outside of all brackets is called. */
function withoutResult(name: string): string {
  if (!name.includes('<') || !name.includes(' ')) return name;
  let depth = 0;
  let begin = 0;
  for (let at = 0; at < name.length; at += 1) {
    const letter = name.charCodeAt(at);
    if (letter === less || letter === open || letter === openBrace) depth += 1;
    else if (letter === greater || letter === close || letter === closeBrace) depth -= 1;
    else if (depth > 0) continue;
    else if (letter === blank) begin = at + 1;
    else if (letter === lowerO && name.startsWith('operator', at) && !isWord(name, at - 1, at + 8)) break;
    // Swift's names have words in front of them.
    else if (letter === dot) return name;
  }
  // `non-virtual thunk to shop::Shelf<int>::at`
  return begin === 0 || /(?:to|for|in) $/.test(name.slice(0, begin).slice(-4)) ? name : name.slice(begin);
}

const lowerO = 111;

/** Whether a word goes on before or behind another. */
const isWord = (text: string, before: number, behind: number): boolean =>
  /[\w$]/.test(text.charAt(before)) || /[\w$]/.test(text.charAt(behind));
