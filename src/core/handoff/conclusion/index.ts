import type { Item, Window } from '../model';
import type { Told } from '../told';
import { nextActionOf, type NextAction } from './nextAction';
import { redOf } from './red';
import { stateText } from './state';

/** What opens a note, as far as the facts say it; the rest is the author's to say. */
export interface Conclusion {
  readonly state: string | null;
  readonly next: NextAction | null;
}

export const noConclusion: Conclusion = { state: null, next: null };

/** Concludes from the repository that is worked on where the work stands, and what to do next. */
export function conclusionOf(
  told: readonly Told[],
  items: readonly Item[],
  branch: string | null,
  window: Pick<Window, 'since' | 'until'>,
): Conclusion {
  // What fails is of use beside work; alone it says nothing of any.
  if (!items.some(({ section }) => section !== 'blocked')) return noConclusion;
  const isHere = ({ reading }: Told): boolean => branch === null || branch === reading.tree.head.branch;
  const main = told.find((each) => isHere(each) && isOpen(each)) ?? told.find(hasWork) ?? told[0];
  if (!main) return noConclusion;
  const red = isHere(main) ? redOf(main, window) : [];
  return {
    state: stateText(main, red, isHere(main)),
    next: nextActionOf(main, red, items, isHere(main)),
  };
}

function isOpen({ reading: { tree }, lines }: Told): boolean {
  return tree.changes.length > 0 || tree.operation !== null || (lines.current?.commits.length ?? 0) > 0;
}

function hasWork({ lines }: Told): boolean {
  return lines.direct.length + lines.merged.length + lines.others.length > 0;
}
