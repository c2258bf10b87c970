import { draft, indentOf, type Draft, type Found, type Recogniser } from '../text/found';
import { continued, headerAbove, headerIn } from '../text/header';
import { behind, isForeign, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';
import { jvmFrame } from './jvmFrame';

/** Java, Kotlin, Scala and Groovy: `Throwable.printStackTrace` and what logging layouts add to it. */
export const jvm: Recogniser = {
  marks: mark.at,
  anchors: (text) => text.includes('('),
  read,
};

const omitted =
  /^\s*(?:\.\.\. \d+ (?:more|trimmed|common frames omitted)|\.\.\. \d+ \w+ frames? (?:omitted|truncated)|(?:at )?[\b]{0,8}\(Coroutine boundary)/;
/** An error that was made anew on this side of a coroutine has no frames above its first boundary. */
const boundary = /\n[\t ]{0,20}at [\b]{0,8}\(Coroutine boundary[^\n]{0,40}$/;
const nested = /^(\s*)(?:Wrapped by: |(Caused by|Suppressed):(?: |$))/;
const circular = /^\s*(?:Caused by: |Suppressed: )?\[CIRCULAR REFERENCE:/;

function read(lines: readonly Line[], first: number, low: number): Found | null {
  if (!jvmFrame(lines[first]?.text ?? '')) return null;
  const named = jvmHeader(lines, first, low);
  const start = named?.line ?? first;
  const prefix = named ? (lines[start]?.text ?? '').slice(0, named.column) : '';
  const message = named?.message?.replace(boundary, '') ?? null;
  const errors: Draft[] = [draft('thrown', named?.type ?? null, message, null)];
  let wrapped = 0;
  /** How often frames went on behind lines that are none. */
  let resumptions = 0;
  let byLogback = false;
  const owners = new Owners();
  // The cut end of a trace may begin at a cause.
  let at = first;
  while (at < lines.length) {
    const text = behind(prefix, lines[at]?.text ?? '');
    const read = jvmFrame(text);
    const current = errors.at(-1) as Draft;
    byLogback ||= read ? text.endsWith(']') : text.includes(' common frames omitted');
    if (read) current.frames.push(read);
    else if (circular.test(text) || omitted.test(text)) {
      // Frames that are left out are not invented.
    } else {
      const opens = nested.exec(text);
      const header = opens ? headerIn(text.slice(opens[0].length)) : null;
      // Gradle breaks the line behind the colon.
      if (opens && text.trimEnd().endsWith(' by:') && at + 1 < lines.length) {
        const indent = indentOf(text);
        const below = headerIn(wholeOf(lines[at + 1]));
        const parent = owners.add(errors.length, indent, 'cause');
        errors.push(draft('cause', below?.type ?? null, below?.message ?? null, parent));
        at += 2;
        continue;
      }
      if (opens && (header || opens[2])) {
        const until = messageEnd(lines, at + 1, prefix);
        const rest = text.slice(opens[0].length);
        if (opens[2] === undefined) wrapped += 1;
        const message = header ? header.message : rest.trim();
        const indent = indentOf(opens[1] ?? '');
        const relation = opens[2] === 'Suppressed' ? 'suppressed' : 'cause';
        errors.push(
          draft(
            relation,
            header?.type ?? null,
            continued(message, lines, at + 1, until, prefix),
            owners.add(errors.length, indent, relation),
          ),
        );
        at = until;
        continue;
      }
      if (text.trim() === '' && /^\s*Caused by:$/.test(behind(prefix, lines[at + 1]?.text ?? ''))) {
        at += 1;
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
  // It writes so of an error without a message.
  if (byLogback) for (const error of errors) if (error.message === 'null') error.message = null;
  const ordered = wrapped > 0 && wrapped === errors.length - 1 ? outsideIn(errors) : errors;
  return { trace: { language: jvmLanguageOf(errors), errors: ordered }, start, end: at };
}

/** Logback can print the root cause first, and what wraps it below. */
function outsideIn(errors: readonly Draft[]): Draft[] {
  return [...errors].reverse().map((error, index) => ({
    ...error,
    relation: index === 0 ? 'thrown' : 'cause',
    parent: index === 0 ? null : index - 1,
  }));
}

/** The nearest header, or the uncaught error of a class whose name does not tell: `Declined: card`. */
function jvmHeader(lines: readonly Line[], first: number, low: number) {
  const nearest = headerAbove(lines, first, low);
  for (let at = first - 1; at >= Math.max(low, first - 20, (nearest?.line ?? -1) + 1); at -= 1) {
    const text = wholeOf(lines[at]);
    const thread = text.indexOf('Exception in thread "');
    const column =
      thread < 0 ? (at === first - 1 ? indentOf(text) : -1) : text.indexOf('" ', thread + 21) + 2;
    const found = column < 0 ? null : /^([\p{L}_$][\w$.]{0,300})(?:: ?([^]*))?$/u.exec(text.slice(column));
    const type = found?.[1] ?? '';
    if (!found || (thread < 0 && (nearest || !/^\p{Lu}[\w$]*$/u.test(type)))) continue;
    const message = continued(found[2]?.trim() ?? null, lines, at + 1, first, text.slice(0, column));
    return { type, message, column, line: at };
  }
  return nearest;
}

/** Who an error belongs to, told by indentation: a cause stands where its effect stands, a suppressed error deeper. */
class Owners {
  /** The errors that others can still belong to, each further right than the one before. */
  private readonly open: { readonly index: number; readonly indent: number }[] = [];

  /** Takes the error that is read next and returns the index of the one that it belongs to. */
  add(index: number, indent: number, relation: 'cause' | 'suppressed'): number {
    const isLeft = (own: number) => (relation === 'cause' ? own <= indent : own < indent);
    while (this.open.length > 0 && !isLeft(this.open.at(-1)?.indent ?? 0)) this.open.pop();
    const parent = this.open.at(-1)?.index ?? 0;
    if (this.open.at(-1)?.indent === indent) this.open.pop();
    this.open.push({ index, indent });
    return parent;
  }
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
export function jvmLanguageOf(errors: readonly Draft[]): string {
  for (const { frames } of errors) {
    const own = frames.find(({ function: name, line }) => line !== null && !platform.test(name ?? ''));
    if (own) return languageOfFile(own.file);
  }
  return languageOfFile(errors.find(({ frames }) => frames.length > 0)?.frames[0]?.file ?? '');
}

function languageOfFile(file: string): string {
  return languages[file.slice(file.lastIndexOf('.') + 1)] ?? 'java';
}
