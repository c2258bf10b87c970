import type { PrintedFrame } from '../../report/model';
import { draft, indentOf, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { continued, headerAbove, headerIn } from '../text/header';
import { behind, isForeign, type Line } from '../text/prefix';

/** Java, Kotlin, Scala and Groovy: `Throwable.printStackTrace` and what logging layouts add to it. */
export const jvm: Recogniser = {
  anchors: (text) => text.trimStart().startsWith('at ') && text.includes('('),
  read,
};

const frame =
  /^at (?:[^\s()/]{0,200}\/){0,2}([\p{L}_$][^\s()/]{0,500}\.(?:<?[\p{L}\p{N}_$<>-][^\s()/]{0,200}))\(([^()]{1,300})\)/u;

/** `at [loader/][module@version/]package.Class.method(File.java:12) [~[jar:version]]`; null for anything else. */
export function jvmFrame(text: string): PrintedFrame | null {
  const open = text.indexOf('(');
  // V8 puts a blank there.
  if (open < 1 || text[open - 1] === ' ') return null;
  const found = frame.exec(text.trim());
  if (!found) return null;
  const [all, name = '', place = ''] = found;
  const behindIt = text.trim().slice(all.length);
  if (behindIt !== '' && !/^ ~?\[/.test(behindIt)) return null;
  if (/^(?:Native Method|Unknown Source)$/.test(place))
    return { function: name, file: place, line: null, column: null };
  const colon = place.lastIndexOf(':');
  if (colon < 0) {
    return /^[^\s:]{1,200}\.(?:java|kt|kts|scala|groovy|clj|gradle)$/.test(place) || /^<[\w ]+>$/.test(place)
      ? { function: name, file: place, line: null, column: null }
      : null;
  }
  const line = toNumber(place.slice(colon + 1));
  if (line === null || !/^[^\s:/\\]{1,200}$/.test(place.slice(0, colon))) return null;
  return { function: name, file: place.slice(0, colon), line, column: null };
}

const omitted =
  /^\s*(?:\.\.\. \d+ (?:more|common frames omitted)|\.\.\. \d+ \w+ frames? (?:omitted|truncated))/;
const nested = /^(\s*)(?:Wrapped by: |(Caused by|Suppressed): )/;
const circular = /^\s*(?:Caused by: |Suppressed: )?\[CIRCULAR REFERENCE:/;

function read(lines: readonly Line[], first: number, low: number): Found | null {
  if (!jvmFrame(lines[first]?.text ?? '')) return null;
  const named = headerAbove(lines, first, low);
  const start = named?.line ?? first;
  const prefix = named ? (lines[start]?.text ?? '').slice(0, named.column) : '';
  const errors: Draft[] = [draft('thrown', named?.type ?? null, named?.message ?? null, null)];
  /** How often frames went on behind lines that are none. */
  let resumptions = 0;
  /** For each error the indentation of its header line. */
  const indents = [0];
  // The cut end of a trace may begin at a cause.
  let at = first;
  while (at < lines.length) {
    const text = behind(prefix, lines[at]?.text ?? '');
    const read = jvmFrame(text);
    const current = errors.at(-1) as Draft;
    if (read) current.frames.push(read);
    else if (circular.test(text) || omitted.test(text)) {
      // Frames that are left out are not invented.
    } else {
      const opens = nested.exec(text);
      const header = opens ? headerIn(text.slice(opens[0].length)) : null;
      if (opens && (header || opens[2])) {
        const until = messageEnd(lines, at + 1, prefix);
        const rest = text.slice(opens[0].length);
        const message = header ? header.message : rest.trim();
        const indent = indentOf(opens[1] ?? '');
        const relation = opens[2] === 'Suppressed' ? 'suppressed' : 'cause';
        errors.push(
          draft(
            relation,
            header?.type ?? null,
            continued(message, lines, at + 1, until, prefix),
            parentOf(indents, indent, relation),
          ),
        );
        indents.push(indent);
        at = until;
        continue;
      }
      const resumed =
        current.frames.length === 0 || (resumptions += 1) > 50 ? null : resumesAt(lines, at, prefix, first);
      if (resumed === null) break;
      if (!isForeign(lines[at], lines[first]) && errors.length === 1) {
        // Frames that plain text follows, and then frames again, were part of the message.
        current.message = continued(current.message, lines, at - current.frames.length, resumed, prefix);
        current.frames = [];
      }
      at = resumed;
      continue;
    }
    at += 1;
  }
  const count = errors.reduce((sum, { frames }) => sum + frames.length, 0);
  if (!named && count < 2) return null;
  return { trace: { language: languageOf(errors), errors }, start, end: at };
}

/** Who an error belongs to, told by indentation: a cause stands where its effect stands, a suppressed error deeper. */
function parentOf(indents: readonly number[], indent: number, relation: 'cause' | 'suppressed'): number {
  for (let index = indents.length - 1; index > 0; index -= 1) {
    const own = indents[index] ?? 0;
    if (relation === 'cause' ? own <= indent : own < indent) return index;
  }
  return 0;
}

/** Where the frames behind a nested header begin; the header's next line when it has none. */
function messageEnd(lines: readonly Line[], from: number, prefix: string): number {
  const last = Math.min(lines.length, from + 80);
  for (let at = from; at < last; at += 1) {
    const text = behind(prefix, lines[at]?.text ?? '');
    if (jvmFrame(text) || omitted.test(text)) return at;
    if (nested.test(text)) return at;
  }
  return from;
}

/** Where frames go on behind lines that are none; null when they do not. */
function resumesAt(lines: readonly Line[], at: number, prefix: string, first: number): number | null {
  const interleaved = isForeign(lines[at], lines[first]);
  const last = Math.min(lines.length, at + (interleaved ? 6 : 20));
  for (let next = at; next < last; next += 1) {
    const text = behind(prefix, lines[next]?.text ?? '');
    if (jvmFrame(text)) return next;
    if (interleaved !== isForeign(lines[next], lines[first])) return null;
    if (!interleaved && (text.trim() === '' || headerIn(text))) return null;
  }
  return null;
}

const languages: Readonly<Record<string, string>> = {
  kt: 'kotlin',
  kts: 'kotlin',
  scala: 'scala',
  groovy: 'groovy',
  gradle: 'groovy',
  clj: 'clojure',
};
const platform =
  /^(?:java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|org\.codehaus\.groovy|clojure)\./;

/** The language of the innermost frame that is not the platform's own. */
function languageOf(errors: readonly Draft[]): string {
  const frames = errors.flatMap((error) => error.frames);
  const own = frames.find(({ function: name, line }) => line !== null && !platform.test(name ?? ''));
  return languages[(own ?? frames[0])?.file.split('.').at(-1) ?? ''] ?? 'java';
}
