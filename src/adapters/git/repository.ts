import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { GitRepository } from '../../core/ports/git';
import { createAuthors } from './authors';
import { readBranches } from './branches';
import * as code from './code';
import { readCommits } from './commits';
import { createConfiguration } from './configuration';
import { createDaysWork } from './daysWork';
import { filtersOffAmong, ownFiltersOff } from './filters';
import { createHistory } from './history';
import { committedHunks, worktreeHunks } from './hunks';
import { createPeople } from './identity';
import { operationIn } from './operation';
import { readOtherTrees } from './otherTrees';
import { readRemotes } from './remotes';
import { createRunner, type GitRunner, type RunnerOptions } from './runner';
import * as stamps from './stamps';
import { readDiffStat, readStatus } from './status';

/** Opens the repository whose working tree holds `directory`; null when there is none. */
export async function openRepository(
  directory: string,
  options: RunnerOptions,
  signal?: Cancellation,
): Promise<GitRepository | null> {
  await mustBeFolder(directory);
  const place = await findRepository(directory, options, signal);
  if (place === null) return null;
  const runner = createRunner(place.root, options);
  const configuration = createConfiguration(runner);
  const withoutOwnFilters = async (cancel?: Cancellation): Promise<GitRunner> => {
    const settings = filtersOffAmong(await configuration.recent(cancel));
    return createRunner(place.root, { ...options, settings });
  };
  /** Another working tree may have a configuration of its own. */
  const filteredAt = async (root: string, cancel?: Cancellation): Promise<GitRunner> => {
    const settings = await ownFiltersOff(createRunner(root, options), cancel);
    return createRunner(root, { ...options, settings });
  };
  const people = createPeople(runner, configuration);
  return {
    root: place.root,
    commonDirectory: place.commonDirectory,
    isShallow: place.isShallow,
    branches: (cancel) => readBranches(runner, cancel),
    ...people,
    async workingTree(cancel) {
      const [status, operation] = await Promise.all([
        withoutOwnFilters(cancel).then((filtered) => readStatus(filtered, cancel)),
        operationIn(place.gitDirectory),
      ]);
      return { ...status, ...operation };
    },
    diffStat: async (cancel) => readDiffStat(await withoutOwnFilters(cancel), cancel),
    worktreeHunks: async (cancel) => worktreeHunks(await withoutOwnFilters(cancel), cancel),
    committedHunks: (shas, pattern, cancel) => committedHunks(runner, shas, pattern, cancel),
    commits: (since, cancel) => readCommits(runner, since, cancel),
    authorStamps: (since, until, cancel) => stamps.authorStamps(runner, since, until, cancel),
    remotes: (cancel) => readRemotes(runner, configuration, cancel),
    files: (cancel) => code.files(runner, cancel),
    nearestPushed: (cancel) => code.nearestPushed(runner, cancel),
    textAt: (sha, path, cancel) => code.textAt(runner, sha, path, cancel),
    authors: createAuthors(runner, place.commonDirectory),
    history: createHistory(runner, withoutOwnFilters),
    day: createDaysWork(
      runner,
      place,
      withoutOwnFilters,
      (emails, cancel) => people.canonicalEmails(emails, cancel),
      (but, cancel) => readOtherTrees(runner, place.commonDirectory, filteredAt, but, cancel),
    ),
  };
}

interface Place {
  readonly root: string;
  readonly gitDirectory: string;
  readonly commonDirectory: string;
  readonly isShallow: boolean;
}

const questions = [
  '--is-bare-repository',
  '--is-inside-git-dir',
  '--is-shallow-repository',
  '--path-format=absolute',
  '--absolute-git-dir',
  '--git-common-dir',
  '--show-toplevel',
];

async function findRepository(
  directory: string,
  options: RunnerOptions,
  signal: Cancellation | undefined,
): Promise<Place | null> {
  const runner = createRunner(directory, options);
  const args = ['rev-parse', ...questions];
  const { stdout, exitCode } = await runner.output(args, { signal, statuses: [0, 128] });
  const [bare, insideGit, shallow, gitDirectory, commonDirectory, root] = stdout.split('\n');
  if (exitCode === 0 && root && gitDirectory && commonDirectory) {
    return { root, gitDirectory, commonDirectory, isShallow: shallow === 'true' };
  }
  if (bare === 'true') {
    throw new UserError(
      `${directory} is a bare repository, which has no files to work on: open a folder that was cloned from it.`,
    );
  }
  if (insideGit === 'true' && basename(directory) === '.git') {
    return findRepository(dirname(directory), options, signal);
  }
  if (gitDirectory) throw new UserError(`${directory} belongs to git itself: open the folder above it.`);
  // The same question without git's check of who owns the folder: git reads `safe.directory` from the command line.
  const anyOwner = await runner.output(['-c', 'safe.directory=*', ...args], { signal, statuses: [0, 128] });
  if (anyOwner.exitCode === 0) {
    throw new UserError(
      `git does not trust ${directory} because someone else owns it: run "git config --global --add safe.directory ${directory}" if you do.`,
    );
  }
  return null;
}

async function mustBeFolder(directory: string): Promise<void> {
  const found = await stat(directory).catch(() => null);
  if (found === null) throw new UserError(`There is no folder ${directory}: check the path.`);
  if (!found.isDirectory())
    throw new UserError(`${directory} is not a folder: name the folder that holds it.`);
}
