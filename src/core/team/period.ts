import type { Node } from 'yaml';
import { dayOfIso } from '../time/rules';
import type { Read } from './hours';
import type { Leave } from './model';
import type { Tree } from './tree';
import { textAt } from './week';

/** `leave` and `on-call`: a date, `2026-12-24 – 2027-01-02`, `{ from, to }`, or a list of these. */
export function periodsAt(tree: Tree, node: Node | null): Leave[] | null {
  return (tree.items(node) ?? [node]).flatMap((item) => periodAt(tree, item) ?? []);
}

function periodAt(tree: Tree, node: Node | null): Leave | null {
  const entries = tree.entries(node);
  if (!entries) return textAt(tree, node, readPeriod, 'a date such as 2026-12-24');
  const found: { from?: string; to?: string } = {};
  for (const { key, keyNode, value } of entries) {
    if (key !== 'from' && key !== 'to') {
      tree.wrong(keyNode, `"${key.slice(0, 40)}" is not a key of a period. Write from and to.`, 'warning');
      continue;
    }
    const date = textAt(tree, value, readDate, 'a date such as 2026-12-24', keyNode);
    if (date === null) return null;
    found[key] = date;
  }
  const { from, to = from } = found;
  if (from === undefined || to === undefined) {
    tree.wrong(node, 'This period does not say from when. Write { from: 2026-12-24, to: 2027-01-02 }.');
    return null;
  }
  if (to < from) {
    tree.wrong(node, `This period ends (${to}) before it starts (${from}). Swap the two.`);
    return null;
  }
  return { from, to };
}

/** Reads `2026-12-24` or `2026-12-24 – 2027-01-02`. */
export function readPeriod(text: string): Read<Leave> {
  const match = text.length > 60 ? null : /^(\S+?)(?: ?(?:\.\.|–| - | to |\/) ?(\S+))?$/.exec(text);
  const from = readDate(match?.[1] ?? text);
  if ('wrong' in from) return from;
  const to = match?.[2] === undefined ? from : readDate(match[2]);
  if ('wrong' in to) return to;
  if (to.value < from.value) return { wrong: `"${text}" ends before it starts. Swap the two dates.` };
  return { value: { from: from.value, to: to.value } };
}

export function readDate(text: string): Read<string> {
  if (dayOfIso(text) !== null) return { value: text };
  return { wrong: `"${text.slice(0, 40)}" is not a date. Write it as 2026-12-24.` };
}
