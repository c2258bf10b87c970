import { eitherWay, opensPlan, planOf as said, plansApart } from '../handoff/plan';
import type { Plan } from './model';
import { plainText } from './plain';
import type { Line } from './sections';
import { timesIn } from './when';

/** The "If … then" plans of a note, in any of the languages in which one can be drafted. `posted`: epoch milliseconds. */
export function plansOf(lines: readonly Line[], posted: number): Plan[] {
  return lines
    .filter(isPlan)
    .flatMap(({ text }) => plansApart(plainText(text)))
    .flatMap((text) => planOf(text, posted) ?? []);
}

/** Whether a line says what may come: under its heading, or by how it opens. */
export function isPlan({ section, text }: Line): boolean {
  if (section === 'plans' || /^\*{0,2}if\b/i.test(text)) return true;
  // In other languages the word may open any sentence: only one that stands out, as a draft has it, opens a plan.
  const bold = /^\*\*([^*\n]{1,20})\*\*\s/.exec(text)?.[1];
  return bold !== undefined && opensPlan(bold);
}

function planOf(text: string, posted: number): Plan | null {
  const found = english(text) ?? said(text);
  if (!found) return null;
  const condition = found.condition.trim().replace(/[,，、]$/, '');
  const { action: first, otherwise } = eitherWay(found.action.trim());
  const action = withoutEnd(first.trim());
  if (condition === '' || action === '') return null;
  const by = timesIn(condition, posted)[0]?.at ?? null;
  return { text, condition, action, otherwise: otherwise === null ? null : withoutEnd(otherwise), by };
}

/** A condition may have a comma in it: what comes before the second word is all of it. */
function english(text: string): { readonly condition: string; readonly action: string } | null {
  const then = text.search(/,? then\b/i);
  if (!/^if\b/i.test(text) || then < 0) return null;
  return {
    condition: text.slice(2, then),
    action: text.slice(then).replace(/^,? then\b[:,]?\s{0,9}/i, ''),
  };
}

function withoutEnd(said: string): string {
  return said.replace(/[.;,。；，]$/, '');
}
