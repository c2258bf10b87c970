import type { JournalEvent } from '../../../core/journal/events';
import { choiceOf } from '../../../core/journal/notes';
import type { RepositoryAddress } from '../../../core/ports/github';
import { repositoryChoice } from '../../../core/post/choices';
import { addressFromName, addressKey, addressOfRemote, sameAddress } from '../../../core/post/remote';
import type { PostCandidate, PostProblem, PrepareRequest } from './model';

/** The places a note may go to, the proposed one first: what a setting names, then the remotes. */
export function candidatesOf(
  request: Pick<PrepareRequest, 'remotes' | 'repository'>,
  problems: PostProblem[],
): PostCandidate[] {
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
export function rememberedOf(
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
export function forPublic(
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
