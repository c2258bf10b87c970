import type { Plan } from './model';
import { plainText } from './plain';
import type { Line } from './sections';
import { timesIn } from './when';

/** The "If … then" plans of a note. `posted`: epoch milliseconds. */
export function plansOf(lines: readonly Line[], posted: number): Plan[] {
  return lines
    .filter(({ section, text }) => section === 'plans' || /^\*{0,2}if\b/i.test(text))
    .flatMap(({ text }) => plainText(text).split(/;\s{0,9}(?=if\b)/i))
    .flatMap((text) => planOf(text, posted) ?? []);
}

function planOf(text: string, posted: number): Plan | null {
  const lower = text.toLowerCase();
  const then = lower.search(/,? then\b/);
  if (!/^if\b/.test(lower) || then < 0) return null;
  const condition = text.slice(2, then).trim().replace(/,$/, '');
  const rest = text.slice(then).replace(/^,? then\b[:,]?\s{0,9}/i, '');
  const otherwise = rest.search(/[,;.]?\s(?:else|otherwise)\b/i);
  const action = (otherwise < 0 ? rest : rest.slice(0, otherwise)).trim().replace(/[.;,]$/, '');
  const other =
    otherwise < 0 ? null : rest.slice(otherwise).replace(/^[,;.]?\s(?:else|otherwise)\b[:,]?\s{0,9}/i, '');
  if (condition === '' || action === '') return null;
  const by = timesIn(condition, posted)[0]?.at ?? null;
  return { text, condition, action, otherwise: other === null ? null : other.replace(/[.;,]$/, ''), by };
}
