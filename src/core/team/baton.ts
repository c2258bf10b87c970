import type { Stretch } from './spans';

/**
 * Who holds the baton at `at`: an index in the order of the baton, or null when nobody works.
 *
 * Whoever holds it keeps it until their stretch of work ends; then it passes to the next in the order (around the
 * circle) who works at that moment. When nobody does, it waits for whoever starts first. So the baton does not jump
 * back and forth while working hours overlap, and nobody holds it who does not work. It is followed from `since`,
 * a fortnight earlier or so, when it lay with the first in the order who worked.
 */
export function holderAt(working: readonly (readonly Stretch[])[], since: number, at: number): number | null {
  for (const { person, start, end } of turns(working, since)) {
    if (start > at) return null;
    if (end > at) return person;
  }
  return null;
}

/** Somebody (an index in the order of the baton) holds the baton from `start` to `end`. */
export interface Turn extends Stretch {
  readonly person: number;
}

/** The way of the baton from `since` on, turn after turn, until nobody works any more. */
export function* turns(working: readonly (readonly Stretch[])[], since: number): Generator<Turn> {
  let time = since;
  let last = working.length - 1;
  for (;;) {
    const taken = nextWorking(working, time, last) ?? nextStarting(working, time, last);
    if (taken === null) return;
    const { person, stretch } = taken;
    yield { person, start: Math.max(stretch.start, time), end: stretch.end };
    time = stretch.end;
    last = person;
  }
}

interface Taken {
  readonly person: number;
  readonly stretch: Stretch;
}

/** The first after `last`, around the circle, who works at `time`. */
function nextWorking(working: readonly (readonly Stretch[])[], time: number, last: number): Taken | null {
  for (let step = 1; step <= working.length; step++) {
    const person = (last + step) % working.length;
    const stretch = working[person]?.find(({ end }) => end > time);
    if (stretch && stretch.start <= time) return { person, stretch };
  }
  return null;
}

/** The first to start after `time`; of several, the first after `last` around the circle. */
function nextStarting(working: readonly (readonly Stretch[])[], time: number, last: number): Taken | null {
  let best: Taken | null = null;
  for (let step = 1; step <= working.length; step++) {
    const person = (last + step) % working.length;
    const stretch = working[person]?.find(({ start }) => start > time);
    if (stretch && (best === null || stretch.start < best.stretch.start)) best = { person, stretch };
  }
  return best;
}
