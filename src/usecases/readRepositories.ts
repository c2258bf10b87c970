import type { Cancellation } from '../core/cancel';
import type { RepositoryReading } from '../core/handoff/facts';
import { directTold, withoutArea } from '../core/handoff/area';
import { remarkedBefore } from '../core/handoff/before';
import { defaultName, linesOf } from '../core/handoff/lines';
import { coAuthorsOf } from '../core/handoff/lines/coAuthors';
import { markPaths, markPattern } from '../core/handoff/marks';
import type { Author, Window } from '../core/handoff/model';
import { lockfileNames } from '../core/handoff/pickup/rerun';
import { namedChanges } from '../core/handoff/uncommitted';
import { placesToOpen } from '../core/handoff/pickup/places';
import { authorTest, belongs, readBackTo } from '../core/handoff/rule';
import type { JournalEvent } from '../core/journal/events';
import { foldJournal, type Outcome } from '../core/journal/fold';
import { addedItemsAmong } from '../core/journal/items';
import type { EditorFacts } from '../core/ports/editor';
import type { Files } from '../core/ports/files';
import type { Commit, GitRepository, Hunk } from '../core/ports/git';
import type { WorkFacts } from '../core/ports/workItems';
import { readCode, textsBelow } from './readCode';
import { readStanding, type Standing } from './readStanding';

/** Reads what a draft needs of every repository, in their order. */
export async function readAll(
  repositories: readonly GitRepository[],
  standing: readonly Promise<Standing>[],
  author: Author,
  window: Window,
  journals: ReadonlyMap<string, readonly JournalEvent[]>,
  askGitHub: (repository: GitRepository, standing: Promise<Standing>) => Promise<WorkFacts | null>,
  { files, editor }: { readonly files: Files; readonly editor: EditorFacts },
  signal: Cancellation | undefined,
): Promise<RepositoryReading[]> {
  const readings: RepositoryReading[] = [];
  // What two clones or two working trees share is told once, by the first.
  const told = new Set<string>();
  const roots = repositories.map(({ root }) => root);
  const all = [...journals.values()].flat();
  for (const [index, repository] of repositories.entries()) {
    const { root, isShallow, commonDirectory } = repository;
    const events = journals.get(commonDirectory) ?? [];
    const { lastOutcomes: outcomes } = foldJournal(events);
    // Working trees of one repository share what was added, and each other: the first tells it.
    const isFirst = repositories.findIndex((each) => each.commonDirectory === commonDirectory) === index;
    const stands = standing[index] ?? readStanding(repository, signal);
    const [{ commits, mine, together }, work, remotes, lockfiles, tags, { left, amended }, elsewhere] =
      await Promise.all([
        readWork(repository, author, window, told, signal),
        askGitHub(repository, stands),
        repository.remotes(signal),
        readLockfiles(repository, outcomes, signal),
        repository.day.tags(window.since, signal),
        repository.day.headLog(window.since, signal),
        isFirst ? repository.day.otherTrees(roots, signal) : [],
      ]);
    const newTags = tags.filter(({ name, sha }) => !told.has(`${sha} ${name}`));
    for (const { name, sha } of newTags) told.add(`${sha} ${name}`);
    const added = isFirst ? addedItemsAmong(events, [...journals.values()]) : [];
    const { worktree, ...here } = await stands;
    const committed = await repository.committedHunks([...mine].reverse(), markPattern, signal);
    const recent = await readRecent(repository, await stands, { commits, mine }, outcomes, signal);
    const hunks = { worktree, committed, recent };
    const { head, operation } = here.tree;
    const isAdrift = head.branch === null && head.sha !== null && operation === null;
    const adrift = isAdrift ? await repository.day.onNoBranch(signal) : [];
    const paths = await readPaths(repository, { ...here, commits, mine }, signal);
    const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0] ?? null;
    const home = remotes.find(({ name }) => name === 'upstream') ?? remote;
    const opened = placesToOpen({ root, tree: here.tree, hunks, added, outcomes }, editor, window);
    const named = [
      ...added.flatMap(({ path }) => path ?? []),
      ...opened.map(({ path }) => path),
      ...markPaths(hunks),
      ...namedChanges(here.tree),
      ...remarkedBefore(all, window),
    ];
    const reading = textsBelow(root, named, files);
    const [texts, code] = await Promise.all([
      reading,
      readCode(repository, remote, named, { ...here, worktree, recent }, reading, signal),
    ]);
    readings.push({
      root,
      isShallow,
      ...here,
      adrift,
      paths,
      tags: newTags,
      left: isFirst ? left : [],
      amended,
      isAnotherTree: !isFirst,
      hunks,
      commits,
      mine,
      together,
      elsewhere,
      work,
      remote,
      home,
      lockfiles,
      code,
      texts,
      outcomes,
      added,
    });
  }
  return readings;
}

/** So many of the newest commits show where the work is. */
const mostRecent = 3;

/**
 * What the author's newest commits at HEAD changed: where the next person begins to read when little is uncommitted, and
 * not asked for when that shows it, or nothing is under way.
 */
async function readRecent(
  repository: GitRepository,
  { tree: { head, changes }, branches }: Standing,
  { commits, mine }: Pick<RepositoryReading, 'commits' | 'mine'>,
  outcomes: readonly Outcome[],
  signal: Cancellation | undefined,
): Promise<readonly Hunk[]> {
  if (changes.filter(({ kind }) => kind !== 'untracked').length > 1) return [];
  const isDone = head.branch === defaultName(branches) && (head.upstream?.ahead ?? 0) === 0;
  if (isDone && changes.length === 0 && !outcomes.some(({ failed }) => failed)) return [];
  const known = new Map(commits.map((commit) => [commit.sha, commit]));
  const found: string[] = [];
  let commit = known.get(head.sha ?? '');
  while (commit && mine.has(commit.sha) && found.length < mostRecent) {
    found.push(commit.sha);
    commit = known.get(commit.parents[0] ?? '');
  }
  return repository.committedHunks(found, '.', signal);
}

/** Where commits were made is of use only where they are too many to be told one by one. */
async function readPaths(
  repository: GitRepository,
  reading: Pick<RepositoryReading, 'tree' | 'branches' | 'commits' | 'mine'>,
  signal: Cancellation | undefined,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { direct } = linesOf(reading);
  if (direct.length <= directTold) return new Map();
  return repository.day.pathsOf(withoutArea(direct), signal);
}

/** How dependencies are installed is of use only where something is to be run again. */
async function readLockfiles(
  repository: GitRepository,
  outcomes: readonly Outcome[],
  signal: Cancellation | undefined,
): Promise<readonly string[]> {
  if (!outcomes.some(({ failed }) => failed)) return [];
  const texts = await Promise.all(lockfileNames.map((name) => repository.textAt('HEAD', name, signal)));
  return lockfileNames.filter((_, index) => texts[index] !== null);
}

/** Those of others' commits that name the author, by any address that .mailmap knows. */
async function namingAuthor(
  repository: GitRepository,
  shared: readonly { readonly commit: Commit; readonly emails: readonly string[] }[],
  isAuthor: (email: string) => boolean,
  signal: Cancellation | undefined,
): Promise<readonly Commit[]> {
  if (shared.length === 0) return [];
  const emails = [...new Set(shared.flatMap((each) => each.emails))];
  const canonical = await repository.canonicalEmails(emails, signal);
  const own = new Set(emails.filter((email, index) => isAuthor(email) || isAuthor(canonical[index] ?? '')));
  return shared.filter((each) => each.emails.some((email) => own.has(email))).map(({ commit }) => commit);
}

/** The commits of the window, and which of them belong to the note and were not told by an earlier repository. */
async function readWork(
  repository: GitRepository,
  author: Author,
  window: Window,
  told: Set<string>,
  signal: Cancellation | undefined,
): Promise<Pick<RepositoryReading, 'commits' | 'mine'> & { readonly together: readonly Commit[] }> {
  const isAuthor = authorTest(author.emails);
  const mine = new Set<string>();
  const commits: Commit[] = [];
  const shared: { readonly commit: Commit; readonly emails: readonly string[] }[] = [];
  for await (const commit of repository.commits(readBackTo(window.since), signal)) {
    const own = belongs(commit, window, isAuthor);
    if (own && !told.has(commit.sha)) mine.add(commit.sha);
    if (own) told.add(commit.sha);
    // Of others' commits only the way they were merged is of use.
    const bare = own || commit.parents.length > 1 ? commit : { ...commit, body: '' };
    commits.push(bare);
    if (own || !belongs(commit, window, () => true) || told.has(commit.sha)) continue;
    const emails = coAuthorsOf(commit).map(({ email }) => email);
    if (emails.length > 0) shared.push({ commit: bare, emails });
  }
  const together = await namingAuthor(repository, shared, isAuthor, signal);
  for (const { sha } of together) told.add(sha);
  return { commits, mine, together };
}
