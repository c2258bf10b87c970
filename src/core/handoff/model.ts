import type { Operation, Upstream } from '../ports/git';
import type { DateTime } from '../time/luxon';

export type Section =
  'shipped' | 'now' | 'blocked' | 'next' | 'decisions' | 'tried' | 'plans' | 'watch' | 'doNotTouch';

/**
 * What only the author can add to an item: why it fails, when it is pushed, why it was decided, who can unblock it, and
 * whether (and why) what was tried was a dead end.
 */
export type Lack = 'cause' | 'push' | 'why' | 'owner' | 'deadEnd';

/** One line of a note. `id` is the same from draft to draft for the same fact. */
export interface Item {
  readonly id: string;
  readonly section: Section;
  /** One line of Markdown, already safe to place in a note. */
  readonly text: string;
  /** Absolute path of the repository's root. */
  readonly repository?: string;
  readonly commits?: readonly string[];
  readonly paths?: readonly string[];
  readonly source: 'git' | 'github' | 'editor' | 'capture';
  readonly certainty: 'declared' | 'fact' | 'inferred';
  readonly owner?: string;
  readonly since?: DateTime;
  readonly answerBy?: DateTime;
  readonly until?: DateTime;
  readonly lacks?: Lack;
}

export interface Author {
  readonly name: string;
  readonly emails: readonly string[];
  readonly login?: string;
  readonly zone: string;
}

export interface Receiver {
  readonly name: string;
  readonly login?: string;
  /** Null when nobody knows it: a login that the team file does not hold. */
  readonly zone: string | null;
  /** When they start to work next after the window; null when their hours are not known. */
  readonly startsWorkAt: DateTime | null;
}

/** [since, until): what the note speaks of. */
export interface Window {
  readonly since: DateTime;
  readonly until: DateTime;
  readonly reason: 'last-handoff' | 'working-day' | 'flag';
}

export interface RepositoryFacts {
  readonly path: string;
  readonly branch: string | null;
  readonly head: string | null;
  readonly upstream: Upstream | null;
  readonly operation: Operation | null;
}

/** What `baton draft` answers. */
export interface HandoffDraft {
  /** The note's id, in the hidden marker of its Markdown. */
  readonly id: string;
  readonly title: string;
  readonly author: Author;
  readonly window: Window;
  readonly receivers: readonly Receiver[];
  readonly repositories: readonly RepositoryFacts[];
  readonly items: readonly Item[];
  readonly markdown: string;
  /** What was skipped or could not be read, one sentence each; said in the editor and on stderr, not in the note. */
  readonly warnings: readonly string[];
}
