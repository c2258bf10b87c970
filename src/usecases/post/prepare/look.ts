import type { Cancellation } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import { choiceOf } from '../../../core/journal/notes';
import { UnavailableError, type RemoteRepository, type RepositoryAddress } from '../../../core/ports/github';
import { categoryChoice, proposeCategory, type ProposedCategory } from '../../../core/post/category';
import { addressKey } from '../../../core/post/remote';
import type { PostProblem, PreparePorts, PrepareRequest } from './model';

/** What GitHub says of a place; null where nobody is signed in, or it cannot be asked. */
export async function look(
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

/** The category to propose there. */
export function categoryOf(
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
