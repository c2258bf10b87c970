import type { Node } from 'yaml';
import { type Read, type Weekday, readDays, readHours, usualDays, usualHours } from './hours';
import type { DaySpan, WorkingWeek } from './model';
import type { Tree } from './tree';

/** Hours as written: the same on every working day, or each weekday's own (an empty list for a day off). */
export type Hours =
  | { readonly kind: 'daily'; readonly spans: readonly DaySpan[] }
  | { readonly kind: 'weekly'; readonly week: WorkingWeek };

/** What holds for members that say nothing themselves. */
export interface Defaults {
  readonly hours: Hours;
  readonly days: readonly Weekday[] | null;
}

export const usual: Defaults = { hours: { kind: 'daily', spans: usualHours }, days: null };

/** The working week from hours and days. A week that names its weekdays needs no days; days then choose from it. */
export function weekFrom(hours: Hours, days: readonly Weekday[] | null): WorkingWeek {
  if (hours.kind === 'daily') return Object.fromEntries((days ?? usualDays).map((day) => [day, hours.spans]));
  if (days === null) return hours.week;
  return Object.fromEntries(days.flatMap((day) => (hours.week[day] ? [[day, hours.week[day]]] : [])));
}

/** Reads `hours`: `09:00-17:00`, a list of spans, or a map such as `{ mon-thu: 09:00-17:00, fri: off }`. */
export function hoursAt(tree: Tree, node: Node | null): Hours | null {
  const entries = tree.entries(node);
  if (!entries) {
    const spans = spansAt(tree, node);
    return spans && { kind: 'daily', spans };
  }
  const week: Partial<Record<Weekday, readonly DaySpan[]>> = {};
  for (const { key, keyNode, value } of entries) {
    const days = take(tree, keyNode, readDays(key));
    const off = tree.text(value) === 'off' || tree.items(value)?.length === 0;
    const spans = off ? [] : spansAt(tree, value, keyNode);
    for (const day of days ?? []) {
      if (week[day])
        tree.wrong(keyNode, `These hours are given twice for the same weekday. Keep one of the two.`);
      else if (spans) week[day] = spans;
    }
  }
  return {
    kind: 'weekly',
    week: Object.fromEntries(Object.entries(week).filter(([, spans]) => spans.length > 0)),
  };
}

/** Reads `days`: `mon-fri`, or a list of weekdays and ranges. */
export function daysAt(tree: Tree, node: Node | null): Weekday[] | null {
  const items = tree.items(node);
  if (items) {
    const days = items.flatMap((item) => textAt(tree, item, readDays, 'a weekday such as mon') ?? []);
    return [...new Set(days)].sort();
  }
  return textAt(tree, node, readDays, 'weekdays such as mon-fri');
}

function spansAt(tree: Tree, node: Node | null, place: Node | null = node): DaySpan[] | null {
  const items = tree.items(node);
  if (items) return items.flatMap((item) => textAt(tree, item, readHours, 'hours such as 09:00-17:00') ?? []);
  return textAt(tree, node, readHours, 'hours such as 09:00-17:00', place);
}

/** Reads a scalar with a reader of text; its sentence is noted at the node. Null when it is wrong. */
export function textAt<T>(
  tree: Tree,
  node: Node | null,
  read: (text: string) => Read<T>,
  expected: string,
  place: Node | null = node,
): T | null {
  const text = tree.text(node);
  if (text === null) {
    tree.wrong(node ?? place, `Write ${expected} here.`);
    return null;
  }
  return take(tree, node, read(text));
}

function take<T>(tree: Tree, node: Node | null, read: Read<T>): T | null {
  if ('wrong' in read) {
    tree.wrong(node, read.wrong, 'error', read.fixes);
    return null;
  }
  if (read.warning) tree.wrong(node, read.warning, 'warning', read.fixes);
  return read.value;
}
