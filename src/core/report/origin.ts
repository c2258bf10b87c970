import type { Setting } from './settings';

/** Where the trace came from: what ran, as far as it is known. Everything is as it was found. */
export interface Origin {
  readonly kind: 'text' | 'terminal' | 'task' | 'test' | 'debug' | 'diagnostic';
  /** The command line as it was typed; null when it is not known. */
  readonly command: string | null;
  /** Absolute path of the folder that it ran in. */
  readonly directory: string | null;
  readonly exitCode: number | null;
  /** Of the task, the test, or the launch configuration. */
  readonly name: string | null;
  /** What the launch configuration sets that others would need. */
  readonly settings: readonly Setting[];
  /** An HTTP request that did it, such as `POST /refunds/r-17`. */
  readonly request: string | null;
}

export const unknownOrigin: Origin = {
  kind: 'text',
  command: null,
  directory: null,
  exitCode: null,
  name: null,
  settings: [],
  request: null,
};

/** Lines of a text that are looked at for a prompt or a request. */
const mostLines = 4_000;
const longestLine = 2_000;

const prompts: readonly RegExp[] = [
  /^(?:\([\w.-]{1,40}\) )?(?:[\w.-]{1,60}@[\w.-]{1,60}[: ][^$#%\n]{0,200})?[$%❯] (?<command>\S.*)$/u,
  /^PS [A-Za-z]:\\[^>\n]{0,200}> ?(?<command>\S.*)$/,
  /^[A-Za-z]:\\[^>\n]{0,200}>(?<command>\S.*)$/,
];
/** npm and its kin print the package and its script, then the command that it is. */
const scriptHead = /^> (?:@?[\w./-]{1,100}@\d[\w.-]{0,40} )?[\w:.-]{1,60}(?: [\w./-]{0,100})?$/;
const scriptLine = /^> (?<command>\S.{0,300})$/;
const servers: readonly RegExp[] = [
  /"(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?<path>\/[^\s"]{0,500}) HTTP\/[\d.]{1,3}" 5\d\d\b/,
  /\b(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?<path>\/[^\s"]{0,500})(?: HTTP\/[\d.]{1,3})?[ ,:-]{1,4}(?:status[=: ]{1,2})?5\d\d\b/,
  /^Internal Server Error: (?<path>\/\S{0,500})$/,
  /\bException on (?<path>\/\S{0,500}) \[(?<method>[A-Z]{3,7})\]/,
  /^Started (?<method>GET|POST|PUT|PATCH|DELETE) "(?<path>\/[^"]{0,500})"/,
];

/** What a text says of what ran: a prompt before the trace, the request that a server logged with it. */
export function originIn(text: string): Pick<Origin, 'command' | 'request'> {
  let command: string | null = null;
  let request: string | null = null;
  let before = '';
  // The part before the first frames matters most; a log may go on for ever.
  for (const raw of text.slice(0, 400_000).split('\n', mostLines)) {
    if (raw.length > longestLine) continue;
    const line = raw.replace(/\r$/, '');
    for (const prompt of prompts) {
      const found = prompt.exec(line)?.groups?.['command']?.trim();
      // The last prompt before the first trace is the one; what follows the trace came later.
      if (found !== undefined) command = found;
    }
    if (scriptHead.test(before)) command = scriptLine.exec(line)?.groups?.['command'] ?? command;
    before = line;
    for (const server of servers) {
      const groups = server.exec(line)?.groups;
      if (groups?.['path'] !== undefined) request = `${groups['method'] ?? 'GET'} ${groups['path']}`;
    }
    if (command !== null && /^\s+at \S|^Traceback \(most recent|^panic: |^thread '/.test(line)) break;
  }
  return { command, request };
}
