import type { TeamViewModel } from '../../src/protocol';

/** What the page keeps over a reload: what it showed last, and what was typed to filter it by. */
export interface Memory {
  /** Null when nothing that still holds is remembered. */
  readonly model: TeamViewModel | null;
  readonly filter: string;
}

/** What was remembered, as far as it can be read; `now` in epoch milliseconds. */
export function memoryOf(remembered: unknown, now: number): Memory {
  const { model, filter } = (remembered ?? {}) as Partial<Memory>;
  return {
    model: model && now < model.known.end ? model : null,
    filter: typeof filter === 'string' ? filter : '',
  };
}
