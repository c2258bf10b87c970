import { fieldsOf, isText } from '../fields';

/** What a person must say yes to (`required`), or may: "Post to a public repository", "Include unpushed code". */
export interface ConsentsSection {
  readonly kind: 'consents';
  readonly consents: readonly {
    readonly id: string;
    readonly text: string;
    readonly given: boolean;
    readonly required: boolean;
  }[];
}

export type ConsentsMessage = { readonly type: 'consent'; readonly id: string; readonly given: boolean };

export function parseConsentsMessage(value: unknown): ConsentsMessage | null {
  const { type, id, given } = fieldsOf(value) ?? {};
  return type === 'consent' && isText(id, 256) && typeof given === 'boolean' ? { type, id, given } : null;
}
