import type { Cancellation } from '../../core/cancel';
import type { JournalEvent } from '../../core/journal/events';
import type { Files } from '../../core/ports/files';
import type { GitRepository } from '../../core/ports/git';
import { callersOf } from '../../core/report/cause';
import { linesOf } from '../../core/report/code';
import type { CodePlace, GitFacts, LinkedSuspect, Unpushed } from '../../core/report/facts';
import { functionAround } from '../../core/report/function';
import { lastWorkedIn } from '../../core/report/lastWorked';
import { carryLines } from '../../core/report/lineMap';
import type { Culprit } from '../../core/report/model';
import type { Origin } from '../../core/report/origin';
import { rankSuspects } from '../../core/report/suspects';
import type { MappedTrace } from '../../core/trace/map';
import { readInside, type Root } from './root';

/** More callers than this do not fit the line that says where. */
const mostCallers = 2;
/** What was changed longer ago than this, before anything is known to have worked, is not looked through. */
const lookBackDays = 120;

export interface GitQuestion {
  readonly trace: MappedTrace;
  readonly culprit: Culprit | null;
  readonly root: Root;
  readonly origin: Origin;
  /** What is recorded of tasks and debug sessions; empty when nothing is. */
  readonly events: readonly JournalEvent[];
  readonly signal: Cancellation | undefined;
}

export interface GitAnswer {
  readonly places: readonly CodePlace[];
  readonly facts: GitFacts;
  readonly suspects: readonly LinkedSuspect[];
  readonly unpushed: Unpushed | null;
}

type Source = (path: string, sha: string | null) => Promise<readonly string[] | null>;

/** What git knows of the culprit: links that stay true, the state of the branch, the commits that touched the lines. */
export async function readGit(question: GitQuestion, files: Files): Promise<GitAnswer> {
  const { trace, culprit, root, signal } = question;
  const repository = root.repository as GitRepository;
  const sources = new Map<string, Promise<readonly string[] | null>>();
  const source: Source = (path, sha) => {
    const key = `${sha ?? ''}:${path}`;
    const known = sources.get(key);
    if (known) return known;
    const reading = (
      sha === null ? readInside(root, path, files) : repository.textAt(sha, root.inRepository + path, signal)
    ).then((text) => (text === null ? null : linesOf(text)));
    sources.set(key, reading);
    return reading;
  };
  // Neither blame nor the links wait for the state of the whole working tree.
  const [tree, places, unpushed, suspects] = await Promise.all([
    root.tree(),
    Promise.all(placesOf(trace, culprit).map((each) => placeOf(each, root, source))),
    culprit ? unpushedOf(culprit, root, source, signal) : null,
    suspectsOf(question, source).then((found) => linkedTo(found, root, repository, signal)),
  ]);
  const { head, pushed } = await root.published();
  const facts = {
    branch: tree?.head.branch ?? null,
    head,
    pushed,
    changedPaths: tree?.changes.length ?? 0,
  };
  return { places, facts, suspects, unpushed };
}

function placesOf({ errors }: MappedTrace, culprit: Culprit | null) {
  return culprit ? [culprit, ...callersOf(errors, culprit, mostCallers)] : [];
}

/** A link shows the text that the working tree has: it is compared, and where it differs there is no link. */
async function placeOf(
  { path, line }: { readonly path: string; readonly line: number },
  root: Root,
  source: Source,
): Promise<CodePlace> {
  const [here, { pushed, web, head }] = await Promise.all([source(path, null), root.published()]);
  const text = here?.[line - 1]?.trim() ?? null;
  const there = pushed !== null && here ? await source(path, nameOf(pushed, head)) : null;
  const same = here && there ? carryLines(here, there)(line) : null;
  const isUnpushed = text !== null && !same?.same;
  if (!same?.same || web === null) return { path, line, permalink: null, isUnpushed, text };
  const link = `${web}/blob/${pushed}/${urlPath(root.inRepository + path)}#L${same.line}`;
  return { path, line, permalink: link, isUnpushed, text };
}

/** The diff of the culprit's file against what others can see, where the lines around the culprit are not there. */
async function unpushedOf(
  { path, line }: Culprit,
  root: Root,
  source: Source,
  signal: Cancellation | undefined,
): Promise<Unpushed | null> {
  const [here, { pushed, head }] = await Promise.all([source(path, null), root.published()]);
  const base = pushed ?? head;
  if (!here || here[line - 1] === undefined || !root.repository) return null;
  if (base === null) return { base, patch: '' };
  const there = await source(path, nameOf(base, head));
  if (there === null) return { base, patch: '' };
  const carry = carryLines(here, there);
  // The lines around it explain it: they count as much as the line itself.
  const around = [-2, -1, 0, 1, 2].map((by) => line + by).filter((at) => at >= 1 && at <= here.length);
  if (around.every((at) => carry(at)?.same)) return null;
  return { base, patch: await root.repository.history.patch(base, root.inRepository + path, signal) };
}

async function suspectsOf(
  { culprit, root, origin, events, signal }: GitQuestion,
  source: Source,
): Promise<ReturnType<typeof rankSuspects>> {
  if (!culprit || !root.repository) return [];
  const { history } = root.repository;
  const [here, there] = await Promise.all([source(culprit.path, null), source(culprit.path, 'HEAD')]);
  const carried = here && there ? carryLines(here, there)(culprit.line) : null;
  // A line that is not committed yet has no commit to suspect; what stands around it may have.
  if (!carried || !there) return [];
  const range = functionAround(there, carried.line);
  const path = root.inRepository + culprit.path;
  const blamed = await history.blame(path, range.from, range.to, signal);
  const lastWorked = lastWorkedIn(events, origin);
  const newest = blamed.reduce<(typeof blamed)[number] | null>(
    (best, each) => (best === null || each.authoredAt.toMillis() > best.authoredAt.toMillis() ? each : best),
    null,
  );
  const since = lastWorked?.at ?? newest?.authoredAt.minus({ days: lookBackDays });
  const touched = since ? await history.touched(path, range.from, range.to, since, signal) : [];
  return rankSuspects({ line: carried.line, function: culprit.function, range, blamed, touched, lastWorked });
}

/**
 * Only what is surely pushed gets a link: a commit at or before the newest pushed one. A root commit, or the last one of
 * a shallow clone, has nothing before it that could be tried.
 */
async function linkedTo(
  suspects: ReturnType<typeof rankSuspects>,
  root: Root,
  repository: GitRepository,
  signal: Cancellation | undefined,
): Promise<readonly LinkedSuspect[]> {
  const { pushed, web, head } = await root.published();
  return Promise.all(
    suspects.map(async (suspect, at) => {
      const { history } = repository;
      const [isPushed, parent] = await Promise.all([
        web !== null &&
          pushed !== null &&
          (pushed === head || history.isAncestor(suspect.sha, pushed, signal)),
        at === 0 ? history.parent(suspect.sha, signal) : null,
      ]);
      const url = isPushed ? `${web}/commit/${suspect.sha}` : null;
      return { ...suspect, url, hasParent: parent !== null };
    }),
  );
}

/** HEAD's files are read once, by whichever name they are asked for. */
function nameOf(sha: string, head: string | null): string {
  return sha === head ? 'HEAD' : sha;
}

function urlPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/').replaceAll('(', '%28').replaceAll(')', '%29');
}
