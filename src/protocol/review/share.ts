import { fieldsOf } from '../fields';

/** How work goes along that no remote has: not at all, as the branch's commits, or as a snapshot of everything. */
export const shareWays = ['nothing', 'branch', 'snapshot'] as const;
export type ShareWay = (typeof shareWays)[number];

/** Work that no remote has, and what of it the next person should get. */
export interface ShareSection {
  readonly kind: 'share';
  /** What is only here: "3 commits and 5 changed files are only on this machine". */
  readonly text: string;
  /** `unavailable` is one sentence that says why it cannot be chosen. */
  readonly choices: readonly {
    readonly way: ShareWay;
    readonly text: string;
    readonly unavailable: string | null;
  }[];
  readonly chosen: ShareWay;
  /** What choosing it means here, such as that everybody could read it; null when nothing is special. */
  readonly warning: string | null;
}

export type ShareMessage = { readonly type: 'share'; readonly way: ShareWay };

export function parseShareMessage(value: unknown): ShareMessage | null {
  const { type, way } = fieldsOf(value) ?? {};
  const found = shareWays.find((each) => each === way);
  return type === 'share' && found ? { type, way: found } : null;
}
