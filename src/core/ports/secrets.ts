import type { Kind } from '../secrets/rule';

/** Somebody else's knowledge of what secrets look like, beside Baton's own rules. */
export interface SecretScanner {
  /** The secrets in a text, each value once. Never fails: without an answer, Baton's own rules still hold. */
  find(text: string): Promise<readonly { readonly kind: Kind; readonly value: string }[]>;
}

export const noScanner: SecretScanner = { find: () => Promise.resolve([]) };
