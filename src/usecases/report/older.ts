import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { Files } from '../../core/ports/files';
import type { CodeHistory } from '../../core/ports/history';
import { linesOf } from '../../core/report/code';
import { carryLines } from '../../core/report/lineMap';
import type { PrintedTrace } from '../../core/report/model';
import { revisionsIn } from '../../core/report/revision';
import { mapFrames, type MappedFrame, type MappedTrace } from '../../core/trace/map';
import { readInside, type Root } from './root';

/** A trace and where in today's files its frames are. */
export interface LocatedTrace {
  readonly trace: MappedTrace;
  /** The older commit that the lines were carried from. */
  readonly tracedAt: string | null;
}

/** Names in a log that may be of this repository: each costs a question. */
const mostNames = 8;

/**
 * The trace of an older commit with its lines carried to today's files. Null when it is of what is checked out, as
 * far as anybody can tell.
 * @throws UserError when the person named a revision that the repository does not have
 */
export async function carriedFromOlder(
  trace: MappedTrace,
  printed: PrintedTrace | null,
  roots: readonly Root[],
  request: { readonly text: string; readonly revision?: string; readonly signal?: Cancellation },
  files: Files,
): Promise<LocatedTrace | null> {
  const frames = trace.errors.flatMap((error) => error.frames);
  const at = frames.find(({ root }) => root !== null)?.root ?? 0;
  const root = roots[at];
  const history = root?.repository?.history;
  if (!root || !history || !printed) {
    if (request.revision === undefined) return null;
    throw new UserError(`There is no git repository that could know ${request.revision}: name its folder.`);
  }
  const { signal } = request;
  const chosen = request.revision === undefined ? null : await history.commit(request.revision, signal);
  if (request.revision !== undefined && chosen === null)
    throw new UserError(
      `This repository has no commit ${request.revision}: fetch it, or name a commit, tag or branch that is here.`,
    );
  // What this very checkout printed is of today's files, whatever version it prints beside.
  const isLocal = frames.some(({ inApp, file }) => inApp && file.includes(root.folder));
  const commit = chosen ?? (isLocal ? null : await namedIn(request.text, history, signal));
  if (commit === null || commit === (await root.published()).head) return null;
  return carry(printed, commit, at, roots, files, signal);
}

async function namedIn(text: string, history: CodeHistory, signal?: Cancellation): Promise<string | null> {
  for (const name of revisionsIn(text).slice(0, mostNames)) {
    const commit = await history.commit(name, signal);
    if (commit !== null) return commit;
  }
  return null;
}

async function carry(
  printed: PrintedTrace,
  commit: string,
  at: number,
  roots: readonly Root[],
  files: Files,
  signal?: Cancellation,
): Promise<LocatedTrace> {
  const root = roots[at] as Root;
  const repository = root.repository as NonNullable<Root['repository']>;
  const prefix = root.inRepository;
  const [before, renamed] = await Promise.all([
    repository.history.filesAt(commit, signal),
    repository.history.renamedSince(commit, signal),
  ]);
  const own = before.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const old = mapFrames(printed, { roots: [{ folder: root.folder, files: own }] });
  const today = new Set(root.files);
  const carriers = new Map<string, Promise<((line: number) => number | null) | null>>();
  const carrierOf = (path: string, now: string) => {
    const known = carriers.get(path);
    if (known) return known;
    const making = (async () => {
      const [then, here] = await Promise.all([
        repository.textAt(commit, prefix + path, signal),
        readInside(root, now, files),
      ]);
      if (then === null || here === null) return null;
      const carryLine = carryLines(linesOf(then), linesOf(here));
      return (line: number) => carryLine(line)?.line ?? null;
    })();
    carriers.set(path, making);
    return making;
  };
  const move = async (frame: MappedFrame): Promise<MappedFrame> => {
    if (frame.path === null) return { ...frame, root: null };
    const moved = renamed.get(prefix + frame.path);
    const now = moved?.startsWith(prefix) ? moved.slice(prefix.length) : frame.path;
    const nowhere = { ...frame, path: null, mappedLine: null, mappedColumn: null, inApp: false, root: null };
    if (!today.has(now)) return nowhere;
    const carrier = await carrierOf(frame.path, now);
    const line = frame.mappedLine === null || !carrier ? null : carrier(frame.mappedLine);
    return {
      ...frame,
      path: now,
      mappedLine: line,
      mappedColumn: line === null ? null : frame.mappedColumn,
      root: at,
    };
  };
  const errors = await Promise.all(
    old.errors.map(async (error) => ({ ...error, frames: await Promise.all(error.frames.map(move)) })),
  );
  return { trace: { ...old, errors }, tracedAt: commit };
}
