import { element, setAttribute, setText } from '../element';
import { percentOf, type Axis } from '../model/axis';
import { minute } from '../model/clock';
import { whileBeyond } from './beyond';

/**
 * The scale of my day with its handle. Moving it asks "what about then?"; arrow keys, and a pointer held beyond the
 * end, go on into the next day, Page Up and Page Down by whole days, and Home goes back to now.
 */
export interface Timeline {
  readonly node: HTMLElement;
  /** `following`: the handle stands at now and moves with it. */
  show(axis: Axis, at: number, text: string, following: boolean): void;
}

const step = 15;
const leap = 60;
/** Minutes that a handle held beyond the scale goes on at a time. */
const stride = 30;

export interface TimelineEvents {
  readonly onMove: (at: number) => void;
  readonly onDays: (days: number) => void;
  readonly onNow: () => void;
}

export function createTimeline({ onMove, onDays, onNow }: TimelineEvents): Timeline {
  const ticks = element('div', 'ticks');
  ticks.setAttribute('aria-hidden', 'true');
  const input = element('input', 'slider');
  input.type = 'range';
  input.min = '0';
  input.step = '1';
  input.setAttribute('aria-label', 'Time of day');
  const track = element('div', 'track', input, element('span', 'rail'), element('span', 'handle'));
  const node = element('div', 'timeline', ticks, track);
  let axis: Axis | null = null;
  let shownAt = 0;
  let speech = '';

  const moveTo = (minutes: number) => {
    if (!axis) return;
    // The last minute of the day, not the next day's first.
    onMove(axis.start + Math.min(axis.length - 1, Math.max(0, minutes)) * minute);
  };
  /** To the next multiple of the step in that direction, so that the hours come out round. */
  const by = (minutes: number) => {
    const size = Math.abs(minutes);
    const from = Number(input.value);
    const grid =
      size === leap ? from + minutes : (minutes > 0 ? Math.floor : Math.ceil)(from / size) * size + minutes;
    if (axis) onMove(axis.start + grid * minute);
  };
  // Held beyond an end, the handle goes on into the next day, and along the week.
  const isBeyond = whileBeyond(input, (direction) => onMove(shownAt + direction * stride * minute));
  input.addEventListener('input', () => {
    if (!isBeyond()) moveTo(Number(input.value));
  });
  input.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const forward = getComputedStyle(input).direction === 'rtl' ? -1 : 1;
    const size = event.shiftKey ? leap : step;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowRight: () => by(size * forward),
      ArrowLeft: () => by(-size * forward),
      ArrowUp: () => by(size),
      ArrowDown: () => by(-size),
      PageUp: () => onDays(1),
      PageDown: () => onDays(-1),
      Home: onNow,
      Escape: onNow,
      End: () => moveTo(Number.MAX_SAFE_INTEGER),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  });
  input.addEventListener('dblclick', onNow);
  const settle = () => setAttribute(input, 'aria-valuetext', speech);
  input.addEventListener('focus', settle);

  const show: Timeline['show'] = (next, at, text, following) => {
    if (next.start !== axis?.start || next.end !== axis.end) {
      input.max = String(next.length);
      ticks.replaceChildren(...next.ticks.map(tickAt));
    }
    axis = next;
    shownAt = at;
    speech = following ? `${text}, now` : text;
    track.classList.toggle('following', following);
    track.style.setProperty('--at', `${percentOf(next, at)}%`);
    // While it has the focus and merely follows the clock, the minute must not make a screen reader speak.
    if (following && wasFollowing && document.activeElement === input) return;
    wasFollowing = following;
    const value = String(Math.round((at - next.start) / minute));
    if (input.value !== value) input.value = value;
    settle();
  };
  let wasFollowing = false;
  return { node, show };
}

function tickAt({ label, percent }: Axis['ticks'][number]): HTMLElement {
  const tick = element('span', 'tick');
  setText(tick, label);
  tick.style.setProperty('--at', `${percent}%`);
  return tick;
}
