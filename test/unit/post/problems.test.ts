import assert from 'node:assert/strict';
import { candidatesOf } from '../../../src/usecases/post/prepare/candidates';
import type { PostProblem } from '../../../src/usecases/post/prepare/model';
import { textProblems } from '../../../src/usecases/post/prepare/textProblems';

const remote = (url: string) => ({ name: 'origin', fetchUrl: url, pushUrl: url });
type Request = Parameters<typeof candidatesOf>[0];

describe('what stands in the way of a note', () => {
  const ofPlace = (request: Partial<Request>): string[] => {
    const problems: PostProblem[] = [];
    candidatesOf({ remotes: [], repository: null, ...request } as Request, problems);
    return problems.map(({ message }) => message);
  };
  const ofText = (markdown: string): string[] =>
    textProblems(markdown, markdown).map(({ message }) => message);

  it('in its place is said with what to do instead', () => {
    assert.deepEqual(ofPlace({}), [
      'This repository has no remote. Add one that is on GitHub, or copy the note as Markdown.',
    ]);
    assert.deepEqual(ofPlace({ remotes: [remote('git@gitlab.com:a/b.git')] }), [
      'No remote of this repository is on GitHub. Copy the note as Markdown instead.',
    ]);
    assert.deepEqual(ofPlace({ repository: 'nowhere' }), [
      '"nowhere" is no repository\'s name. Write it as owner/name.',
    ]);
    assert.deepEqual(ofPlace({ remotes: [remote('git@github.com:a/b.git')] }), []);
  });

  it('in its text is said with what to write', () => {
    assert.deepEqual(ofText('# Title\n\n## Next\n'), [
      'This note is empty. Say where the work stands and what to do next, then post it.',
    ]);
    assert.match(
      ofText(`# Title\n\n${'x'.repeat(70_000)}`).join(),
      /GitHub takes 65,536\. .* Shorten it, or copy it\.$/,
    );
  });
});
