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
      const first = pair.author;
      for (const [path, content] of files) put(first, path, content);
      if (attributes !== null) put(first, '.gitattributes', Buffer.from(attributes));
      first.git('add', '-A');
      first.git('commit', '-q', '--allow-empty', '-m', 'Begin');
      first.git('push', '-q', 'origin', 'HEAD:main');
    }
    // What git writes by itself is where both begin; only what is done then can differ.
    const clone = (name: string) => {
      const settings = [
        `core.autocrlf=${autocrlf}`,
        'user.name=ana',
        'user.email=ana@example.com',
        'commit.gpgSign=true',
      ];
      cloneAt(folder).git('clone', '-q', ...settings.flatMap((each) => ['-c', each]), pair.remote, name);
      return cloneAt(`${folder}/${name}`);
    };
    const [author, receiver] = [clone('author'), clone('other')];
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
