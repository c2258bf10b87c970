import { foldLists } from '../../../core/post/fold';
import { isEmptyNote, isUnfinished, longestBody } from '../../../core/post/text';
import type { PostProblem } from './model';

/** What stands in the way in the note itself, wherever it goes. */
export function textProblems(markdown: string, body: string): PostProblem[] {
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
