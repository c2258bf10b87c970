import { fence } from '../text/markdown';
import type { MappedFrame } from '../trace/map';
import { leftOutLine } from '../trace/text/leftOut';
import type { ReportFacts } from './facts';
import type { Relation, TracedError } from './model';
import { nameOf } from './title';

const words: Readonly<Record<Relation, string>> = {
  thrown: '',
  cause: 'caused by ',
  suppressed: 'suppressed: ',
  member: 'member: ',
};

/** More in-app frames of one error than this are counted instead of shown. */
const mostShown = 5;
const mostErrors = 4;
/** In the folded text there is room for more. */
const mostWhole = 20;
/** A body on GitHub has 65,536 characters at most, and the trace is not all of it. */
const longestWhole = 20_000;
const mostFolded = 120;

type Say = (text: string, limit?: number) => string;

/** The errors with their in-app frames; the library's are only counted here. */
export function traceList({ trace }: ReportFacts, say: Say, code: Say): string {
  const folded = trace.errors.flatMap(({ frames }) => frames).filter(({ inApp }) => !inApp).length;
  const heading =
    folded === 0
      ? '**Trace**'
      : `**Trace** (in-app; ${folded} library ${folded === 1 ? 'frame' : 'frames'} folded)`;
  const lines = trace.errors.slice(0, mostErrors).map((error) => {
    const own = runs(error.frames.filter(({ inApp }) => inApp));
    const shown = own.slice(0, mostShown).map(({ frame, times }) => {
      const name = frame.function === null ? '' : `${code(frame.function, 120)} `;
      const line = frame.mappedLine ?? frame.line;
      const place = code(`${frame.path ?? frame.file}${line === null ? '' : `:${line}`}`);
      return `${name}${place}${times > 1 ? ` (${times} times)` : ''}`;
    });
    const more = own.length > mostShown ? ` ← ${own.length - mostShown} more` : '';
    const at = shown.length === 0 ? '' : ` at ${shown.join(' ← ')}${more}`;
    return `- ${words[error.relation]}${say(nameOf(error))}${at}`;
  });
  if (trace.errors.length > mostErrors) lines.push(`- and ${trace.errors.length - mostErrors} more errors`);
  const cut = trace.omitted ? [leftOutLine(trace.omitted)] : [];
  return [heading, ...cut, ...lines].join('\n');
}

/** Consecutive calls of the same place, counted. */
function runs(frames: readonly MappedFrame[]): { readonly frame: MappedFrame; readonly times: number }[] {
  const found: { frame: MappedFrame; times: number }[] = [];
  for (const frame of frames) {
    const last = found.at(-1);
    if (
      last &&
      last.frame.function === frame.function &&
      last.frame.path === frame.path &&
      last.frame.line === frame.line
    )
      last.times += 1;
    else found.push({ frame, times: 1 });
  }
  return found;
}

/** The folded trace of a report: the block's fence, and what it holds. */
export const foldedTrace =
  /<details><summary>All \d{1,9} (?:kept )?frames?, innermost call first<\/summary>\n\n(`{3,})text\n([^]{0,40000}?)\n\1\n\n<\/details>/;

/** Every frame, folded away. */
export function wholeTrace({ trace }: ReportFacts, redact: (text: string) => string): string | null {
  const count = trace.errors.reduce((sum, { frames }) => sum + frames.length, 0);
  if (count === 0) return null;
  const frames = `${trace.omitted ? 'kept ' : ''}${count === 1 ? 'frame' : 'frames'}`;
  const whole = redact(trace.errors.slice(0, mostWhole).map(printed).join('\n'));
  const text =
    whole.length <= longestWhole ? whole : `${whole.slice(0, whole.lastIndexOf('\n', longestWhole))}\n    …`;
  return `<details><summary>All ${count} ${frames}, innermost call first</summary>\n\n${fence(text, 'text')}\n\n</details>`;
}

function printed(error: TracedError<MappedFrame>): string {
  const name = [error.type, error.message?.slice(0, 2_000)].filter((part) => part).join(': ');
  const lines = error.frames.slice(0, mostFolded).map((frame) => {
    const { function: called, file, path, line, column, mappedLine, mappedColumn } = frame;
    // The own code's place in the repository: where it lay on somebody's disk says nothing to others.
    const place = (path === null ? [file, line, column] : [path, mappedLine, mappedColumn])
      .filter((part) => part !== null)
      .join(':')
      .slice(0, 400);
    return `    at ${called === null ? place : `${called.slice(0, 300)} (${place})`}`;
  });
  if (error.frames.length > mostFolded) lines.push(`    … ${error.frames.length - mostFolded} more frames`);
  return [`${words[error.relation]}${name}`, ...lines].join('\n');
}
