import { fieldsOf, isText } from '../fields';

/** What was found that others should perhaps not read, span by span. */
export interface RedactionsSection {
  readonly kind: 'redactions';
  /** `excerpt` shows enough to recognise it and not the secret itself. `line` is 1-based in the document, null for what stands elsewhere. */
  readonly redactions: readonly {
    readonly id: string;
    readonly what: string;
    readonly excerpt: string;
    readonly line: number | null;
    readonly applied: boolean;
  }[];
}

export type RedactionsMessage = { readonly type: 'redact'; readonly id: string; readonly applied: boolean };

export function parseRedactionsMessage(value: unknown): RedactionsMessage | null {
  const { type, id, applied } = fieldsOf(value) ?? {};
  return type === 'redact' && isText(id, 256) && typeof applied === 'boolean' ? { type, id, applied } : null;
}
