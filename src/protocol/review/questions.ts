import { fieldsOf, isText } from '../fields';

/**
 * What only the person can answer. `line` is where in the document the answer goes. One with an `id` is answered on the
 * page; it can be skipped there unless it holds an `answer`: then it is a field of a form, empty until it is filled,
 * and skipping empties it again.
 */
export interface QuestionsSection {
  readonly kind: 'questions';
  readonly questions: readonly {
    readonly id: string | null;
    readonly text: string;
    readonly line: number | null;
    readonly answer?: string;
    /** The answer is one of these. */
    readonly options?: readonly string[];
    /** Nobody asks for it: it can stay empty, and be emptied again. */
    readonly optional?: boolean;
    /** Or several of them, with commas between. */
    readonly several?: boolean;
  }[];
}

export type QuestionsMessage =
  | { readonly type: 'answer'; readonly id: string; readonly text: string }
  | { readonly type: 'skip'; readonly id: string };

export function parseQuestionsMessage(value: unknown): QuestionsMessage | null {
  const { type, id, text } = fieldsOf(value) ?? {};
  if (!isText(id, 64)) return null;
  if (type === 'skip') return { type, id };
  return type === 'answer' && isText(text, 2_000) ? { type, id, text } : null;
}
