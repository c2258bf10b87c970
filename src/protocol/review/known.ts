import { fieldsOf, isNumberUpTo } from '../fields';

/** Issues that may be about the same fault, the most similar first. Choosing one is a destination's `number`. */
export interface KnownSection {
  readonly kind: 'known';
  readonly issues: readonly {
    readonly number: number;
    readonly text: string;
    /** How similar, and whether it is open. */
    readonly note: string;
  }[];
}

/** Shows the issue in the browser. */
export type KnownMessage = { readonly type: 'look'; readonly number: number };

export function parseKnownMessage(value: unknown): KnownMessage | null {
  const { type, number } = fieldsOf(value) ?? {};
  return type === 'look' && isNumberUpTo(number, 1e9) ? { type, number } : null;
}
