import type { Commit } from '../ports/git';
import { readSubject } from './conventional';

/** So many commits straight onto the default branch are told by kind; more by the area that they touched. */
export const directTold = 12;

const mostAreas = 8;
/** An area that holds more of the commits than this says little: it is told by the folders in it. */
const mostShare = 0.2;
const fewest = 2;
const deepest = 4;

/** Commits of one area; null for what is left over of many. */
export interface Area {
  readonly area: string | null;
  readonly commits: readonly Commit[];
}

/** The commits whose subjects do not name an area, so that their files have to tell it. */
export function withoutArea(commits: readonly Commit[]): string[] {
  return commits.filter(({ subject }) => readSubject(subject).scope === null).map(({ sha }) => sha);
}

/** The commits by the scope that their subjects name, else by the folder that they touched most; the largest first. */
export function byArea(commits: readonly Commit[], paths: ReadonlyMap<string, readonly string[]>): Area[] {
  const scoped = new Map<string, Commit[]>();
  const others: Commit[] = [];
  for (const commit of commits) {
    const { scope } = readSubject(commit.subject);
    if (scope === null) others.push(commit);
    else scoped.set(scope, [...(scoped.get(scope) ?? []), commit]);
  }
  const limit = Math.max(fewest, Math.floor(commits.length * mostShare));
  const found = [...scoped, ...split(others, paths, '', limit)];
  const areas = found
    .filter(([area, own]) => area !== '' && own.length >= fewest)
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, mostAreas);
  const told = new Set(areas.flatMap(([, own]) => own));
  const rest = commits.filter((commit) => !told.has(commit));
  const all: Area[] = areas.map(([area, own]) => ({ area, commits: own }));
  return rest.length === 0 ? all : [...all, { area: null, commits: rest }];
}

/** By the folder below `top`; one that holds most of the commits by the folders in it. */
function split(
  commits: readonly Commit[],
  paths: ReadonlyMap<string, readonly string[]>,
  top: string,
  limit: number,
): (readonly [string, Commit[]])[] {
  const groups = new Map<string, Commit[]>();
  for (const commit of commits) {
    const area = areaOf(telling(paths.get(commit.sha) ?? []), top);
    const group = groups.get(area);
    if (group) group.push(commit);
    else groups.set(area, [commit]);
  }
  const depth = top === '' ? 1 : top.split('/').length + 1;
  return [...groups].flatMap(([area, own]) =>
    own.length > limit && area !== top && depth < deepest
      ? split(own, paths, area, limit)
      : [[area, own] as const],
  );
}

/** Tests and texts go along with code; where there is no code, they are what was worked on. */
function telling(paths: readonly string[]): readonly string[] {
  const code = paths.filter(
    (path) =>
      !/(?:^|\/)(?:tests?|specs?|__tests__|docs?)\/|\.(?:md|json|lock|ya?ml)$|[._-](?:test|spec)\.\w+$/i.test(
        path,
      ),
  );
  return code.length > 0 ? code : paths;
}

/** The folder below `top` that most of the paths lie in; `top` itself for files that lie there. */
function areaOf(paths: readonly string[], top: string): string {
  const votes = new Map<string, number>();
  for (const path of paths) {
    if (top !== '' && !path.startsWith(`${top}/`)) continue;
    const next = path.indexOf('/', top === '' ? 0 : top.length + 1);
    const area = next < 0 ? top : path.slice(0, next);
    votes.set(area, (votes.get(area) ?? 0) + 1);
  }
  let best: readonly [string, number] = [top, 0];
  for (const vote of votes) if (vote[1] > best[1]) best = vote;
  return best[0];
}
