import { blank, colon, dash, isDigit, less, openBracket, slash } from './letters';

/** Longer lines are data, not frames or headers; only this much of them is looked at. */
export const longest = 2_000;

/**
 * A line of output without what a logger, a container runtime or a mail program put in front of it: the characters
 * [from, to) of a source. They are copied out when they are asked for, as most frames are read where they stand.
 */
export class Line {
  private cut: string | null = null;

  constructor(
    readonly source: string,
    readonly from: number,
    readonly to: number,
    /** What a logger put in front: its level (`ERROR`), `stamp` for a time stamp without a level, empty for nothing. */
    readonly logged: string,
    /** Which line of the text it is, from 0. */
    readonly at: number,
    /** Where its first parenthesis opens; anywhere outside of it when it has none. */
    readonly open: number,
  ) {}

  get text(): string {
    return (this.cut ??= this.source.slice(this.from, this.end));
  }

  /** Where `text` ends in the source. */
  get end(): number {
    return this.to - this.from > longest ? this.from + longest : this.to;
  }

  /** All of the line, also when it is longer than what frames are looked for in: messages can be long. */
  get whole(): string {
    return this.to - this.from > longest ? this.source.slice(this.from, this.to) : this.text;
  }
}

/** Whether a line was logged for itself, when `anchor` is a line in the middle of a trace. */
export function isForeign(line: Line | undefined, anchor: Line | undefined): boolean {
  return line !== undefined && line.logged !== '' && line.logged !== anchor?.logged;
}

interface Stripped {
  readonly text: string;
  readonly logged: string;
  /** Who wrote the line, when the prefix says so (`api-1`, `pod/shop/api`): interleaved writers are told apart by it. */
  readonly source: string;
}

const source =
  /^(?:([A-Za-z][\w.-]{0,63})[ \t]{0,40}\|(?: |$)|\[((?:pod|container)\/[^\]\s]{1,200})\] ?|((?:app|heroku|router|worker|web)\[[\w.-]{1,60}\]): ?|\[(xUnit\.net) \d\d:\d\d:\d\d\.\d{1,7}\] ?)/;
const syslog =
  /^(?:<\d{1,3}>(?:1 )?)?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:\d\d)) ([\w.-]{1,80}) ([\w./-]{1,60}\[\d{1,9}\]): ?/;
const stamps = [
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?\]?(?: |\t|$)/,
  // Serilog puts its level into the brackets.
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: [A-Z]{3,5}\])?\]? /,
  /^\[(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})? \d{4}\] /,
  /^\[\d\d[-/][A-Z][a-z]{2}[-/]\d{4}[: ]\d\d:\d\d:\d\d(?: [A-Z][\w/+-]{1,30}| [+-]\d{4})?\] /,
  // Android's logcat, in both of its layouts.
  /^\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {1,4}(?:\d{1,6} {1,4}\d{1,6} [VDIWEFA] [\w.:$-]{1,60} {0,8}: |[VDIWEFA]\/[\w.:$-]{1,60} {0,8}\( {0,5}\d{1,6}\): )/,
  /^[VDIWEFA]\/[\w.:$-]{1,60} {0,8}(?:\( {0,5}\d{1,6}\))?: /,
  /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9} {1,7}\d{1,9} [\w.-]{1,80}:\d{1,6}\] /,
];
const level =
  /^(?:\[([A-Za-z]{3,8})\](?: |$)|(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)(?:[:|] ?| {1,2}))/;
/** What logging layouts print between the level and the message: process, thread, logger, a dash. */
const logger =
  /^ {0,2}(?:\d{1,8} --- )?(?:\[[^\]]{1,80}\] {1,2})?(?:[\w.$/-]{1,100} {1,2})?(?:- |: (?=\s*at ))/;
const escapes =
  /\u001b(?:\[[0-9;:?]{0,40}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)|[@-Z\\^_])|\u009b[0-9;:?]{0,40}[@-~]/g;

/** The line as it was, however long. */
export function wholeOf(line: Line | undefined): string {
  return line?.whole ?? '';
}

/** Removes colours and other terminal escapes. */
export function withoutEscapes(text: string): string {
  return text.includes('\u001b') || text.includes('\u009b') ? text.replace(escapes, '') : text;
}

/** Strips what is known to stand in front of a line: source, time stamp, level. Inner indentation stays. */
export function strip(line: string): Stripped {
  let text = line;
  let from = '';
  let logged = '';
  for (let round = 0; round < 5 && mayBeStripped(text, 0, isMarked(text)); round += 1) {
    const host = syslog.exec(text);
    if (host) {
      text = text.slice(host[0].length);
      from += `${host[1]} ${host[2]}`;
      continue;
    }
    const stamp = stampOf(text);
    if (stamp > 0) {
      text = text.slice(stamp);
      logged = 'stamp';
      continue;
    }
    const writer = text.includes('|') || text.includes('[') ? source.exec(text) : null;
    if (writer) {
      text = text.slice(writer[0].length);
      from += writer[1] ?? writer[2] ?? writer[3] ?? writer[4] ?? '';
      continue;
    }
    // A level without a time stamp is as likely a word of the message (`error: …`): it is noted, not stripped.
    const severity = level.exec(text);
    if (severity) {
      const stamped = logged === 'stamp';
      logged = severity[1] ?? severity[2] ?? 'stamp';
      if (stamped) {
        text = text.slice(severity[0].length);
        text = text.slice(logger.exec(text)?.[0].length ?? 0);
        break;
      }
    }
    break;
  }
  return { text, logged, source: from };
}

/**
 * A cheap first look at the line that begins at `from`: most lines of a trace begin with white space, and no prefix
 * does. A prefix has a digit, a bracket, a bar or a level's second capital soon, or ends at a colon. `isMarked` says
 * whether a bar or a bracket is in the line.
 */
export function mayBeStripped(text: string, from: number, isMarked: boolean): boolean {
  const first = text.charCodeAt(from);
  if (!(first > blank)) return false;
  if (first === openBracket || first === less) return true;
  // `10:00:00`, `11-21 10:00:00`, `2026-11-21`
  if (isDigit(first)) return isStamped(text.charCodeAt(from + 2)) || isStamped(text.charCodeAt(from + 4));
  const second = text.charCodeAt(from + 1);
  if (isMarked || isDigit(second) || second === slash || (second >= 65 && second <= 90)) return true;
  // `Nov 21 10:00:00`
  return text.charCodeAt(from + 3) === blank && first >= 65 && first <= 90;
}

function isMarked(text: string): boolean {
  return text.includes('|') || text.includes('[');
}

function isStamped(code: number): boolean {
  return code === colon || code === dash || code === slash;
}

function stampOf(text: string): number {
  const first = text.charCodeAt(0);
  if (!isDigit(first) && first !== openBracket && !/^[A-Z](?:\d|\/)/.test(text)) return 0;
  for (const pattern of stamps) {
    const found = pattern.exec(text);
    if (found) return found[0].length;
  }
  return 0;
}

/**
 * The rest of `text` behind a prefix like `prefix` (same characters, but any digits for digits and any amount of
 * white space for white space); the whole text when it does not begin like that.
 */
export function behind(prefix: string, text: string): string {
  if (prefix === '') return text;
  if (prefix.trim() === '') {
    let at = 0;
    while (at < prefix.length && (text[at] === ' ' || text[at] === '\t')) at += 1;
    return text.slice(at);
  }
  let p = 0;
  let t = 0;
  while (p < prefix.length) {
    if (isDigit(prefix.charCodeAt(p))) {
      if (!isDigit(text.charCodeAt(t))) return text;
      while (isDigit(prefix.charCodeAt(p))) p += 1;
      while (isDigit(text.charCodeAt(t))) t += 1;
    } else if (prefix[p] === text[t]) {
      p += 1;
      t += 1;
    } else return text;
  }
  return text.slice(t);
}
