import { exceptionLine } from '../languages/pythonLine';
import { indentOf } from '../text/found';
import type { Family, Shape } from './shape';
import type { Strand } from './strand';

/** Whose turn it is: the one that waits longest when lines come in turns, else the one that spoke last. */
export function whoseTurn(those: readonly Strand[], inTurns: boolean): Strand | null {
  const order = inTurns ? 1 : -1;
  return [...those].sort((one, other) => order * (one.last - other.last))[0] ?? null;
}

/** Which of several traces of one dialect a call is of, as far as that is known. */
export function chosen(
  { family, number, called }: Shape,
  those: readonly Strand[],
  inTurns: boolean,
): Strand | null {
  if (number !== null) {
    const next = those.filter((each) => each.follows(number));
    return next.length > 0 || number === 0 ? whoseTurn(next, inTurns) : (those.at(-1) ?? null);
  }
  if (family !== 'python') return those.at(-1) ?? null;
  const going = those.filter(({ ended }) => !ended);
  const ready = going.filter(({ half }) => !half);
  const fresh = going.filter(({ frames }) => frames === 0);
  if (called === '<module>' && fresh.length > 0) return fresh[0] ?? null;
  // The line of code that is shown of a call names what it calls.
  const calling = ready.filter(({ code }) => called !== null && code.includes(`${called}(`));
  return calling.length === 1 ? (calling[0] ?? null) : whoseTurn(ready.length > 0 ? ready : going, inTurns);
}

/** Which of several tracebacks ends with a line that names an error: the one whose code raises it. */
export function raising(text: string, open: readonly Strand[], inTurns: boolean): Strand | null {
  const type = exceptionLine(text.trim())?.type;
  if (type === undefined) return null;
  const those = open.filter(
    ({ family, frames, half, ended, opening }) =>
      family === 'python' && frames > 0 && !half && !ended && indentOf(opening.text) >= indentOf(text),
  );
  const sure = those.filter(({ code }) => code.includes(type.slice(type.lastIndexOf('.') + 1)));
  return sure.length === 1 ? (sure[0] ?? null) : whoseTurn(those, inTurns);
}

/** Whether an error's name is one of a dialect: Java's and .NET's have dots, JavaScript's have none. */
export function mayName(text: string, family: Family | null, others: number): boolean {
  const name = /(?:^|\s)((?:[\p{L}_$][\p{L}\p{N}_$]*\.)+)\p{Lu}/u.exec(text)?.[1];
  if (family === 'csharp') return name === undefined || /^\p{Lu}/u.test(name);
  if (family === 'jvm') return name === undefined ? others === 0 : /^\p{Ll}/u.test(name);
  return (family === 'v8' || family === 'ruby' || family === 'dart') && name === undefined;
}
