import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { GitHub, RepositoryAddress } from '../../core/ports/github';
import { addressOf } from '../../core/post/remote';

interface NoteAddress {
  readonly repository: RepositoryAddress;
  readonly number: number;
  readonly isDiscussion: boolean;
  /** The node of the page that a comment's address names. */
  readonly isComment: boolean;
}

/** Where on GitHub an address points: a Discussion, an issue or a pull request; null for anything else. */
export function noteAddress(text: string): NoteAddress | null {
  const match =
    /^(https?:\/\/[^/\s]+\/[^/\s]+\/[^/\s]+)\/(discussions|issues|pull)\/([1-9]\d{0,8})(?:[/?#]\S*)?$/.exec(
      text.trim(),
    );
  const repository = match?.[1] === undefined ? null : addressOf(match[1]);
  if (!repository || !match) return null;
  return {
    repository,
    number: Number(match[3]),
    isDiscussion: match[2] === 'discussions',
    isComment: /#(?:issue|discussion)comment/.test(text),
  };
}

/** A posted note's text. Rejects with UserError when there is none. */
export async function readNoteAt(
  url: string,
  gitHub: (host: string) => Promise<GitHub>,
  signal?: Cancellation,
): Promise<string> {
  const place = noteAddress(url);
  const none = new UserError(
    `There is no note at ${url.slice(0, 200)}, or you may not see it: check the address.`,
  );
  if (!place) throw none;
  const { repository, number, isDiscussion, isComment } = place;
  const hub = await gitHub(repository.host);
  if (!isDiscussion) {
    for await (const comment of hub.comments(repository, number, signal)) {
      if (comment.url === url || (!isComment && comment.body.includes('baton pickup'))) return comment.body;
    }
    throw none;
  }
  const thread = await hub.thread(repository, number, signal);
  if (!thread) throw none;
  if (isComment) {
    for await (const reply of hub.replies(thread.id, signal)) if (reply.url === url) return reply.body;
  }
  const posted = await hub.posted(thread.id, signal);
  if (!posted) throw none;
  return posted.body;
}
