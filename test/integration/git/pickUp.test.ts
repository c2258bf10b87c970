import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createStateStore } from '../../../src/adapters/state';
import { noEditor } from '../../../src/core/ports/editor';
import { DateTime } from '../../../src/core/time/luxon';
import { draftHandoff } from '../../../src/usecases/draftHandoff';
import { createSandbox, quiet } from './sandbox';

describe('the commands of "Pick it up here"', () => {
  it('bring a fresh clone to where the author stands, whatever the branch is called', async () => {
    const hub = createSandbox('--bare');
    const author = createSandbox();
    try {
      author.git('commit', '-q', '--allow-empty', '-m', 'feat: first');
      author.git('remote', 'add', 'origin', hub.root);
      author.git('push', '-q', '-u', 'origin', 'main');
      const pushed: readonly (readonly [string, string])[] = [
        ['refund-retry', 'refund-retry'],
        ["it's-$(touch${IFS}sprung);x", "it's-$(touch${IFS}sprung);x"],
        ['mine', 'theirs'],
      ];
      for (const [local, remote] of pushed) {
        author.git('checkout', '-q', '-b', local, 'main');
        author.git('commit', '-q', '--allow-empty', '-m', `fix: ${local}`);
        author.git('push', '-q', '-u', 'origin', `${local}:${remote}`);
        const draft = await draftHandoff(
          {
            directories: [author.root],
            since: DateTime.fromISO('2026-11-19T00:00Z'),
            until: DateTime.fromISO('2026-11-20T00:00Z'),
            zone: 'UTC',
            id: 'n1',
          },
          {
            git: createGit({ env: quiet }),
            files: createFiles(),
            state: createStateStore(join(author.root, '.git', 'baton')),
            editor: noEditor,
          },
        );
        const commands = /```sh\n([^]*?)\n```/.exec(draft.markdown)?.[1] ?? '';
        const clone = createSandbox();
        try {
          clone.git('clone', '-q', hub.root, 'clone');
          const cwd = join(clone.root, 'clone');
          execFileSync('sh', ['-e', '-c', commands], { cwd, env: quiet, stdio: 'pipe' });
          assert.equal(clone.git('-C', cwd, 'rev-parse', 'HEAD'), author.git('rev-parse', 'HEAD'), commands);
          assert.equal(clone.git('-C', cwd, 'branch', '--show-current'), local);
          assert.equal(clone.git('-C', cwd, 'status', '--porcelain'), '');
        } finally {
          clone.remove();
        }
      }
    } finally {
      hub.remove();
      author.remove();
    }
  });
});
