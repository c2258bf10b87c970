import type { PrintedFrame } from '../../report/model';
import { draft, indentOf, toNumber, type Draft, type Found, type Recogniser } from '../text/found';
import { behind, wholeOf, type Line } from '../text/prefix';
import { mark } from '../text/marks';

/** Elixir: `** (Type) message` and its stack, exits with the error of another process inside, ExUnit. */
export const elixir: Recogniser = { marks: mark.star, anchors: (text) => text.includes('** ('), read };

const header = /\*\* \(([\w.:]{1,200}|EXIT from #PID<[\d.]{1,30}>)\) ?([^]*)$/;
const place =
  /^\s*(?:\(([\w-]{1,80})(?: [^()\s]{1,40})?\) )?(\S.{0,500}\.(?:ex|exs|erl|eex|heex|leex|yrl|xrl)|iex|nofile):(\d{1,9})?:? ?(.{1,500})$/;

/** `:erlang.binary_to_integer("x")`: a call into the runtime has its arguments, and no place. */
const unplaced =
  /^\s{4,}(?:\([\w-]{1,80} [^()\s]{1,40}\) )?(:?[A-Za-z_][\w.]{0,200}[.][\w+*/<>=!?-]{1,100})\(.{0,1000}\)$/;

function frameOf(text: string): PrintedFrame | null {
  const found = place.exec(text);
  if (!found) {
    const call = unplaced.exec(text);
    return call ? { function: call[1] ?? null, file: '', line: null, column: null } : null;
  }
  const called = found[4] ?? '';
  return { function: nameOf(called), file: found[2] ?? '', line: toNumber(found[3]), column: null };
}

/** A frame that is told for sure: its function has an arity. */
export function elixirCall(text: string): PrintedFrame | null {
  return /\/\d{1,3}$|: \((?:file|module|test)\)$/.test(text) ? frameOf(text) : null;
}

function nameOf(called: string): string | null {
  if (/^\((?:file|module|test)\)$/.test(called)) return null;
  // The call that failed can be printed with its arguments.
  const open = called.endsWith(')') ? called.indexOf('(') : -1;
  return open > 0 ? called.slice(0, open) : called;
}

function read(lines: readonly Line[], first: number): Found | null {
  const errors: Draft[] = [];
  const opening = wholeOf(lines[first]);
  const prefix = opening.slice(0, header.exec(opening)?.index ?? 0);
  if (!/^$|[\s\])>]$/.test(prefix)) return null;
  const stacks: { readonly error: Draft; readonly indent: number }[] = [];
  let at = first;
  let end = first;
  let last = first;
  while (at < Math.min(lines.length, last + 60)) {
    const text = behind(prefix, wholeOf(lines[at]));
    const found = header.exec(text);
    const indent = indentOf(text);
    if (found && (at === first || indent > 0)) {
      const wraps = found[1] === 'EXIT';
      if (!wraps) {
        const parent = errors.length === 0 ? null : errors.length - 1;
        const error = draft(
          parent === null ? 'thrown' : 'cause',
          found[1] ?? null,
          found[2]?.trim() || null,
          parent,
        );
        errors.push(error);
        stacks.push({ error, indent });
      } else goOn(errors.at(-1), text);
      last = at;
      at += 1;
      continue;
    }
    const frame = frameOf(text);
    if (frame) {
      // A frame further left than its error belongs to the error around it.
      while (stacks.length > 1 && (stacks.at(-1)?.indent ?? 0) >= indent) stacks.pop();
      stacks.at(-1)?.error.frames.push(frame);
      last = at;
      end = at += 1;
      continue;
    }
    const current = errors.at(-1);
    // ExUnit prints code and values between the message and the stack; a message of several lines goes on there.
    if (text.trim() === '' && end > first) break;
    if (end > first && !/^\s*\*\* \(/.test(text)) break;
    if (current && /^\s*(?:code|left|right|stacktrace|arguments|The following arguments):?/.test(text)) {
      at = skipToStack(lines, at, prefix);
      continue;
    }
    if (current?.frames.length === 0) {
      const line = text.slice(Math.min(indent, stacks.at(-1)?.indent ?? 0));
      current.message = `${current.message ?? ''}\n${line}`;
    }
    at += 1;
  }
  if (errors.every(({ frames }) => frames.length === 0)) return null;
  for (const error of errors) error.message = error.message?.trim() || null;
  return { trace: { language: 'elixir', errors }, start: first, end };
}

/** Why the other process is gone, as the runtime says it in the message; its own exception stands below it. */
function goOn(error: Draft | undefined, exit: string): void {
  if (error?.frames.length !== 0 || exit.trimEnd().endsWith('an exception was raised:')) return;
  error.message = `${error.message ?? ''}\n${exit}`;
}

function skipToStack(lines: readonly Line[], from: number, prefix: string): number {
  let at = from;
  while (at < Math.min(lines.length, from + 40) && !frameOf(behind(prefix, lines[at]?.text ?? ''))) at += 1;
  return at;
}
