import type { Cancellation } from '../../../core/cancel';
import type { Place } from './settings';

/** A commit object as git keeps it. */
export interface CommitObject {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string };
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly message: string;
}

/** Writes a commit; hooks and signatures have no part in it. `date` as git reads it: `@seconds offset`. */
export async function commitTree(
  place: Place,
  commit: {
    readonly tree: string;
    readonly parents: readonly string[];
    readonly message: string;
    readonly date: string;
  },
  signal?: Cancellation,
): Promise<string> {
  const env: Record<string, string> = { GIT_AUTHOR_DATE: commit.date, GIT_COMMITTER_DATE: commit.date };
  // git refuses to commit for nobody; a share says by its name whose it is.
  if (place.config.get('user.email') === null && place.config.get('author.email') === null) {
    env['GIT_AUTHOR_NAME'] = env['GIT_COMMITTER_NAME'] = place.config.get('user.name') ?? 'Baton';
    env['GIT_AUTHOR_EMAIL'] = env['GIT_COMMITTER_EMAIL'] = 'baton@localhost';
  }
  const args = ['commit-tree', commit.tree, ...commit.parents.flatMap((parent) => ['-p', parent])];
  const { stdout } = await place.with({ env }).output(args, { signal, input: commit.message });
  return stdout.trim();
}

/** The commit that a ref or a sha names; null when there is none here. */
export async function readCommit(
  place: Place,
  revision: string,
  signal?: Cancellation,
): Promise<CommitObject | null> {
  const [found] = await readCommits(place, [revision], signal);
  return found ?? null;
}

/** The same for several, by one start of git. */
export async function readCommits(
  place: Place,
  revisions: readonly string[],
  signal?: Cancellation,
): Promise<readonly (CommitObject | null)[]> {
  const input = revisions.map((revision) => `${revision}^0\n`).join('');
  // Bytes: the length that git gives counts them.
  const run = { signal, input, encoding: 'latin1' } as const;
  let { stdout } = await place.runner.output(['cat-file', '--batch'], run);
  return revisions.map(() => {
    const head = /^([0-9a-f]{40,64}) commit (\d+)\n/.exec(stdout);
    const start = head?.[0].length ?? 0;
    const end = head ? start + Number(head[2]) : stdout.indexOf('\n');
    const text = Buffer.from(stdout.slice(start, end), 'latin1').toString('utf8');
    stdout = stdout.slice(end + 1);
    return head?.[1] === undefined ? null : commitOf(head[1], text);
  });
}

function commitOf(sha: string, text: string): CommitObject {
  const end = text.indexOf('\n\n');
  const fields = text.slice(0, end).split('\n');
  const all = (name: string) =>
    fields.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const author = /^(.*?) ?<([^>]*)> /.exec(all('author')[0] ?? '');
  const at = / (\d{1,12}) [+-]\d{4}$/.exec(all('committer')[0] ?? '')?.[1];
  return {
    sha,
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: { name: author?.[1] ?? '', email: author?.[2] ?? '' },
    at: Number(at ?? 0) * 1000,
    message: text.slice(end + 2),
  };
}
