import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { play, put, story, type Story } from './arbitraries';
import { bytesOf, cloneAt, createPair, fingerprint, pick, share, status } from './sandbox';

/** Shares and picks up random states: the receiver stands where the author stands, and nothing of the author's moved. */
export async function campaign(runs: number, seed?: number): Promise<void> {
  await fc.assert(fc.asyncProperty(story, once), { numRuns: runs, ...(seed !== undefined && { seed }) });
}

async function once({ files, attributes, autocrlf, isUnborn, steps }: Story): Promise<void> {
  const pair = createPair({});
  try {
    const { folder } = pair;
    if (!isUnborn) {
      const first = cloneAt(folder);
      first.git('clone', '-q', pair.remote, 'first');
      const origin = cloneAt(`${folder}/first`);
      origin.git('config', 'user.name', 'first');
      origin.git('config', 'user.email', 'first@example.com');
      for (const [path, content] of files) put(origin, path, content);
      if (attributes !== null) put(origin, '.gitattributes', Buffer.from(attributes));
      origin.git('add', '-A');
      origin.git('commit', '-q', '--allow-empty', '-m', 'Begin');
      origin.git('push', '-q', 'origin', 'HEAD:main');
    }
    // What git writes by itself is where both begin; only what is done then can differ.
    cloneAt(folder).git('clone', '-q', '-c', `core.autocrlf=${autocrlf}`, pair.remote, 'author');
    cloneAt(folder).git('clone', '-q', '-c', `core.autocrlf=${autocrlf}`, pair.remote, 'other');
    const [author, receiver] = [cloneAt(`${folder}/author`), cloneAt(`${folder}/other`)];
    for (const clone of [author, receiver]) {
      clone.git('config', 'user.name', 'ana');
      clone.git('config', 'user.email', 'ana@example.com');
      clone.git('config', 'commit.gpgsign', 'true');
    }
    if (isUnborn && attributes !== null) put(author, '.gitattributes', Buffer.from(attributes));
    play(author, steps);
    const before = fingerprint(author);
    await share(author);
    assert.deepEqual(fingerprint(author), before, 'the author’s repository is as before');
    const picked = await pick(receiver);
    assert.equal(status(picked.worktree), status(author.root));
    assert.deepEqual(bytesOf(picked.worktree), bytesOf(author.root));
  } finally {
    pair.remove();
  }
}
