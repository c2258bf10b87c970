import type { Cancellation } from '../core/cancel';
import { UserError } from '../core/errors';
import { aheadWarning, clockWarning, withTrueEnds } from '../core/handoff/clocks';
import { composeHandoff } from '../core/handoff/compose';
import type { HandoffDraft } from '../core/handoff/model';
import { nameOf } from '../core/handoff/told';
import { atHand } from '../core/handoff/atHand';
import { receiversOf, receiversOfBranch } from '../core/handoff/receivers';
import { handoffWindow } from '../core/handoff/window';
import { lastHandoff } from '../core/journal/lastHandoff';
import type { JournalEvent } from '../core/journal/events';
import type { EditorFacts } from '../core/ports/editor';
import type { Files } from '../core/ports/files';
import type { Git, GitRepository, WorkingTree } from '../core/ports/git';
import type { Sharing } from '../core/ports/share';
import type { StateStore } from '../core/ports/state';
import type { SignedInWork, WorkFacts } from '../core/ports/workItems';
import { usualDays, usualHours, weekOf } from '../core/team/hours';
import type { DaySpan, Team } from '../core/team/model';
import { DateTime } from '../core/time/luxon';
import { readAll } from './readRepositories';
import { readStanding, type Standing } from './readStanding';
import { readTeam } from './readTeam';
import { readWorkItems } from './readWork';
import { templateOf } from './readTemplate';
import { whoAmI } from './whoAmI';

export interface DraftRequest {
  /** Absolute paths; a repository that several of them lie in counts once. */
  readonly directories: readonly string[];
  /** The author's addresses. Default: git's user. */
  readonly as?: readonly string[];
  /** Default: the last handoff, else the beginning of the last working day. */
  readonly since?: DateTime | null;
  /** Default: now. */
  readonly until?: DateTime;
  /** Logins, names or addresses of those whom the note is for. Default: whoever works next. */
  readonly to?: readonly string[];
  /** Absolute path. Default: `.baton/team.yml` of the first repository. */
  readonly teamFile?: string | null;
  /** The author's zone where the team file declares none. */
  readonly zone: string;
  /** The author's hours where the team file declares none. */
  readonly workingHours?: DaySpan;
  /** Only this branch's work. */
  readonly branch?: string | null;
  /** The note's id: letters, digits, hyphens. */
  readonly id: string;
  /** A note about nothing instead of NoActivityError. */
  readonly mayBeEmpty?: boolean;
  readonly signal?: Cancellation;
}

export interface DraftPorts {
  readonly git: Git;
  readonly files: Files;
  readonly state: StateStore;
  readonly editor: EditorFacts;
  /** Left out where GitHub is not to be asked. */
  readonly workItems?: SignedInWork;
  /** Left out where nobody asks what was shared. */
  readonly sharing?: Pick<Sharing, 'asShared'>;
}

/** There is nothing to write about: another period or another identity would help, and both can be offered. */
export class NoActivityError extends UserError {}

/**
 * Drafts the note about what the author did. Rejects with NoActivityError when nothing was done by anyone of these
 * addresses in the window, and with UserError when there is no repository or nobody knows who the author is.
 */
export async function draftHandoff(request: DraftRequest, ports: DraftPorts): Promise<HandoffDraft> {
  const { signal } = request;
  const now = DateTime.now();
  const until = request.until ?? now;
  const { repositories, inner, warnings } = await openAll(request.directories, ports.git, signal);
  const [first] = repositories;
  if (first === undefined) throw new UserError(nowhere(request.directories));
  const standing = repositories.map((repository) => readStanding(repository, signal));
  const team = await teamOf(first, request, until, ports, warnings);
  const { author, member } = await whoAmI({
    repository: first,
    team,
    as: request.as ?? [],
    zone: request.zone,
    ...(signal && { signal }),
  });
  if (author === null) {
    throw new NoActivityError(
      'git does not know who you are: run "git config user.email you@example.com", or name your address with --as.',
    );
  }
  const { template, warnings: wrong } = await templateOf(
    repositories.map(({ root }) => root),
    ports.files,
  );
  warnings.push(...wrong);
  const journals = await readJournals(repositories, ports.state, warnings);
  const last = lastHandoff([...journals.values()].flat(), {
    branch: request.branch ?? null,
    before: until.toMillis(),
  });
  const week = member?.week ?? weekOf(request.workingHours ? [request.workingHours] : usualHours, usualDays);
  const window = handoffWindow({
    since: request.since ?? null,
    until,
    lastHandoff: last && DateTime.fromISO(last.until),
    zone: author.zone,
    week,
  });
  if (window.since >= window.until) {
    throw new UserError('--since is not before --until: name a period that ends after it begins.');
  }
  const isSelf = (request.as ?? []).length === 0;
  const askGitHub = async (repository: GitRepository, tree: Promise<Standing>): Promise<WorkFacts | null> => {
    const branch = request.branch ?? atHand((await tree).tree);
    return readWorkItems(repository, { author, window, branch, isSelf }, ports.workItems, warnings, signal);
  };
  const ahead = aheadWarning([...journals.values()].flat(), window);
  if (ahead !== null) warnings.push(ahead);
  const all = await readAll(repositories, standing, author, window, journals, askGitHub, ports, signal);
  // A submodule in which nothing was done is a library like any other.
  const readings = all.filter(
    ({ root, mine, together, tree, added }) =>
      !inner.has(root) || mine.size + together.length + tree.changes.length + added.length > 0,
  );
  for (const reading of readings) {
    const { root, isShallow } = reading;
    const clock = clockWarning(reading, author, window, now);
    if (clock !== null) warnings.push(clock);
    if (isShallow) {
      warnings.push(
        `${root} is a shallow clone: history before its edge is not in the note; run "git fetch --unshallow" to have it all.`,
      );
    }
  }
  if (readings.every(({ tree, branches }) => tree.head.sha === null && branches.length === 0)) {
    throw new UserError(`${first.root} has no commits yet: make the first one, then draft again.`);
  }
  const branch = request.branch ?? null;
  const to = request.to ?? [];
  const work = readings.map((reading) => reading.work);
  const asked =
    branch === null || to.length > 0 ? [] : receiversOfBranch(team, author, branch, work, window.until);
  const composed = composeHandoff({
    id: request.id,
    author,
    window,
    receivers: asked.length > 0 ? asked : receiversOf(team, author, to, window.until, week),
    readings,
    editor: ports.editor,
    branch,
    template,
    continues: last,
    events: [...journals.values()].flat(),
    members: team.members,
    warnings,
  });
  const draft = await withShares(composed, readings, request, ports);
  // What fails is of use beside work; alone it is none.
  if (draft.items.some(({ section }) => section !== 'blocked')) return draft;
  const nothing = `No work of ${author.emails.slice(0, 3).join(', ')} was found in this period: name an earlier one with --since, or another address with --as.`;
  if (request.mayBeEmpty !== true) throw new NoActivityError(nothing);
  return { ...draft, warnings: [...draft.warnings, nothing] };
}

/** What was shared of the work, and is still its state, is named where the note says how to go on. */
async function withShares(
  draft: HandoffDraft,
  readings: readonly { readonly root: string; readonly tree: WorkingTree }[],
  { branch, signal }: DraftRequest,
  { sharing }: DraftPorts,
): Promise<HandoffDraft> {
  if (!sharing) return draft;
  const { tellStanding } = await import('./share/standingShares');
  const told = readings
    .filter(({ tree }) => (branch ?? null) === null || tree.head.branch === branch)
    .map(({ root }) => ({ root, name: nameOf(root) }));
  return { ...draft, markdown: await tellStanding(draft.markdown, told, sharing, signal) };
}

async function openAll(
  directories: readonly string[],
  git: Git,
  signal: Cancellation | undefined,
): Promise<{ repositories: GitRepository[]; inner: ReadonlySet<string>; warnings: string[] }> {
  const opened = await Promise.all(directories.map((directory) => git.open(directory, signal)));
  const byRoot = new Map<string, GitRepository>();
  const warnings: string[] = [];
  opened.forEach((repository, index) => {
    if (repository === null) warnings.push(nowhere(directories.slice(index, index + 1)));
    else if (!byRoot.has(repository.root)) byRoot.set(repository.root, repository);
  });
  const submodules = await Promise.all([...byRoot.values()].map((each) => each.day.submodules(signal)));
  const within = await Promise.all(submodules.flat().map((directory) => git.open(directory, signal)));
  const inner = new Set<string>();
  for (const repository of within) {
    if (repository === null || byRoot.has(repository.root)) continue;
    byRoot.set(repository.root, repository);
    inner.add(repository.root);
  }
  return { repositories: [...byRoot.values()], inner, warnings };
}

function nowhere(directories: readonly string[]): string {
  return `${directories.join(', ') || 'Nothing open'} is in no git repository: open a folder that is, or run "git init" there.`;
}

async function teamOf(
  repository: GitRepository,
  request: DraftRequest,
  at: DateTime,
  { files, state }: DraftPorts,
  warnings: string[],
): Promise<Team> {
  const reading = await readTeam(
    // No history is read for zones that nobody declared: a draft must stay cheap on any repository.
    {
      directory: repository.root,
      teamFile: request.teamFile ?? null,
      at,
      days: 1,
      inferFromCommits: 'off',
      ...(request.signal && { signal: request.signal }),
    },
    { git: { open: () => Promise.resolve(repository) }, files, state },
  );
  for (const problem of reading.problems) {
    warnings.push(`${reading.file ?? 'team file'}:${problem.line}:${problem.column}: ${problem.message}`);
  }
  return reading.team;
}

/** What Baton remembers of each repository, by git's common directory: working trees share it. */
async function readJournals(
  repositories: readonly GitRepository[],
  state: StateStore,
  warnings: string[],
): Promise<ReadonlyMap<string, readonly JournalEvent[]>> {
  const places = [...new Set(repositories.map(({ commonDirectory }) => commonDirectory))];
  const journals = await Promise.all(places.map((place) => state.of(place).read()));
  const skipped = journals.reduce((sum, journal) => sum + journal.skipped, 0);
  if (skipped > 0) {
    warnings.push(
      `Baton's journal holds ${skipped} ${skipped === 1 ? 'line' : 'lines'} that cannot be read and were skipped: look at the note's period, or set it with --since.`,
    );
  }
  return new Map(places.map((place, index) => [place, withTrueEnds(journals[index]?.events ?? [])]));
}
