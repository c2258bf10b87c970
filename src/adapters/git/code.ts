import type { Cancellation } from '../../core/cancel';
import type { GitRunner } from './runner';

/** Files of the working tree that git knows: one read of its index, no walk over the disk. */
export async function files(runner: GitRunner, signal?: Cancellation): Promise<readonly string[]> {
  // Whole, and split once: an iteration a file would take longer than git itself.
  const { stdout } = await runner.output(['ls-files', '-z', '--cached'], { signal });
  const paths = stdout.split('\0');
  // After a conflict, a file is there once for each side.
  return paths.filter((path, at) => path !== '' && path !== paths[at - 1]);
}

/** The newest ancestor of HEAD (HEAD included) that a remote-tracking branch holds; null when nothing is pushed. */
export async function nearestPushed(runner: GitRunner, signal?: Cancellation): Promise<string | null> {
  // The edge of what is not pushed: the first boundary commit, or HEAD itself when there is nothing unpushed.
  const unpushed = ['rev-list', '--boundary', '--topo-order', 'HEAD', '--not', '--remotes', '--'];
  const { stdout, exitCode } = await runner.output(unpushed, { signal, statuses: [0, 128] });
  if (exitCode !== 0) return null;
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length > 0) return lines.find((line) => line.startsWith('-'))?.slice(1) ?? null;
  const head = await runner.output(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
    signal,
    statuses: [0, 1],
  });
  return head.stdout.trim() || null;
}

/** A file's text at a commit (or `HEAD`); null when it is not there. */
export async function textAt(
  runner: GitRunner,
  sha: string,
  path: string,
  signal?: Cancellation,
): Promise<string | null> {
  if (!/^(?:HEAD|[0-9a-f]{7,64})$/.test(sha)) return null;
  const args = ['cat-file', 'blob', `${sha}:${path}`];
  const { stdout, exitCode } = await runner.output(args, { signal, statuses: [0, 128] });
  return exitCode === 0 ? stdout : null;
}
