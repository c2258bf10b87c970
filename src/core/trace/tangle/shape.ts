import { csharpFrame } from '../languages/csharp';
import { dartFrame } from '../languages/dart';
import { elixirCall } from '../languages/elixir';
import { haskellFrame } from '../languages/haskell';
import { jvmFrame } from '../languages/jvmFrame';
import { luaFrame } from '../languages/lua';
import { nativeFrame } from '../languages/nativeFrame';
import { phpCall } from '../languages/php';
import { pythonFrame } from '../languages/pythonLine';
import { rubyCall } from '../languages/ruby';
import { v8Frame } from '../languages/v8Frame';
import { headerIn } from '../text/header';
import { isEmpty } from '../text/letters';
import type { Line } from '../text/prefix';

/** Dialects whose lines are told from each other's by themselves. */
export type Family =
  | 'v8'
  | 'jvm'
  | 'csharp'
  | 'python'
  | 'ruby'
  | 'php'
  | 'dart'
  | 'native'
  | 'boost'
  | 'gecko'
  | 'go'
  | 'rust'
  | 'elixir'
  | 'lua'
  | 'perl'
  | 'haskell';

/**
 * What a line can be in a trace: what opens one (`title`), the line that names an error (`error`), a call (`frame`), a
 * call whose other half stands in a line of its own (`half`, `place`), what only stands behind calls (`more`).
 */
export type Role = 'title' | 'error' | 'frame' | 'half' | 'place' | 'more' | 'blank' | 'plain';

export interface Shape {
  readonly role: Role;
  readonly family: Family | null;
  /** The number of a call, in the dialects that count them. */
  readonly number: number | null;
  /** The function that is called, where the calls of two traces are told apart by it. */
  readonly called: string | null;
}

const shape = (
  role: Role,
  family: Family | null = null,
  number: number | null = null,
  called: string | null = null,
): Shape => ({
  role,
  family,
  number,
  called,
});
const plain = shape('plain');
const blank = shape('blank');

/** Lines that are told by a word, each with what it is. */
const words: readonly (readonly [RegExp, Role, Family])[] = [
  [/(?:^|\s)Traceback \(most recent call last\):$/, 'title', 'python'],
  [/^(?:panic: |fatal error: )/, 'title', 'go'],
  [
    /^goroutine \d{1,12} (?:gp=|\[)|^\[signal |^runtime stack:$|^\.{3}(?:additional|\d+) frames? elided|^exit status \d/,
    'more',
    'go',
  ],
  [/^thread '[^']{0,200}' (?:\(\d{1,20}\) )?panicked at /, 'title', 'rust'],
  [/^\s*(?:[Ss]tack backtrace:|note: (?:run with|Some details))/, 'more', 'rust'],
  [/^(?:PHP )?(?:Fatal error: {1,2})?(?:PHP )?Uncaught .* in \S.*:\d+$/, 'title', 'php'],
  [/^(?:PHP Fatal error|Fatal error): {1,2}Uncaught /, 'title', 'php'],
  [/^(?:Stack trace:|\s{2}thrown in |Next \S)/, 'more', 'php'],
  [/:in [`'][^']{1,300}': .*\([\w:]{1,200}\)$/, 'title', 'ruby'],
  [/^\s*\.{3} ?\d{1,6} levels/, 'more', 'ruby'],
  [/^==\d{1,9}==(?:ERROR|WARNING): \w+Sanitizer/, 'title', 'native'],
  [/^\S.*:\d{1,9}:\d{1,9}: runtime error: /, 'title', 'native'],
  [/^(?:==\d{1,9}==|SUMMARY: \w+Sanitizer)/, 'more', 'native'],
  [
    /^(?:Caused by|Suppressed|Wrapped by): |^\s+Suppressed: |^\s*\.{3} \d{1,6} (?:more|common frames omitted)$/,
    'more',
    'jvm',
  ],
  [/^\s*(?:---> |--- .{1,100} ---$)/, 'more', 'csharp'],
  [/^\s*\[(?:cause|errors)\]: /, 'more', 'v8'],
  [/^Unhandled exception:$/, 'title', 'dart'],
  [/^<asynchronous suspension>$/, 'more', 'dart'],
  [/^\*\* \([\w.:]{1,200}\) /, 'title', 'elixir'],
  [/^stack traceback:$/, 'title', 'lua'],
  [/^CallStack \(from /, 'title', 'haskell'],
  [/ at \S{1,500} line \d{1,9}\.$/, 'title', 'perl'],
  [/^\s+\S.* called at \S{1,500} line \d{1,9}$/, 'frame', 'perl'],
  [
    /^\s+\S.{0,1000}\.(?:go|s|c):\d{1,9}(?: \+0x[0-9a-f]{1,16})?(?: (?:fp|sp|pc)=0x[0-9a-f]{1,16}){0,3}$/,
    'place',
    'go',
  ],
  [/^(?:[\w./*·\[\]{}-]|\(\*?[\w.]+\)){1,500}\(.*\)$|^created by \S/, 'half', 'go'],
];

/** What a line can be in a trace, by itself. */
export function shapeOf(line: Line): Shape {
  const { text } = line;
  if (isEmpty(text)) return blank;
  const call = callOf(text);
  if (call) return call;
  for (const [pattern, role, family] of words) if (pattern.test(text)) return shape(role, family);
  return headerIn(text) ? shape('error') : plain;
}

function callOf(text: string): Shape | null {
  const rest = text.startsWith('==') ? text.replace(/^==\d{1,9}== ?/, '').trimStart() : text.trimStart();
  const first = rest.charAt(0);
  if (rest.startsWith('at ') && !rest.startsWith('at 0x')) {
    if (jvmFrame(text)) return shape('frame', 'jvm');
    if (csharpFrame(text)) return shape('frame', 'csharp');
    return v8Frame(text) ? shape('frame', 'v8') : null;
  }
  if (rest.startsWith('File "')) {
    const frame = pythonFrame(text);
    return frame && shape('half', 'python', null, frame.function);
  }
  if (first === '#' || rest.startsWith('frame #') || rest.startsWith('* frame #')) return numbered(rest);
  if (/^(?:at|by) 0x/.test(rest)) return nativeFrame(rest) && shape('frame', 'native');
  const boosted = /^(\d{1,4})# \S/.exec(rest)?.[1];
  if (boosted !== undefined) return shape('frame', 'boost', Number(boosted));
  if (text.includes('@') && /^[^\s@]{0,200}@\S{1,800}:\d{1,9}:\d{1,9}$/.test(text))
    return shape('frame', 'gecko');
  const number = /^(\d{1,6}): {1,8}(?!from )\S/.exec(rest)?.[1];
  if (number !== undefined && text.length - rest.length <= 6) return shape('half', 'rust', Number(number));
  if (text.includes(':in ') && rubyCall(text)) return shape('frame', 'ruby');
  if (first === text.charAt(0)) return null;
  if (text.includes('.ex') || text.includes('.erl')) return elixirCall(text) && shape('frame', 'elixir');
  if (text.includes(': in ')) return luaFrame(text) && shape('frame', 'lua');
  return text.includes('.hs:') && haskellFrame(text) ? shape('frame', 'haskell') : null;
}

function numbered(text: string): Shape | null {
  const number = Number(/#(\d{1,6})/.exec(text)?.[1]);
  if (phpCall(text) || /^#\d{1,6} \{main\}/.test(text)) return shape('frame', 'php', number);
  if (dartFrame(text)) return shape('frame', 'dart', number);
  return nativeFrame(text) ? shape('frame', 'native', number) : null;
}
