import { fieldsOf, isText } from '../fields';

/**
 * At most three: what a reader would ask. `line` is where in the document the answer goes. One with an `id` is answered
 * or skipped on the page.
 */
export interface QuestionsSection {
  readonly kind: 'questions';
  readonly questions: readonly {
    readonly id: string | null;
    readonly text: string;
    readonly line: number | null;
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
