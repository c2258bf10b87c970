import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real repository in a temporary folder, with nothing of the machine's own configuration. */
export interface Sandbox {
  readonly root: string;
  git(...args: readonly string[]): string;
  /** Makes history from a stream of `git fast-import`. */
  import(stream: string | Buffer): void;
  remove(): void;
}

export const quiet: NodeJS.ProcessEnv = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_DATE: '2026-11-19T12:00:00+00:00',
  GIT_COMMITTER_DATE: '2026-11-19T12:00:00+00:00',
};

export function createSandbox(...init: readonly string[]): Sandbox {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'baton-git-')));
  const run = (args: readonly string[], input?: string | Buffer): string =>
    execFileSync('git', args, {
      cwd: root,
      env: quiet,
      input: input ?? '',
      encoding: 'utf8',
      maxBuffer: 1e8,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  run(['init', '-q', '-b', 'main', ...init]);
  run(['config', 'user.name', 'Ana']);
  run(['config', 'user.email', 'ana@example.com']);
  return {
    root,
    git: (...args) => run(args).trimEnd(),
    import: (stream) => void run(['fast-import', '--quiet', '--force', '--date-format=raw'], stream),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A commit for `git fast-import`; dates are epoch seconds. */
export interface Planned {
  readonly mark: number;
  readonly ref: string;
  readonly parents: readonly number[];
  readonly author?: string;
  readonly authored: number;
  readonly committed: number;
  readonly offset?: string;
  readonly message?: string | Buffer;
}

export function streamOf(
  commits: readonly Planned[],
  refs: readonly (readonly [string, number])[] = [],
): Buffer {
  const parts: Buffer[] = [];
  const add = (text: string | Buffer): void => void parts.push(Buffer.from(text));
  for (const commit of commits) {
    const message = Buffer.from(commit.message ?? `feat: commit ${commit.mark}`);
    const offset = commit.offset ?? '+0000';
    const author = commit.author ?? 'Ana <ana@example.com>';
    add(`commit ${commit.ref}\nmark :${commit.mark}\nauthor ${author} ${commit.authored} ${offset}\n`);
    add(`committer ${author} ${commit.committed} ${offset}\ndata ${message.length}\n`);
    add(message);
    const [first, ...others] = commit.parents;
    add(
      `\n${first === undefined ? '' : `from :${first}\n`}${others.map((mark) => `merge :${mark}\n`).join('')}`,
    );
    // A branch that starts at this commit must not continue what its name held before.
    if (first === undefined) add('deleteall\n');
    add('\n');
  }
  for (const [ref, mark] of refs) add(`reset ${ref}\nfrom :${mark}\n\n`);
  return Buffer.concat(parts);
}
