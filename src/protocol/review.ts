import { fieldsOf, isNumberUpTo } from './fields';
import { parseConsentsMessage, type ConsentsMessage, type ConsentsSection } from './review/consents';
import {
  parseDestinationMessage,
  type DestinationMessage,
  type DestinationSection,
} from './review/destination';
import { parseKnownMessage, type KnownMessage, type KnownSection } from './review/known';
import { parseQuestionsMessage, type QuestionsMessage, type QuestionsSection } from './review/questions';
import { parseReadersMessage, type ReadersMessage, type ReadersSection } from './review/readers';
import { parseRedactionsMessage, type RedactionsMessage, type RedactionsSection } from './review/redactions';
import { parseShareMessage, type ShareMessage, type ShareSection } from './review/share';
import { parseRemoteEditMessage, type RemoteEditMessage, type RemoteEditSection } from './review/remoteEdit';

/**
 * The page before something is sent: the text as it will look, and beside it sections that know nothing of each
 * other. The extension owns all of it: each click is a message, each answer a whole new model.
 *
 * To add a section:
 * 1. its type, the type of its messages and their parser in `src/protocol/review/<name>.ts`; then one line each in the
 *    union, in the message union and in the list of parsers below;
 * 2. a function that makes it from what is known, beside the subject that shows it (`src/features/…/sections/`);
 *    it answers null while the section has nothing to say. The subject lists its sections in the order of the page,
 *    and takes their messages in `choose`;
 * 3. how it looks in `webview/review/sections/<name>.ts`, and a line in that room's index.
 */
export type ReviewSection =
  | ConsentsSection
  | RemoteEditSection
  | KnownSection
  | DestinationSection
  | ReadersSection
  | RedactionsSection
  | QuestionsSection
  | ShareSection;

/** A click in one of the sections. */
export type ReviewChoice =
  | ConsentsMessage
  | RemoteEditMessage
  | KnownMessage
  | DestinationMessage
  | ReadersMessage
  | RedactionsMessage
  | QuestionsMessage
  | ShareMessage;

const sectionParsers: readonly ((value: unknown) => ReviewChoice | null)[] = [
  parseConsentsMessage,
  parseDestinationMessage,
  parseReadersMessage,
  parseRedactionsMessage,
  parseQuestionsMessage,
  parseRemoteEditMessage,
  parseShareMessage,
  parseKnownMessage,
];

export interface ReviewModel {
  /** What the page is for: "Post to pune/ledger". */
  readonly heading: string;
  readonly signedInAs: string | null;
  /** Whether the page offers to use another account than that. */
  readonly canChangeAccount?: boolean;
  /** Null while it is not known. */
  readonly isPublic: boolean | null;
  /** What the text on the left is, for a screen reader: "The note as it will look". */
  readonly label: string;
  /** The text as it would be sent now: redactions applied, consents honoured. Rendered without scripts or images. */
  readonly title: string;
  readonly markdown: string;
  /** In the order shown, each kind once. */
  readonly sections: readonly ReviewSection[];
  /** What stands in the way, one sentence each. */
  readonly problems: readonly string[];
  /** What the main button says. */
  readonly primary: string;
  /** False while something required is missing; `problems` says what. */
  readonly canSubmit: boolean;
  /** What is under way ("Posting to pune/ledger…"); null when nothing is. */
  readonly progress: string | null;
  /** Done: one sentence, and where it went. */
  readonly result: { readonly text: string; readonly url: string | null } | null;
}

export type ReviewToWebview = { readonly type: 'model'; readonly model: ReviewModel };

export type ReviewPageMessage =
  | { readonly type: 'ready' }
  /** Shows the document at a 1-based line. */
  | { readonly type: 'goTo'; readonly line: number }
  /** The main button: does whatever the last model said it does. */
  | { readonly type: 'submit' }
  | { readonly type: 'openResult' }
  | { readonly type: 'account' }
  | { readonly type: 'cancel' };

export type ReviewFromWebview = ReviewPageMessage | ReviewChoice;

const pageMessages: Readonly<Record<ReviewPageMessage['type'], true>> = {
  ready: true,
  goTo: true,
  submit: true,
  openResult: true,
  account: true,
  cancel: true,
};

/** Whether a message is about the page as a whole, and not a click in one of its sections. */
export function isPageMessage(message: ReviewFromWebview): message is ReviewPageMessage {
  return Object.hasOwn(pageMessages, message.type);
}

/** A message from the review page; null for anything that is not one. */
export function parseReviewMessage(value: unknown): ReviewFromWebview | null {
  const { type, line } = fieldsOf(value) ?? {};
  switch (type) {
    case 'ready':
    case 'submit':
    case 'openResult':
    case 'account':
    case 'cancel':
      return { type };
    case 'goTo':
      return isNumberUpTo(line, 1e7) ? { type, line } : null;
    default:
      for (const parse of sectionParsers) {
        const message = parse(value);
        if (message) return message;
      }
      return null;
  }
}
