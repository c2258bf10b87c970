import { fieldsOf, isNumberUpTo, isText } from '../fields';

export const destinations = ['discussion', 'comment', 'issue', 'copy', 'browser'] as const;
/**
 * A Discussion; a comment on a pull request, an issue or a Discussion; a new issue; Markdown on the clipboard; a
 * prefilled page in the browser.
 */
export type DestinationKind = (typeof destinations)[number];

/** Where the text goes, and what that place needs to know. */
export interface DestinationSection {
  readonly kind: 'destination';
  /** In the order shown. `unavailable` is one sentence that says why it cannot be chosen. */
  readonly choices: readonly {
    readonly kind: DestinationKind;
    readonly text: string;
    readonly unavailable: string | null;
  }[];
  readonly chosen: DestinationKind;
  /** The places that may be meant, the proposed one first; a choice only where there are several. */
  readonly repositories: readonly { readonly id: string; readonly name: string }[];
  readonly repository: string | null;
  /** Discussion categories; empty before signing in, and for every other destination. */
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly category: string | null;
  /** What the categories are called; `Category` where left out. */
  readonly categoryLabel?: string;
  /** The pull request or issue to comment on, and its title once it is known; null where no number is asked for. */
  readonly number: { readonly value: number | null; readonly title: string | null } | null;
}

export type DestinationMessage =
  | { readonly type: 'destination'; readonly destination: DestinationKind }
  | { readonly type: 'repository'; readonly repository: string }
  | { readonly type: 'category'; readonly category: string }
  | { readonly type: 'number'; readonly number: number | null };

export function parseDestinationMessage(value: unknown): DestinationMessage | null {
  const { type, repository, category, number, ...fields } = fieldsOf(value) ?? {};
  switch (type) {
    case 'destination': {
      const destination = destinations.find((each) => each === fields['destination']);
      return destination ? { type, destination } : null;
    }
    case 'repository':
      return isText(repository, 512) ? { type, repository } : null;
    case 'category':
      return isText(category, 256) ? { type, category } : null;
    case 'number':
      return number === null || isNumberUpTo(number, 1e9) ? { type, number } : null;
    default:
      return null;
  }
}
