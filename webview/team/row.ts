import type { Span, TeamRow, TeamViewModel } from '../../src/protocol';
import { linkButton } from '../controls';
import { element, setAttribute, setText } from '../element';
import type { Baton } from '../model/baton';
import { bandOf, type Axis } from '../model/axis';
import { rowText } from '../model/row';

/** One teammate's row: built once, then only what differs is touched. */
export interface RowView {
  readonly id: string;
  readonly node: HTMLLIElement;
  show(model: TeamViewModel, row: TeamRow, baton: Baton, at: number): void;
  showBand(axis: Axis, row: TeamRow): void;
  /** The sentence that a screen reader gets, brought up to date. */
  speak(): void;
}

export function createRow(id: string, open: (id: string) => void): RowView {
  const avatar = element('span', 'avatar');
  const name = element('span', 'name');
  const pill = element('span', 'pill');
  const duty = element('span', 'duty', 'on call');
  const time = element('span', 'time');
  const weekday = element('span', 'weekday');
  const shape = element('span', 'shape');
  const doing = element('span', 'doing');
  const difference = element('span', 'difference');
  const spans = element('span', 'spans');
  const band = element('span', 'band', spans, element('span', 'now'));
  const face = element(
    'div',
    'face',
    avatar,
    element('span', 'who', name, pill, duty),
    element('span', 'when', time, weekday),
    element('span', 'state', shape, doing),
    difference,
    band,
  );
  // A screen reader gets the whole row as one sentence instead of its pieces.
  face.setAttribute('aria-hidden', 'true');
  // The row itself takes Enter, so that all rows stay one tab stop; the button is for pointers and screen readers.
  const ask = linkButton('Ask…', () => open(id));
  ask.classList.add('ask');
  ask.tabIndex = -1;
  const node = element('li', 'row', face, ask);
  node.tabIndex = -1;
  node.dataset['id'] = id;
  let sentence = '';
  let lastState = '';

  const speak = () => setAttribute(node, 'aria-label', sentence);
  const show: RowView['show'] = (model, row, baton, at) => {
    const text = rowText(row, model, baton, at);
    setText(avatar, row.initials);
    setText(ask, row.isMe ? 'More…' : 'Ask…');
    setAttribute(ask, 'aria-label', row.isMe ? 'More about you' : `Ask ${row.name}`);
    setText(name, text.name);
    setAttribute(name, 'title', row.isMe ? row.name : null);
    setText(pill, text.pill?.text ?? '');
    pill.hidden = text.pill === null;
    setAttribute(pill, 'data-kind', text.pill?.kind ?? null);
    duty.hidden = !text.onCall;
    setText(time, text.time);
    setText(weekday, text.weekday);
    setAttribute(time, 'title', row.zone);
    setText(doing, text.doing);
    setText(difference, text.difference);
    setAttribute(node, 'data-state', text.state);
    setAttribute(node, 'data-next', text.pill?.kind === 'next' ? '' : null);
    sentence = text.sentence;
    // The minute must not make a screen reader speak: while the row has the focus, only a change of state may.
    const state = `${text.state} ${text.pill?.kind ?? ''}`;
    if (document.activeElement !== node || state !== lastState) speak();
    lastState = state;
  };
  return { id, node, show, speak, showBand: (axis, row) => fill(spans, axis, row.work ?? []) };
}

function fill(spans: HTMLElement, axis: Axis, work: readonly Span[]): void {
  spans.replaceChildren(
    ...bandOf(axis, work).map(({ from, size }) => {
      const piece = element('span', 'span');
      piece.style.setProperty('inset-inline-start', `${from}%`);
      piece.style.setProperty('inline-size', `${size}%`);
      return piece;
    }),
  );
}
