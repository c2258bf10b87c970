import type { TeamRow, TeamViewModel } from '../../src/protocol';
import { batonAt } from './baton';
import { offsetAt } from './clock';
import { presenceAt, type Presence } from './presence';

const rankOf = (presence: Presence | null): number => {
  if (presence === null) return 3;
  if (presence.state === 'working') return 0;
  return presence.state === 'on-leave' ? 2 : 1;
};

/**
 * Me, whom I pinned, then who takes over, then by who works next: those working (who ends last comes first), those off
 * by when they start, those on leave, those whose hours are unknown by their offset, and last whose zone is unknown.
 */
export function orderAt(model: TeamViewModel, at: number): readonly TeamRow[] {
  const { rows } = model;
  const next = batonAt(model, at).next?.id;
  const keys = new Map(
    rows.map((row, index) => {
      const presence = presenceAt(row, at);
      const rank = row.isMe ? -3 : row.pinned ? -2 : row.id === next ? -1 : rankOf(presence);
      const until = presence?.until ?? Number.MAX_SAFE_INTEGER;
      const offset = offsetAt(row.offsets, at);
      const within =
        presence === null
          ? offset === null
            ? until
            : -offset
          : presence.state === 'working'
            ? -until
            : until;
      return [row.id, { rank, within, index }];
    }),
  );
  const keyOf = (row: TeamRow) => keys.get(row.id) ?? { rank: 4, within: 0, index: 0 };
  return [...rows].sort((left, right) => {
    const a = keyOf(left);
    const b = keyOf(right);
    return a.rank - b.rank || a.within - b.within || a.index - b.index;
  });
}
