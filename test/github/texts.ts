import type { Viewer } from './resolvers';
import { edit, type CommentRecord, type RepositoryRecord, type TextRecord, type World } from './world';

export type Input<Fields> = { readonly input: Fields & { clientMutationId?: string | null } };

/** GitHub's history of edits, newest first: `diff` is the whole text of a version, the first one included. */
export function versionsOf(record: TextRecord) {
  const later = record.edits.map((each, index) => ({
    id: each.id,
    editor: each.editor,
    editedAt: each.at,
    createdAt: each.at,
    diff: record.edits[index + 1]?.before ?? record.body,
  }));
  const [first] = record.edits;
  const original = {
    id: `${record.id}_0`,
    editor: record.author,
    editedAt: record.createdAt,
    createdAt: record.createdAt,
    diff: first?.before ?? record.body,
  };
  return first ? [original, ...later].reverse() : [];
}

/** Edits and deletions of comments. */
export function textMutations(with_: {
  readonly world: World;
  readonly viewer: Viewer;
  byId(id: string): { record: object; repository: RepositoryRecord };
  requireWrite(repository: RepositoryRecord, body: string | null): void;
  requireAuthor(record: TextRecord, repository: RepositoryRecord): void;
  done(input: { clientMutationId?: string | null }, rest: object): object;
  comment(record: CommentRecord, repository: RepositoryRecord, type: string): object;
}): object {
  const { world, viewer, byId, requireWrite, requireAuthor, done, comment } = with_;
  const changed = (
    id: string,
    body: string | null,
  ): { found: CommentRecord; repository: RepositoryRecord } => {
    const { record, repository } = byId(id);
    const found = record as CommentRecord;
    requireWrite(repository, body);
    requireAuthor(found, repository);
    if (body !== null && body !== found.body) edit(world, found, viewer.login, body);
    return { found, repository };
  };
  const removed = (id: string): void => {
    const { found, repository } = changed(id, null);
    for (const each of [...repository.discussions, ...repository.issues]) {
      const place = each.comments.indexOf(found);
      if (place >= 0) each.comments.splice(place, 1);
    }
  };
  return {
    updateIssueComment: ({ input }: Input<{ id: string; body: string }>) => {
      const { found, repository } = changed(input.id, input.body);
      return done(input, { issueComment: comment(found, repository, 'IssueComment') });
    },
    updateDiscussionComment: ({ input }: Input<{ commentId: string; body: string }>) => {
      const { found, repository } = changed(input.commentId, input.body);
      return done(input, { comment: comment(found, repository, 'DiscussionComment') });
    },
    deleteDiscussionComment: ({ input }: Input<{ id: string }>) => {
      removed(input.id);
      return done(input, { comment: null });
    },
    deleteIssueComment: ({ input }: Input<{ id: string }>) => {
      removed(input.id);
      return done(input, {});
    },
  };
}
