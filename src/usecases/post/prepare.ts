import { noteIdIn } from '../../core/post/marker';
import { mentionsIn, type Mention } from '../../core/post/mentions';
import { prefilledDiscussion, prefilledIssue } from '../../core/post/prefill';
import { sameAddress } from '../../core/post/remote';
import { bodyOf, headingOf, titleOf } from '../../core/post/text';
import { findSecrets } from '../../core/secrets/find';
import type { MemberNow } from '../../core/team/model';
import { candidatesOf, forPublic, rememberedOf } from './prepare/candidates';
import { categoryOf, look } from './prepare/look';
import type { PreparePorts, PreparedPost, PrepareRequest, PostProblem } from './prepare/model';
import { textProblems } from './prepare/textProblems';

export type { PreparedPost, PreparePorts, PrepareRequest } from './prepare/model';

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
    heading: headingOf(markdown) ?? '',
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

function memberFor(mention: Mention, people: readonly MemberNow[]): MemberNow | null {
  if (mention.kind !== 'person') return null;
  return people.find(({ member }) => member.login?.toLowerCase() === mention.name.toLowerCase()) ?? null;
}
