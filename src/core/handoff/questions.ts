import { partsOf } from '../draft/document';
import { escapeInline } from '../text/markdown';
import { oneLine } from '../text/visible';
import { nobodyNamed, takesOver } from './asking';
import type { Item, Lack } from './model';
import { nextPlaceholder, statePlaceholder } from './note';

/** What a draft could not find out: an item of it, and what only its author can add to that. */
export interface Ask {
  readonly item: string;
  readonly lacks: Lack;
}

/** A question that only the author can answer. `id` tells it from the others of its note. */
export interface Question {
  readonly id: string;
  readonly lacks: Lack | 'state' | 'nextAction';
  /** What it is about, as the note says it; empty for the two lines that open a note. */
  readonly about: string;
  /** Where the answer goes, from 1. */
  readonly line: number;
}

/** More would not be answered before going to sleep. */
export const mostQuestions = 3;

/** The more it would stop the reader, the earlier it is asked. */
const order: readonly Lack[] = ['cause', 'push', 'why', 'owner', 'deadEnd'];

function isLack(name: string): name is Lack {
  return order.some((each) => each === name);
}

export function asksOf(items: readonly Pick<Item, 'id' | 'lacks'>[]): Ask[] {
  const asks = items.flatMap(({ id, lacks }) => (lacks ? [{ item: id, lacks }] : []));
  return asks.sort((one, other) => order.indexOf(one.lacks) - order.indexOf(other.lacks)).slice(0, 20);
}

/**
 * What is still open in a note: at most three questions. One whose line its author changed or deleted since `base`, the
 * note as it was drafted, is answered; one of `skipped` is not asked again.
 */
export function openQuestions(
  note: string,
  base: string,
  asks: readonly { readonly item: string; readonly lacks: string }[],
  skipped: ReadonlySet<string>,
): Question[] {
  const lines = itemLines(note);
  const drafted = itemLines(base);
  const opening = openingQuestions(note);
  const asked = asks.flatMap(({ item, lacks }): Question[] => {
    const found = lines.get(item);
    // A newer Baton may ask what this one cannot.
    if (!isLack(lacks) || !found || found.text !== drafted.get(item)?.text) return [];
    return [{ id: `${item}-${lacks}`, lacks, about: bare(found.text), line: found.line }];
  });
  return [...opening, ...asked].filter(({ id }) => !skipped.has(id)).slice(0, mostQuestions);
}

/** The note with an answer where it belongs; unchanged when the question is none of the note's any more. */
export function withAnswer(note: string, question: Question, answer: string): string {
  const said = oneLine(answer.replace(/<!--|-->/g, '')).slice(0, 2_000);
  if (said === '') return note;
  const lines = note.split('\n');
  const line = lines[question.line - 1];
  if (line === undefined) return note;
  const end = line.endsWith('\r') ? '\r' : '';
  lines[question.line - 1] = answered(line.slice(0, line.length - end.length), question.lacks, said) + end;
  return lines.join('\n');
}

function answered(line: string, lacks: Question['lacks'], said: string): string {
  if (lacks === 'state') return line.replace(statePlaceholder, () => said);
  if (lacks === 'nextAction') return line.replace(nextPlaceholder, () => said);
  const mark = / ?<!-- b:[0-9a-z]{1,20} -->\s*$/.exec(line);
  const text = mark ? line.slice(0, mark.index) : line;
  return `${withFact(text, lacks, said)}${mark?.[0] ?? ''}`;
}

function withFact(text: string, lacks: Lack, said: string): string {
  const sentence = /[.!?…]$/.test(text) ? text : `${text}.`;
  switch (lacks) {
    case 'cause':
      return `${sentence} Cause: ${said}`;
    case 'push':
      return `${sentence} ${said}`;
    case 'why':
      return `${text.replace(/\.$/, '')}, because ${said.replace(/^because\s+/i, '')}`;
    // Whoever says why it did not work confirms that it did not.
    case 'deadEnd':
      return `${confirmed(text).replace(/\.$/, '')}: ${said}`;
    case 'owner': {
      const name = escapeInline(said.replace(/^(?:→|->)?\s*@?/, ''), 80);
      const answerNeeded = ' Answer needed by ';
      const next = text.lastIndexOf(takesOver);
      const arrow = next < 0 ? -1 : text.lastIndexOf(' → ', next);
      if (arrow >= 0) return `${text.slice(0, arrow)} → ${name}${text.slice(next + takesOver.length)}`;
      const at = text.lastIndexOf(answerNeeded);
      if (at < 0) return `${text} → ${name}`;
      const head = text.slice(0, at).replace(/\.$/, '');
      return `${head} → ${name}, by ${text.slice(at + answerNeeded.length).replace(nobodyNamed, '')}`;
    }
  }
}

/** A line that its author confirms: what Baton concluded is declared from then on. */
export function confirmed(line: string): string {
  return line.replace(/^(\s*[-*+] +)\*inferred:\* /, '$1');
}

function openingQuestions(note: string): Question[] {
  const lines = note.split(/\r?\n/);
  const asked = [
    { id: 'state', lacks: 'state', placeholder: statePlaceholder },
    { id: 'next-action', lacks: 'nextAction', placeholder: nextPlaceholder },
  ] as const;
  return asked.flatMap(({ id, lacks, placeholder }) => {
    const line = lines.findIndex((each) => each.includes(placeholder)) + 1;
    return line > 0 ? [{ id, lacks, about: '', line }] : [];
  });
}

/** The lines that tell an item, and where each stands. */
function itemLines(note: string): Map<string, { readonly text: string; readonly line: number }> {
  const found = new Map<string, { text: string; line: number }>();
  let line = 0;
  for (const { heading, lines } of partsOf(note.replace(/\r\n/g, '\n'))) {
    if (heading !== null) line++;
    for (const { id, text } of lines) {
      line++;
      if (id !== null && !found.has(id)) found.set(id, { text: text.trimEnd(), line });
    }
  }
  return found;
}

/** What a line says, without its list sign and what rides along unseen. */
function bare(text: string): string {
  return text
    .replace(/ ?<!-- b:[0-9a-z]{1,20} -->$/, '')
    .replace(/^\s*[-*+] +/, '')
    .replace(/^\*inferred:\* /, '');
}
