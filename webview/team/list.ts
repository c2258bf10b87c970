import type { TeamViewModel } from '../../src/protocol';
import { element } from '../element';
import type { Axis } from '../model/axis';
import type { Baton } from '../model/baton';
import { shownRows } from '../model/choice';
import { orderAt } from '../model/order';
import { createRow, type RowEvents, type RowView } from './row';

/** The teammates: one tab stop, arrow keys inside it. */
export interface TeamList {
  readonly node: HTMLUListElement;
  /** `sort`: false while a person tries other times, so that rows do not run away under the pointer. */
  show(model: TeamViewModel, baton: Baton, axis: Axis, at: number, sort: boolean): void;
  /** Lists the rows that have a text in them; from the next `show` on. */
  filter(text: string): void;
}

export function createList(events: RowEvents): TeamList {
  const node = element('ul', 'rows');
  node.setAttribute('aria-label', 'Teammates');
  // Safari and VoiceOver drop the role of a list without bullets.
  node.setAttribute('role', 'list');
  const views = new Map<string, RowView>();
  let shown: { model: TeamViewModel; axis: Axis } | null = null;
  let order: readonly string[] = [];
  let wanted = '';
  let isFiltered = false;

  const moveTo = (view: RowView | undefined, focus: boolean) => {
    if (!view) return;
    for (const each of views.values()) each.node.tabIndex = each === view ? 0 : -1;
    if (focus) view.node.focus();
  };
  const current = () => order.findIndex((id) => views.get(id)?.node.tabIndex === 0);

  node.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && event.target instanceof HTMLLIElement)
      return events.onOpen(event.target.dataset['id'] ?? '');
    const last = order.length - 1;
    const from = current();
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(last, from + 1),
      ArrowUp: Math.max(0, from - 1),
      PageDown: Math.min(last, from + 10),
      PageUp: Math.max(0, from - 10),
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    moveTo(views.get(order[target] ?? ''), true);
  });
  node.addEventListener('focusin', (event) => {
    const row = event.target instanceof HTMLElement ? views.get(event.target.dataset['id'] ?? '') : undefined;
    row?.speak();
    moveTo(row, false);
  });

  const show: TeamList['show'] = (model, baton, axis, at, sort) => {
    const isNew = model !== shown?.model;
    const keep = new Set(model.rows.map((row) => row.id));
    for (const [id, view] of views) {
      if (keep.has(id)) continue;
      view.node.remove();
      views.delete(id);
    }
    for (const row of model.rows) {
      const view = views.get(row.id) ?? createRow(row.id, events);
      views.set(row.id, view);
      if (isNew || shown?.axis.start !== axis.start) view.showBand(axis, row, model);
      view.show(model, row, baton, at);
    }
    // A row that has the focus stays where it is: moving it would take the focus away.
    if (isNew || isFiltered || (sort && !node.contains(document.activeElement))) arrange(model, at);
    isFiltered = false;
    shown = { model, axis };
  };

  const arrange = (model: TeamViewModel, at: number) => {
    const listed = new Set(shownRows(model, wanted));
    const next = orderAt(model, at)
      .filter((row) => listed.has(row))
      .map((row) => row.id);
    if (next.length === order.length && next.every((id, index) => id === order[index])) return;
    const focused = node.contains(document.activeElement) ? order[current()] : undefined;
    order = next;
    node.replaceChildren(...order.flatMap((id) => views.get(id)?.node ?? []));
    moveTo(views.get(focused ?? order[0] ?? ''), focused !== undefined);
  };
  const filter = (text: string) => {
    isFiltered = text !== wanted;
    wanted = text;
  };
  return { node, show, filter };
}
