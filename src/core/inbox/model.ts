import type { RepositoryAddress } from '../ports/github';
import type { Line } from './sections';

/** Somebody said "mine now". Instants are ISO 8601 in UTC. */
export interface Acceptance {
  readonly by: string;
  readonly at: string;
  /** What they understood, when they said it back. */
  readonly readBack: string | null;
  /** Said by a reply: whether that is marked as the discussion's answer. Null for a reaction, which cannot be. */
  readonly isAnswer: boolean | null;
}

/** An ask of a note: what is unknown or blocked, who can answer, and by when. Epoch milliseconds. */
export interface Question {
  /** The same in every note that carries it. */
  readonly key: string;
  readonly text: string;
  /** Who can answer, as the note calls them. */
  readonly owner: string | null;
  readonly since: number;
  readonly answerBy: number | null;
  /** Whether it asks something; else it is a blocker that is told. */
  readonly asks: boolean;
}

/** What must not be touched, until when. Epoch milliseconds. */
export interface Guard {
  readonly key: string;
  /** Relative to the repository's root; a folder covers what is in it. */
  readonly paths: readonly string[];
  readonly text: string;
  readonly until: number | null;
}

/** `If … then …`: one condition and what follows. */
export interface Plan {
  readonly text: string;
  readonly condition: string;
  readonly action: string;
  readonly otherwise: string | null;
  readonly by: number | null;
}

/** A statement of a note that GitHub can be asked about. */
export type Claim = { readonly text: string } & (
  | { readonly kind: 'merged' | 'open' | 'closed' | 'green' | 'red'; readonly number: number }
  | { readonly kind: 'commit'; readonly sha: string; readonly branch: string | null }
  | { readonly kind: 'branch'; readonly branch: string }
  | { readonly kind: 'file'; readonly path: string; readonly branch: string | null }
);

/** Something that was said under a note, by somebody who is not (only) accepting it. */
export interface Said {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly url: string;
  readonly text: string;
  readonly isAnswer: boolean;
}

/** A handoff note as its readers find it on GitHub. */
export interface Handoff {
  /** GitHub's id of the text: what tells two handoffs apart, whatever their markers say. */
  readonly key: string;
  /** The note's id, by its marker. */
  readonly id: string;
  readonly discussionId: string;
  readonly isAnswerable: boolean;
  readonly address: RepositoryAddress;
  readonly url: string;
  readonly title: string;
  /** The login that GitHub vouches for; null when the account is gone. */
  readonly from: string | null;
  /** Whether the author belongs to the repository: in a public one anybody can write what looks like a note. */
  readonly isMember: boolean;
  /** As the note names them; empty when it names nobody. */
  readonly to: readonly string[];
  readonly postedAt: string;
  /** The last change of it or of what was said under it. */
  readonly updatedAt: string;
  readonly editedAt: string | null;
  readonly closed: boolean;
  readonly markdown: string;
  /** What is to be done next, as plain text; null when the note does not say. */
  readonly next: string | null;
  readonly state: string | null;
  /** The address of the note that this one continues. */
  readonly continues: string | null;
  readonly lines: readonly Line[];
  readonly questions: readonly Question[];
  readonly guards: readonly Guard[];
  readonly plans: readonly Plan[];
  readonly claims: readonly Claim[];
  readonly accepted: Acceptance | null;
  readonly said: readonly Said[];
}
