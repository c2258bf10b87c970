import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { JournalEvent } from '../../core/journal/events';
import { choiceOf } from '../../core/journal/notes';
import type { Remote } from '../../core/ports/git';
import {
  UnavailableError,
  type GitHub,
  type RemoteRepository,
  type RepositoryAddress,
} from '../../core/ports/github';
import { categoryChoice, proposeCategory, type ProposedCategory } from '../../core/post/category';
import { repositoryChoice } from '../../core/post/choices';
import { foldLists } from '../../core/post/fold';
import { noteIdIn } from '../../core/post/marker';
import { mentionsIn, type Mention } from '../../core/post/mentions';
import { prefilledDiscussion, prefilledIssue, type PrefilledPage } from '../../core/post/prefill';
import { addressFromName, addressKey, addressOfRemote, sameAddress } from '../../core/post/remote';
import { findSecrets, type Finding } from '../../core/secrets/find';
import { bodyOf, isEmptyNote, isUnfinished, longestBody, titleOf } from '../../core/post/text';
import type { MemberNow } from '../../core/team/model';

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
  readonly title: string;
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

/**
 * Everything that a person should see before a note is posted. Works without a sign-in and offline, then with what is
 * known here. Rejects only when it is cancelled: what goes wrong is among the problems.
 */
export async function preparePost(request: PrepareRequest, ports: PreparePorts): Promise<PreparedPost> {
  const { markdown, signal } = request;
  const title = titleOf(markdown) ?? '';
  const body = bodyOf(markdown);
  const problems: PostProblem[] = textProblems(markdown, body);
  const candidates = candidatesOf(request, problems);
  const own = problems.length;
  const remembered = rememberedOf(candidates, request.events);
  let address = request.chosen ?? remembered ?? candidates[0]?.address;
  let seen = address ? await look(address, ports, problems, signal) : null;
  const elsewhere = seen?.facts.isPrivate === false ? forPublic(request, candidates, problems) : null;
  if (elsewhere && !request.chosen && !remembered) {
    // What stands in the way where the note does not go is of no account.
    problems.splice(own);
    address = elsewhere;
    seen = await look(address, ports, problems, signal);
  }
  const facts = seen?.facts ?? null;
  const parent = facts?.parent;
  if (parent && !candidates.some((each) => sameAddress(each.address, parent))) {
    candidates.push({ address: parent, from: 'parent' });
  }
  const category = facts && address ? categoryOf(request, facts, address, problems) : null;
  return {
    noteId: noteIdIn(markdown),
    title,
    body,
    candidates,
    repository: address ? { address, facts, signedInAs: seen?.login ?? null, category } : null,
    mentions: mentionsIn(body).map((mention) => ({ mention, member: memberFor(mention, request.people) })),
    findings: findSecrets(body),
    problems,
    pages: address
      ? {
          issue: prefilledIssue(address, title, body),
          discussion: prefilledDiscussion(address, category?.category.name ?? null, title, body),
        }
      : null,
  };
}

function textProblems(markdown: string, body: string): PostProblem[] {
  if (isEmptyNote(markdown)) {
    const message = 'This note is empty. Say where the work stands and what to do next, then post it.';
    return [{ kind: 'empty', message, blocks: ['discussion', 'comment', 'browser', 'copy'] }];
  }
  const problems: PostProblem[] = [];
  if (isUnfinished(markdown)) {
    const message = 'State or next action is not filled in yet: it is what the next person reads first.';
    problems.push({ kind: 'unfinished', message, blocks: [] });
  }
  // The marker is added to what is posted, and the title to a comment.
  const folded = foldLists(body, longestBody - 400);
  const told = `The note is ${body.length.toLocaleString('en')} characters long, and GitHub takes ${longestBody.toLocaleString('en')}.`;
  if (!folded) {
    const message = `${told} Its lists are not what makes it so long. Shorten it, or copy it.`;
    problems.push({ kind: 'too-long', message, blocks: ['discussion', 'comment'] });
  } else if (folded.parts.length > 0) {
    const where = folded.parts.length === 1 ? 'a comment' : `${folded.parts.length} comments`;
    const message = `${told} The ends of its longest lists go into ${where} below it; nothing is left out.`;
    problems.push({ kind: 'folded', message, blocks: [] });
  }
  return problems;
}

function candidatesOf(request: PrepareRequest, problems: PostProblem[]): PostCandidate[] {
  const rank = (name: string): number => (name === 'origin' ? 0 : name === 'upstream' ? 1 : 2);
  const remotes = [...request.remotes].sort((a, b) => rank(a.name) - rank(b.name));
  const candidates: PostCandidate[] = [];
  for (const remote of remotes) {
    const address = addressOfRemote(remote);
    if (address && !candidates.some((each) => sameAddress(each.address, address))) {
      candidates.push({ address, from: 'remote', remote: remote.name });
    }
  }
  if (request.repository !== null) {
    const named = addressFromName(request.repository, candidates[0]?.address.host ?? 'github.com');
    if (named) {
      const others = candidates.filter((each) => !sameAddress(each.address, named));
      return [{ address: named, from: 'setting' }, ...others];
    }
    problems.push(badSetting(request.repository));
    return [];
  }
  if (candidates.length === 0) {
    const blocks = ['discussion', 'comment', 'browser'] as const;
    problems.push(
      remotes.length === 0
        ? {
            kind: 'no-remote',
            message:
              'This repository has no remote. Add one that is on GitHub, or copy the note as Markdown.',
            blocks,
          }
        : {
            kind: 'not-github',
            message: 'No remote of this repository is on GitHub. Copy the note as Markdown instead.',
            blocks,
          },
    );
  }
  return candidates;
}

/** The place that was chosen last for notes of this repository, while it is still one of the candidates. */
function rememberedOf(
  candidates: readonly PostCandidate[],
  events: readonly JournalEvent[],
): RepositoryAddress | undefined {
  const [first] = candidates;
  const chosen = first && first.from !== 'setting' ? choiceOf(events, repositoryChoice(first.address)) : null;
  return chosen === null
    ? undefined
    : candidates.find(({ address }) => addressKey(address) === chosen)?.address;
}

/** Where notes about public repositories go, put among the candidates. */
function forPublic(
  { repository, repositoryForPublic }: PrepareRequest,
  candidates: PostCandidate[],
  problems: PostProblem[],
): RepositoryAddress | null {
  const [first] = candidates;
  if (!first || repository !== null || !repositoryForPublic) return null;
  const address = addressFromName(repositoryForPublic, first.address.host);
  if (!address) {
    problems.push(badSetting(repositoryForPublic));
    return null;
  }
  if (!candidates.some((each) => sameAddress(each.address, address)))
    candidates.unshift({ address, from: 'setting' });
  return address;
}

function badSetting(name: string): PostProblem {
  const message = `"${name}" is no repository's name. Write it as owner/name.`;
  return { kind: 'bad-setting', message, blocks: ['discussion', 'comment', 'browser'] };
}

async function look(
  address: RepositoryAddress,
  ports: PreparePorts,
  problems: PostProblem[],
  signal: Cancellation | undefined,
): Promise<{ facts: RemoteRepository; login: string } | null> {
  try {
    const gitHub = await ports.gitHub(address.host);
    if (!gitHub) return null;
    const [facts, { login }] = await Promise.all([gitHub.repository(address, signal), gitHub.viewer(signal)]);
    if (facts.isArchived) {
      const message = `${facts.nameWithOwner} is archived and takes no posts. Choose another repository.`;
      problems.push({ kind: 'archived', message, blocks: ['discussion', 'comment', 'browser'] });
    } else if (!facts.hasDiscussions) {
      const message = `Discussions are turned off in ${facts.nameWithOwner}. Comment on a pull request or issue, or copy the note.`;
      problems.push({ kind: 'discussions-disabled', message, blocks: ['discussion'] });
    }
    return { facts, login };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const kind = error instanceof UnavailableError ? 'unavailable' : 'refused';
    problems.push({ kind, message: error.message, blocks: ['discussion', 'comment'] });
    return null;
  }
}

function categoryOf(
  request: PrepareRequest,
  facts: RemoteRepository,
  address: RepositoryAddress,
  problems: PostProblem[],
): ProposedCategory | null {
  const proposed = proposeCategory(facts.categories, {
    setting: request.category,
    remembered: choiceOf(request.events, categoryChoice(addressKey(address))),
    canAnnounce: facts.viewerCanWrite,
  });
  if (request.category !== null && proposed?.why !== 'setting' && facts.hasDiscussions) {
    const names = facts.categories.map(({ name }) => name).join(', ');
    const message = `${facts.nameWithOwner} has no category "${request.category}". Choose one of: ${names}.`;
    problems.push({ kind: 'unknown-category', message, blocks: ['discussion'] });
  }
  return proposed;
}

function memberFor(mention: Mention, people: readonly MemberNow[]): MemberNow | null {
  if (mention.kind !== 'person') return null;
  return people.find(({ member }) => member.login?.toLowerCase() === mention.name.toLowerCase()) ?? null;
}
