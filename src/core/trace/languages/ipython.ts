import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { behind, wholeOf, type Line } from '../text/prefix';
import { exceptionLine } from './pythonLine';
import { mark } from '../text/marks';

/** IPython's and Jupyter's tracebacks: the code around each call, an arrow at its line, the error at both ends. */
export const ipython: Recogniser = {
  marks: mark.traceback,
  anchors: (text) => text.includes('  Traceback (') && opening.test(text),
  read,
};

const opening = /([\p{L}_][\w.]{0,200}) {2,120}Traceback \(most recent call last\)\s*$/u;
const joint =
  /^(?:The above exception was the direct cause of|During handling of the above exception, another exception occurred)/;
const placed =
  /^(?:File (.{1,500}):(\d{1,9})|((?:Cell|Input) In ?\[\d{1,6}\]), line (\d{1,9}))(?:, in (.{1,500}))?$/;
/** Before IPython 8 the line is told by the arrow alone. */
const old =
  /^(?:((?:Cell|Input) In ?\[\d{1,6}\])|(<ipython-input-[^>\s]{1,80}>|(?:~|\/|[A-Za-z]:\\|\.)\S{0,500}\.py)),? in (.{1,500})$/;

function read(lines: readonly Line[], first: number): Found | null {
  const text = lines[first]?.text ?? '';
  const prefix = text.slice(0, opening.exec(text)?.index ?? 0);
  const chain: Draft[] = [];
  let end = first;
  for (let at = first; ;) {
    const link = readLink(lines, at, prefix);
    if (!link) break;
    chain.unshift(link.error);
    at = end = link.end;
    const next = (): string => behind(prefix, wholeOf(lines[at]));
    while (at < Math.min(lines.length, end + 3) && next().trim() === '') at += 1;
    if (!joint.test(next())) break;
    at += 1;
    while (at < Math.min(lines.length, end + 8) && next().trim() === '') at += 1;
    if (!opening.test(next())) break;
  }
  if (chain.every(({ frames }) => frames.length === 0)) return null;
  const errors = chain.map((error, index): Draft => ({
    ...error,
    relation: index === 0 ? 'thrown' : 'cause',
    parent: index === 0 ? null : index - 1,
  }));
  return { trace: { language: 'python', errors }, start: first, end };
}

function readLink(lines: readonly Line[], from: number, prefix: string) {
  const type = opening.exec(lines[from]?.text ?? '')?.[1] ?? '';
  const error = draft('thrown', type, null, null);
  for (let at = from + 1; at < lines.length; at += 1) {
    const text = behind(prefix, wholeOf(lines[at]));
    const frame = frameOf(text);
    const arrow = /^-{1,12}> (\d{1,9})(?: |$)/.exec(text);
    const [inner] = error.frames;
    if (frame) error.frames.unshift(frame);
    else if (arrow && inner?.line === null) error.frames[0] = { ...inner, line: toNumber(arrow[1]) };
    else if (text.trim() !== '' && !/^(?:\s|-{2,}>|\d)/.test(text)) {
      const named = exceptionLine(text);
      // The line above the first frame says the short name, the last one the whole.
      if (!named || !`.${named.type}`.endsWith(`.${type.split('.').at(-1) ?? ''}`)) return null;
      const message = [named.message ?? ''];
      let end = at + 1;
      for (; end < lines.length && message.length < 200; end += 1) {
        const more = behind(prefix, wholeOf(lines[end]));
        if (more.trim() === '' || /^(?:In \[|-{20,})/.test(more)) break;
        message.push(more);
      }
      error.type = named.type;
      error.message = message.join('\n').trim() || null;
      return { error, end };
    }
  }
  return null;
}

function frameOf(text: string): PrintedFrame | null {
  const found = placed.exec(text);
  const before = found ? null : old.exec(text);
  if (!found && !before) return null;
  const called = found?.[5] ?? before?.[3] ?? null;
  const open = called?.indexOf('(') ?? -1;
  return {
    function: called !== null && open > 0 ? called.slice(0, open) : called,
    file: found?.[1] ?? found?.[3] ?? before?.[1] ?? before?.[2] ?? '',
    line: toNumber(found?.[2] ?? found?.[4]),
    column: null,
  };
}
