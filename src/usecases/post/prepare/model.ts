import type { Cancellation } from '../../../core/cancel';
import type { JournalEvent } from '../../../core/journal/events';
import type { Remote } from '../../../core/ports/git';
import type { GitHub, RemoteRepository, RepositoryAddress } from '../../../core/ports/github';
import type { ProposedCategory } from '../../../core/post/category';
import type { Mention } from '../../../core/post/mentions';
import type { PrefilledPage } from '../../../core/post/prefill';
import type { Finding } from '../../../core/secrets/find';
import type { MemberNow } from '../../../core/team/model';

export interface PrepareRequest {
  readonly markdown: string;
  /** Of the repository that the note belongs to. */
  readonly remotes: readonly Remote[];
  /** `owner/name` from the setting or a flag; null for the current repository. */
  readonly repository: string | null;
  /** `owner/name` from the setting for notes about a public repository; null or left out for none. */
  readonly repositoryForPublic?: string | null;
  /** What the person chose on the page, among the candidates. */
  readonly chosen?: RepositoryAddress;
  /** A category's name from the setting or a flag; null to propose one. */
  readonly category: string | null;
  /** The team as it is now, to say who of those mentioned is off hours. */
  readonly people: readonly MemberNow[];
  /** The journal of the note's repository. */
  readonly events: readonly JournalEvent[];
  readonly signal?: Cancellation;
}

export interface PreparePorts {
  /** GitHub at a host for the person signed in there; null when nobody is. Never asks. */
  gitHub(host: string): Promise<GitHub | null>;
}

export interface PostCandidate {
  readonly address: RepositoryAddress;
  /** How Baton knows of it; `parent` is what the repository was forked from. */
  readonly from: 'setting' | 'remote' | 'parent';
  /** The remote's name. */
  readonly remote?: string;
}

/** Something that stands in the way, as one sentence; `blocks` are the destinations it rules out. */
export interface PostProblem {
  readonly kind:
    | 'empty'
    | 'unfinished'
    | 'too-long'
    /** It is posted in several texts. */
    | 'folded'
    | 'no-remote'
    | 'not-github'
    | 'bad-setting'
    | 'discussions-disabled'
    | 'archived'
    | 'unknown-category'
    | 'refused'
    /** GitHub cannot be asked now and may be later. */
    | 'unavailable';
  readonly message: string;
  readonly blocks: readonly ('discussion' | 'comment' | 'copy' | 'browser')[];
}

export interface PreparedPost {
  /** The note's id from its marker; null when it has none. */
  readonly noteId: string | null;
  /** As GitHub shows it: plain text. */
  readonly title: string;
  /** The title as Markdown. */
  readonly heading: string;
  /** Without the title's heading and the marker; nothing is redacted yet. */
  readonly body: string;
  /** The places a note of this repository may go to, the proposed one first. */
  readonly candidates: readonly PostCandidate[];
  /** Where it would go; null when the note belongs to no GitHub repository. */
  readonly repository: {
    readonly address: RepositoryAddress;
    /** Null before signing in, or when GitHub could not be asked. */
    readonly facts: RemoteRepository | null;
    readonly signedInAs: string | null;
    readonly category: ProposedCategory | null;
  } | null;
  /** `member` is who it is on the team, with local time and state; null for a team, everybody, or a stranger. */
  readonly mentions: readonly { readonly mention: Mention; readonly member: MemberNow | null }[];
  /** Places are in `body`. */
  readonly findings: readonly Finding[];
  readonly problems: readonly PostProblem[];
  readonly pages: { readonly issue: PrefilledPage; readonly discussion: PrefilledPage } | null;
}
