/** At most three: what a reader would ask. `line` is where in the document the answer goes. */
export interface QuestionsSection {
  readonly kind: 'questions';
  readonly questions: readonly { readonly text: string; readonly line: number | null }[];
}
