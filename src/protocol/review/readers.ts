import { fieldsOf, isText } from '../fields';

/** Who gets mail. */
export interface ReadersSection {
  readonly kind: 'readers';
  /** How many watch the repository; null where that is not known. */
  readonly watchers: number | null;
  /**
   * `note` says what is special about now ("03:12 there, off until Fri 09:00 Lisbon"); null when nothing is.
   * `canAsk`: the name can be made plain, and a question in the note be addressed to the person instead.
   */
  readonly mentions: readonly {
    readonly login: string;
    readonly note: string | null;
    readonly canAsk: boolean;
  }[];
}

/** Makes a mention a plain name that notifies nobody; a person's becomes a question in the note. */
export type ReadersMessage = { readonly type: 'unmention'; readonly login: string };

export function parseReadersMessage(value: unknown): ReadersMessage | null {
  const { type, login } = fieldsOf(value) ?? {};
  return type === 'unmention' && isText(login, 200) ? { type, login } : null;
}
