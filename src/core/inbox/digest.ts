import type { Ask } from './asks';
import type { Checked, Fired } from './check';
import type { Handoff, Said } from './model';
import type { Entry } from './waiting';

/** What became of one note's statements, re-checked now. */
export interface Rechecked {
  readonly handoff: Handoff;
  readonly checked: readonly Checked[];
  readonly fired: readonly Fired[];
}

/** What a person finds who comes back: from all notes, across zones, since they last worked. Instants: epoch milliseconds. */
export interface Digest {
  readonly since: number;
  readonly now: number;
  /** The age of what is known, when GitHub could not be asked. */
  readonly asOf: number;
  readonly offline: string | null;
  readonly waiting: readonly Entry[];
  readonly shipped: readonly { readonly handoff: Handoff; readonly text: string }[];
  readonly blocked: readonly Ask[];
  /** Blockers that ask nothing of anybody. */
  readonly stuck: readonly { readonly handoff: Handoff; readonly text: string; readonly since: number }[];
  readonly answered: readonly { readonly ask: Ask; readonly answer: Said }[];
  readonly taken: readonly Handoff[];
  readonly rechecked: readonly Rechecked[];
}

export function digestOf(facts: {
  readonly since: number;
  readonly now: number;
  readonly asOf: number;
  readonly offline: string | null;
  readonly entries: readonly Entry[];
  readonly asks: readonly Ask[];
  readonly rechecked: readonly Rechecked[];
}): Digest {
  const { since, entries, asks } = facts;
  const isNew = (instant: string): boolean => Date.parse(instant) >= since;
  const live = entries.filter(({ handoff }) => isNew(handoff.postedAt) || isNew(handoff.updatedAt));
  const shipped = new Map<string, { handoff: Handoff; text: string }>();
  for (const { handoff } of live) {
    for (const { section, text } of handoff.lines) {
      // What several notes tell is told once, by the latest.
      if (section === 'shipped' && !shipped.has(text)) shipped.set(text, { handoff, text });
    }
  }
  const { now, asOf, offline, rechecked } = facts;
  return {
    since,
    now,
    asOf,
    offline,
    waiting: entries.filter(({ standing, waits }) => waits && (standing === 'me' || standing === 'next')),
    shipped: [...shipped.values()],
    blocked: asks.filter(({ state }) => state === 'open'),
    stuck: entries
      .filter(({ waits, handoff }) => waits || isNew(handoff.postedAt))
      .flatMap(({ handoff }) =>
        handoff.questions.filter(({ asks }) => !asks).map(({ text, since }) => ({ handoff, text, since })),
      ),
    answered: asks.flatMap((ask) =>
      ask.answer && isNew(ask.answer.at) ? [{ ask, answer: ask.answer }] : [],
    ),
    taken: entries
      .filter(({ handoff }) => handoff.accepted !== null && isNew(handoff.accepted.at))
      .map(({ handoff }) => handoff),
    rechecked,
  };
}
