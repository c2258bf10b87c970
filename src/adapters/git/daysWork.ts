import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../core/cancel';
import type { DaysWork, Tag } from '../../core/ports/daysWork';
import type { DateTime } from '../../core/time/luxon';
import { rawInstant } from './date';
import { readHeadLog } from './headLog';
import { changesSince } from './hunks';
import { mayHaveTags } from './ownFiles';
import { pathsAt, pathsOf } from './paths';
import type { GitRunner } from './runner';

/** Who has more tags in a window has a program that makes them. */
const mostTags = 100;

/**
 * What a repository remembers of a day. Of `place`, `gitDirectory` is the working tree's own and `commonDirectory` what
 * all of them share; `filtered` runs without the filter programs that the repository names, to read the working tree.
 */
export function createDaysWork(
  runner: GitRunner,
  place: { readonly gitDirectory: string; readonly commonDirectory: string },
  filtered: (signal?: Cancellation) => Promise<GitRunner>,
  canonicalEmails: (emails: readonly string[], signal?: Cancellation) => Promise<readonly string[]>,
  otherTrees: DaysWork['otherTrees'],
): DaysWork {
  return {
    async tags(since, signal) {
      const tags = (await mayHaveTags(place.commonDirectory)) ? await readTags(runner, since, signal) : [];
      const taggers = tags.flatMap(({ taggerEmail }) => taggerEmail ?? []);
      const canonical = await canonicalEmails(taggers, signal);
      const known = new Map(taggers.map((email, index) => [email, canonical[index] ?? email]));
      return tags.map((tag) => ({ ...tag, taggerEmail: known.get(tag.taggerEmail ?? '') ?? null }));
    },
    headLog: (since, signal) => readHeadLog(runner, place, since, signal),
    changesSince: async (sha, paths, signal) => changesSince(await filtered(signal), sha, paths, signal),
    onNoBranch: (signal) => readOnNoBranch(runner, signal),
    pathsAt: (sha, paths, signal) => pathsAt(runner, sha, paths, signal),
    otherTrees,
    pathsOf: (shas, signal) => pathsOf(runner, shas, signal),
    submodules: (signal) => readSubmodules(runner, signal),
  };
}

async function readTags(
  runner: GitRunner,
  since: DateTime,
  signal: Cancellation | undefined,
): Promise<Tag[]> {
  const fields = ['%(refname)', '%(objectname)', '%(*objectname)', '%(creatordate:raw)', '%(taggeremail)'];
  const format = `--format=${fields.join('%00')}`;
  const args = ['for-each-ref', '--sort=-creatordate', `--count=${mostTags}`, format, 'refs/tags'];
  const { stdout } = await runner.output(args, { signal });
  return stdout.split('\n').flatMap((line): Tag[] => {
    const [ref = '', sha = '', target = '', date = '', email = ''] = line.split('\0');
    const at = rawInstant(date);
    if (ref === '' || at < since) return [];
    const taggerEmail = email.replace(/^<|>$/g, '');
    return [
      {
        name: ref.replace('refs/tags/', ''),
        sha: target === '' ? sha : target,
        taggerEmail: taggerEmail === '' ? null : taggerEmail,
        at,
      },
    ];
  });
}

async function readOnNoBranch(runner: GitRunner, signal: Cancellation | undefined): Promise<string[]> {
  const args = ['log', '-z', '-n', '20', '--format=tformat:%s', '--encoding=UTF-8'];
  const { stdout } = await runner.output([...args, 'HEAD', '--not', '--branches', '--remotes', '--'], {
    signal,
  });
  return stdout.split('\0').slice(0, -1);
}

async function readSubmodules(runner: GitRunner, signal: Cancellation | undefined): Promise<string[]> {
  const has = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    );
  if (!(await has(join(runner.cwd, '.gitmodules')))) return [];
  const args = ['config', '-z', '--file', '.gitmodules', '--get-regexp', '^submodule\\..*\\.path$'];
  // Status 1: it names none. 128: it cannot be read.
  const { stdout } = await runner.output(args, { signal, statuses: [0, 1, 128] });
  const paths = stdout.split('\0').map((record) => record.slice(record.indexOf('\n') + 1));
  const inside = paths.filter(
    (path) => /[^/\\]/.test(path) && !/^[/\\]|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path),
  );
  const places = inside.slice(0, 100).map((path) => join(runner.cwd, path));
  const checkedOut = await Promise.all(places.map((place) => has(join(place, '.git'))));
  return places.filter((_, index) => checkedOut[index]);
}
