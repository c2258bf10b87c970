import { withoutAge } from '../handoff/age';
import type { Question } from './model';
import { likeness, plainText } from './plain';
import type { Line } from './sections';
import { timesIn } from './when';

const day = 86_400_000;

/** What a note asks or is blocked by. `posted`: epoch milliseconds. */
export function questionsOf(lines: readonly Line[], posted: number): Question[] {
  return lines
    .filter(({ section }) => section === 'blocked')
    .map(({ text }) => questionOf(text, posted))
    .filter(({ key }) => key !== '');
}

function questionOf(markdown: string, posted: number): Question {
  const plain = plainText(withoutAge(markdown));
  const arrow = plain.indexOf(' → ');
  const told = arrow < 0 ? null : ownerIn(plain.slice(arrow + 3));
  const answerBy = timesIn(plain, posted)[0]?.at ?? null;
  const said = withoutPlace(arrow < 0 ? beforeDeadline(plain) : plain.slice(0, arrow));
  const days = Number(/\bOpen (\d{1,4}) days?\b/.exec(plainText(markdown))?.[1] ?? 0);
  return {
    key: likeness(said),
    text: said,
    owner: told,
    since: posted - days * day,
    answerBy,
    asks: said.includes('?') || told !== null || answerBy !== null,
  };
}

/** `lisbon-dev, by Fri 10:00 …` → `lisbon-dev`. */
function ownerIn(rest: string): string | null {
  const end = rest.search(/[,;(]| by |\.(?:\s|$)/);
  const name = (end < 0 ? rest : rest.slice(0, end)).trim().replace(/^@/, '');
  return name === '' || name.length > 100 ? null : name;
}

function beforeDeadline(plain: string): string {
  const end = plain.search(/ (?:Answer needed by|by (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)) /);
  return (end < 0 ? plain : plain.slice(0, end)).trim();
}

/** Without `(lib/ledger.js:7)` at the end, which moves while the question stays. */
function withoutPlace(said: string): string {
  const trimmed = said.trim();
  const start = trimmed.endsWith(')') ? trimmed.lastIndexOf(' (') : -1;
  return start > 0 ? trimmed.slice(0, start) : trimmed;
}
