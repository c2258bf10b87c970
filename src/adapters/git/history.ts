import type { Cancellation } from '../../core/cancel';
import type { CodeHistory, Reviewer } from '../../core/ports/history';
import { blame, touched } from './blame';
import type { GitRunner } from './runner';

/** How many of a file's last commits tell who looks at its changes. */
const mostLooked = 40;

/** `filtered` reads the working tree without running programs that the repository names. */
export function createHistory(
  runner: GitRunner,
  filtered: (signal?: Cancellation) => Promise<GitRunner>,
): CodeHistory {
  const verified = async (expression: string, signal?: Cancellation): Promise<string | null> => {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', expression];
    const { stdout, exitCode } = await runner.output(args, { signal, statuses: [0, 1, 128] });
    const sha = stdout.trim();
    return exitCode === 0 && isSha(sha) ? sha : null;
  };
  return {
    blame: (path, from, to, signal) => blame(runner, path, from, to, signal),
    touched: (path, from, to, since, signal) => touched(runner, path, [from, to], since, signal),
    // A name as a person or a log writes it; anything that git would read as an expression is none.
    commit: (revision, signal) =>
      /^[\w][\w./+-]{0,200}$/.test(revision) && !revision.includes('..')
        ? verified(`${revision}^{commit}`, signal)
        : Promise.resolve(null),
    parent: (sha, signal) => (isSha(sha) ? verified(`${sha}^1`, signal) : Promise.resolve(null)),
    async isAncestor(sha, of, signal) {
      if (!isSha(sha) || !isSha(of)) return false;
      const args = ['merge-base', '--is-ancestor', sha, of];
      return (await runner.output(args, { signal, statuses: [0, 1, 128] })).exitCode === 0;
    },
    async renamedSince(sha, signal) {
      if (!isSha(sha)) return new Map();
      const args = ['diff', '--name-status', '-z', '-M', '--diff-filter=R', sha, 'HEAD', '--'];
      const { stdout, exitCode } = await runner.output(args, { signal, statuses: [0, 128] });
      const found = new Map<string, string>();
      if (exitCode !== 0) return found;
      const fields = stdout.split('\0');
      for (let at = 0; at + 2 < fields.length; at += 3) found.set(fields[at + 1] ?? '', fields[at + 2] ?? '');
      return found;
    },
    async filesAt(sha, signal) {
      if (!isSha(sha)) return [];
      const args = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', sha];
      const { stdout } = await runner.output(args, { signal });
      return stdout.split('\0').filter((path) => path !== '');
    },
    async patch(sha, path, signal) {
      if (!isSha(sha) && sha !== 'HEAD') return '';
      const worktree = await filtered(signal);
      const args = ['diff', '--no-ext-diff', '--no-textconv', '--no-renames', '-U3', sha, '--', path];
      const { stdout, exitCode } = await worktree.output(args, { signal, statuses: [0, 128] });
      const start = stdout.indexOf('\n@@');
      return exitCode !== 0 || start < 0 ? '' : stdout.slice(start + 1);
    },
    reviewers: (path, signal) => reviewers(runner, path, signal),
    async untracked(paths, signal) {
      if (paths.length === 0) return [];
      const literal = paths.map((path) => `:(top,literal)${path}`);
      const found: string[] = [];
      const args = ['ls-files', '-z', '--others', '--exclude-standard', '--', ...literal];
      for await (const path of runner.records(args, { signal })) found.push(path);
      return found;
    },
    async ignored(signal) {
      const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
      const found: string[] = [];
      for await (const path of runner.records(args, { signal })) found.push(path.replace(/\/$/, ''));
      return found;
    },
  };
}

function isSha(text: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);
}

async function reviewers(
  runner: GitRunner,
  path: string,
  signal: Cancellation | undefined,
): Promise<readonly Reviewer[]> {
  const trailers = '%(trailers:key=Reviewed-by,key=Acked-by,valueonly,separator=%x09)';
  const args = ['log', '-z', '--use-mailmap', `--max-count=${mostLooked}`];
  const format = `--format=%aE%x00%cN <%cE>%x00${trailers}`;
  const { stdout, exitCode } = await runner.output([...args, format, 'HEAD', '--', path], {
    signal,
    statuses: [0, 128],
  });
  if (exitCode !== 0) return [];
  const found = new Map<string, Reviewer>();
  const fields = stdout.split('\0');
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [author = '', committer = '', told = ''] = fields.slice(at, at + 3);
    for (const contact of [...told.split('\t'), committer]) {
      const parts = /^([^<>]{1,200}) <([^<>\s]{3,200})>$/.exec(contact.trim());
      const email = parts?.[2]?.toLowerCase() ?? '';
      // Who wrote it did not review it, and a web page merged nothing by itself.
      if (!parts || email === author.toLowerCase() || email === 'noreply@github.com') continue;
      if (!found.has(email)) found.set(email, { name: parts[1]?.trim() ?? '', email });
    }
  }
  return [...found.values()];
}
