import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../core/cancel';
import type { Amended, HeadLog, LeftBranch } from '../../core/ports/daysWork';
import type { DateTime } from '../../core/time/luxon';
import { rawInstant } from './date';
import { mayHaveLogged } from './ownFiles';
import type { GitRunner } from './runner';

/** Who has more branch switches in a window, or more working trees, has a program that makes them. */
const mostSwitches = 500;
const mostTrees = 20;

/** How git names in the reflog what gave a commit other content. */
const changed = /^(?:commit \(amend\)|rebase(?: -i)? \((?:fixup|squash)\)): /;

/** How entries begin that tell of a branch that was left or of a commit with other content. */
const telling = new RegExp(`${changed.source}|^checkout: moving from `);

/**
 * What HEAD went through in this working tree, and in the others of the repository: each keeps a log of its own, and
 * git reads them together.
 */
export async function readHeadLog(
  runner: GitRunner,
  { gitDirectory, commonDirectory }: { readonly gitDirectory: string; readonly commonDirectory: string },
  since: DateTime,
  signal: Cancellation | undefined,
): Promise<HeadLog> {
  const others = await otherLogs(commonDirectory);
  const files = [join(gitDirectory, 'logs', 'HEAD'), ...others.map(({ file }) => file)];
  if (!(await mayHaveLogged(commonDirectory, files, telling, since.toMillis())))
    return { left: [], amended: [] };
  const fields = ['%gd', '%gs', '%H', '%aE', '%ad', '%s'];
  const format = `--format=tformat:${fields.join('%x00')}`;
  const args = ['log', '-g', '-z', '-n', String(mostSwitches), format, '--date=raw', '--encoding=UTF-8'];
  const left = new Map<string, LeftBranch>();
  const amended: Amended[] = [];
  /** In each log, the branch that the entry after (which comes before it here) left. */
  const from = new Map<string, string>();
  let row: string[] = [];
  // Status 128: nothing was committed yet.
  const run = { signal, statuses: [0, 128] };
  for await (const field of runner.records(
    [...args, 'HEAD', ...others.map(({ called }) => called), '--'],
    run,
  )) {
    row.push(field);
    if (row.length < fields.length) continue;
    const [place = '', what = '', sha = '', authorEmail = '', authored = '', subject = ''] = row;
    row = [];
    const log = place.slice(0, place.lastIndexOf('@{'));
    // The entry before a switch is where the branch stood that was left.
    const name = from.get(log);
    if (name !== undefined && !left.has(name)) {
      left.set(name, { name, sha, authorEmail, authoredAt: rawInstant(authored), subject });
    }
    const at = Number(/@\{(\d{1,12}) /.exec(place)?.[1] ?? NaN);
    if (!(at * 1000 >= since.toMillis())) break;
    if (changed.test(what)) amended.push({ sha, authoredAt: rawInstant(authored), subject });
    const next = /^checkout: moving from (\S{1,300}) to \S/.exec(what)?.[1];
    if (next === undefined || /^[0-9a-f]{40,64}$/.test(next)) from.delete(log);
    else from.set(log, next);
  }
  return { left: [...left.values()], amended };
}

/** The logs of the working trees' HEADs, as git calls them; none where there is one working tree only. */
async function otherLogs(
  commonDirectory: string,
): Promise<{ readonly called: string; readonly file: string }[]> {
  const trees = await readdir(join(commonDirectory, 'worktrees')).catch(() => []);
  if (trees.length === 0) return [];
  const own = trees.filter((name) => /^\w[\w.-]{0,200}$/.test(name)).slice(0, mostTrees);
  const logs = [
    { called: 'main-worktree/HEAD', file: join(commonDirectory, 'logs', 'HEAD') },
    ...own.map((name) => ({
      called: `worktrees/${name}/HEAD`,
      file: join(commonDirectory, 'worktrees', name, 'logs', 'HEAD'),
    })),
  ];
  // One that is not there would make git refuse all of them.
  const isThere = await Promise.all(
    logs.map(({ file }) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  return logs.filter((_, index) => isThere[index]);
}
