import type { TextDocument } from 'vscode';
import type { ReviewChoice, ReviewModel } from '../../protocol';

/** What one review page is about: a handoff note, a bug report. The page (`pages.ts`) drives it. */
export interface ReviewSubject {
  /** What is sent is this document's text: the page follows what is typed there. */
  readonly document: TextDocument;
  /** What is under way, what went wrong with the last click, and what was done: shown, and reset, by both sides. */
  progress: string | null;
  failure: string | null;
  result: ReviewModel['result'];
  /** The whole page as it is now; null before anything was prepared. */
  model(): ReviewModel | null;
  /** Reads what the page shows. With `ask`, from GitHub too, if there is a session already: nobody is asked to sign in. */
  prepare(options: { readonly ask: boolean; readonly signal?: AbortSignal }): Promise<void>;
  /** What GitHub said is asked for anew. */
  forget(): void;
  /** @throws UserError when what was chosen does not exist */
  choose(choice: ReviewChoice): Promise<void>;
  /** Lets the person choose another account of those that are signed in, or sign in with one more. */
  changeAccount?(): Promise<void>;
  /** Does what the main button says; `tell` shows the page how it goes. */
  submit(signal: AbortSignal, tell: () => Promise<void>): Promise<void>;
}
