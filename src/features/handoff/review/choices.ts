import type { RefusalReason } from '../../../core/ports/github';
import type { DestinationKind, QuestionsSection, ReviewModel, ShareWay } from '../../../protocol';
import type { LocalWork } from './sections/share';

/** What the person chose on the page. */
export interface ReviewChoices {
  readonly destination: DestinationKind | null;
  /** The key of one of the places that the note may go to; null for the proposed one. */
  readonly repository: string | null;
  readonly category: string | null;
  readonly number: number | null;
  /** Ids of findings that are to be posted as they are. */
  readonly shown: ReadonlySet<string>;
  readonly consents: ReadonlySet<string>;
  /** How work goes along that no remote has. */
  readonly share: ShareWay;
}

export const noChoices: ReviewChoices = {
  destination: null,
  repository: null,
  category: null,
  number: null,
  shown: new Set(),
  consents: new Set(),
  share: 'nothing',
};

/** What the page knows besides what was prepared. */
export interface ReviewSituation {
  /** Who is signed in at the repository's host, and with which scopes; null when nobody is. */
  readonly session: { readonly account: string; readonly scopes: readonly string[] } | null;
  readonly publicSetting: 'ask' | 'allow' | 'refuse';
  /** Whether a repository of the workspace holds work that no remote has. */
  readonly hasUnpushedWork: boolean;
  /** How the workspace's working trees stand, the note's own first; empty while it is not known. */
  readonly trees: readonly LocalWork[];
  /** Why GitHub refused the last look or post, where a new sign-in would help. */
  readonly refusal: RefusalReason | null;
  /** What GitHub asked to be settled before the note is sent again. */
  readonly ask: 'resend' | 'overwrite' | null;
  /** The Discussion of this repository that notes are added to as comments; null for one Discussion a note. */
  readonly rolling: number | null;
  /** What stands on GitHub, where somebody edited it there. */
  readonly there: string | null;
  /** Of the pull request or issue with the chosen number; null while it is not known. */
  readonly numberTitle: string | null;
  /** What went wrong with the last click. */
  readonly failure: string | null;
  readonly progress: string | null;
  readonly result: ReviewModel['result'];
  /** Lines of the document above the note's body. */
  readonly linesAbove: number;
  /** What is special about those mentioned, by login in lower case. */
  readonly away: ReadonlyMap<string, string>;
  readonly questions: QuestionsSection['questions'];
}

/** What a yes is said to. */
export const consentIds = {
  public: 'public',
  code: 'code',
  private: 'private',
  many: 'many',
  resend: 'resend',
  overwrite: 'overwrite',
  sharePublic: 'share-public',
} as const;

/** What the main button does: `signIn` when the destination needs a session and there is none. */
export type Action = 'post' | 'signIn' | 'copy' | 'open';
