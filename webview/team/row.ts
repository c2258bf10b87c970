import type { TeamRow, TeamViewModel } from '../../src/protocol';
import { linkButton } from '../controls';
import { element, setAttribute, setText } from '../element';
import type { Baton } from '../model/baton';
import type { Axis } from '../model/axis';
import { rowText } from '../model/row';
import { fillBand } from './bands';

/** One teammate's row: built once, then only what differs is touched. */
export interface RowView {
  readonly id: string;
  readonly node: HTMLLIElement;
  show(model: TeamViewModel, row: TeamRow, baton: Baton, at: number): void;
  showBand(axis: Axis, row: TeamRow, model: TeamViewModel): void;
  /** The sentence that a screen reader gets, brought up to date. */
  speak(): void;
}

export interface RowEvents {
  readonly onOpen: (id: string) => void;
  readonly onDeclare: (id: string) => void;
}

export function createRow(id: string, { onOpen, onDeclare }: RowEvents): RowView {
  const initials = element('span', 'initials');
  const avatar = element('span', 'avatar', initials);
  const name = element('span', 'name');
  const pill = element('span', 'pill');
  const duty = element('span', 'duty', 'on call');
  const pin = element('span', 'pin', 'pinned');
  const time = element('span', 'time');
  const weekday = element('span', 'weekday');
  const shape = element('span', 'shape');
  const doing = element('span', 'doing');
  const difference = element('span', 'difference');
  const note = element('span', 'note');
  const spans = element('span', 'spans');
  const band = element('span', 'band', spans, element('span', 'now'));
  const face = element(
    'div',
    'face',
    avatar,
    element('span', 'who', name, pill, duty, pin),
    element('span', 'when', time, weekday),
    element('span', 'state', shape, doing),
    difference,
    band,
    note,
  );
  // A screen reader gets the whole row as one sentence instead of its pieces.
  face.setAttribute('aria-hidden', 'true');
  // The row itself takes Enter, so that all rows stay one tab stop; the button is for pointers and screen readers.
  const ask = linkButton('Ask…', () => onOpen(id));
  const declare = linkButton('Declare', () => onDeclare(id));
  ask.tabIndex = -1;
  declare.tabIndex = -1;
  const node = element('li', 'row', face, element('span', 'rowActions', declare, ask));
  node.tabIndex = -1;
  node.dataset['id'] = id;
  let sentence = '';
  let lastState = '';

  const speak = () => setAttribute(node, 'aria-label', sentence);
  const show: RowView['show'] = (model, row, baton, at) => {
    const text = rowText(row, model, baton, at);
    setText(initials, row.initials);
    showPicture(avatar, row.avatar);
    setText(ask, row.isMe ? 'More…' : 'Ask…');
    setAttribute(ask, 'aria-label', row.isMe ? 'More about you' : `Ask ${row.name}`);
    declare.hidden = !row.canDeclare;
    setAttribute(declare, 'aria-label', `Declare the time zone of ${row.isMe ? 'you' : row.name}`);
    setText(name, text.name);
    // What is cut off in a narrow side bar can be had by pointing at it.
    setAttribute(name, 'title', row.name);
    setText(pill, text.pill?.text ?? '');
    pill.hidden = text.pill === null;
    setAttribute(pill, 'data-kind', text.pill?.kind ?? null);
    duty.hidden = !text.onCall;
    pin.hidden = !text.pinned;
    setText(time, text.time);
    setText(weekday, text.weekday);
    setAttribute(time, 'title', row.zone);
    setText(doing, text.doing);
    setText(difference, text.difference);
    setText(note, text.note);
    note.hidden = text.note === '';
    setAttribute(node, 'data-state', text.state);
    setAttribute(node, 'data-next', text.pill?.kind === 'next' ? '' : null);
    sentence = text.sentence;
    // The minute must not make a screen reader speak: while the row has the focus, only a change of state may.
    const state = `${text.state} ${text.pill?.kind ?? ''}`;
    if (document.activeElement !== node || state !== lastState) speak();
    lastState = state;
  };
  return { id, node, show, speak, showBand: (axis, row, model) => fillBand(spans, axis, row, model) };
}

/** The picture over the initials, which stay where it cannot be had. */
function showPicture(avatar: HTMLElement, address: string | null): void {
  const shown = avatar.querySelector('img');
  if (shown?.getAttribute('src') === address || (!shown && address === null)) return;
  shown?.remove();
  if (address === null) return;
  const picture = element('img', 'picture');
  picture.alt = '';
  picture.addEventListener('error', () => picture.remove());
  picture.src = address;
  avatar.append(picture);
}
