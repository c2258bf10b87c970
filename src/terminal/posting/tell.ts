import { unconfirmedLines } from '../../core/post/confirm';
import type { PreparedPost } from '../../usecases/post/prepare';
import type { PostResult } from '../../usecases/post/postNote';
import type { Io } from '../verb';

/** Who will see it, said before it is sent. */
export function announce({ repository }: PreparedPost, where: string, io: Pick<Io, 'stderr'>): void {
  if (!repository?.facts) return;
  const { facts } = repository;
  io.stderr(`baton post: to ${facts.nameWithOwner}, ${where}; ${facts.watchers} watching`);
  if (!facts.isPrivate) io.stderr(`baton post: PUBLIC: everybody can read ${facts.nameWithOwner}`);
}

/** What is not posted since nobody confirmed it, said before the rest is sent. */
export function announceLeftOut(markdown: string, io: Pick<Io, 'stderr'>): void {
  const many = unconfirmedLines(markdown).length;
  if (many === 0) return;
  io.stderr(
    `baton post: ${many} inferred dead ${many === 1 ? 'end is' : 'ends are'} left out; to post one, delete "*inferred:*" from its line.`,
  );
}

/** What other programs read: only keys that `cli.md` promises, and more where there is more to say. */
export function jsonOf({ id, state, url, why, ask, retryAt, overwritten }: PostResult): object {
  return {
    id,
    state,
    url,
    ...(why !== undefined && { why }),
    ...(ask !== undefined && { ask }),
    ...(retryAt !== undefined && { retryAt }),
    ...(overwritten && {
      overwritten: { by: overwritten.editor, at: overwritten.at, text: overwritten.text },
    }),
  };
}

export function prose(result: PostResult): string {
  const first = {
    posted: 'Posted',
    updated: 'Updated',
    unchanged: 'Unchanged',
    waiting: 'Waiting',
    undecided: 'Undecided',
  };
  const next =
    result.ask === 'resend'
      ? ' Look there; if the note is missing, say --resend.'
      : result.ask === 'overwrite'
        ? ' Look there; to replace it, say --overwrite.'
        : '';
  const why = result.why === undefined ? '' : `: ${result.why}${next}`;
  const { overwritten } = result;
  const replaced = overwritten
    ? `${overwritten.editor ?? 'Somebody'} edited it in the same moment (${overwritten.at}); what they wrote is kept, and restored by "baton post --restore".\n`
    : '';
  return `${first[result.state]}${why}${result.url ? ` ${result.url}` : ''}\n${replaced}`;
}
