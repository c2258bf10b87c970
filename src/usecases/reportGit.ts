import type { Cancellation } from '../core/cancel';
import type { Files } from '../core/ports/files';
import type { GitRepository } from '../core/ports/git';
import { webUrl } from '../core/post/prefill';
import { addressOfRemote } from '../core/post/remote';
import { rootCause } from '../core/report/cause';
import { linesOf, sameLine } from '../core/report/code';
import type { CodePlace, GitFacts, Suspect } from '../core/report/facts';
import type { Culprit } from '../core/report/model';
import type { MappedTrace } from '../core/trace/map';
import { readInside, type Root } from './reportRoot';

/** More callers than this do not fit the line that says where. */
const mostCallers = 2;
/** Lines above and below the culprit whose last commits are suspects. */
const reach = 2;
const mostSuspects = 3;

/** What git knows of the culprit: links that stay true, the state of the branch, the commits that touched the lines. */
export async function readGit(
  trace: MappedTrace,
  culprit: Culprit | null,
  root: Root,
  files: Files,
  signal?: Cancellation,
): Promise<{
  readonly places: readonly CodePlace[];
  readonly facts: GitFacts;
  readonly suspects: readonly Suspect[];
}> {
  const repository = root.repository as GitRepository;
  const [{ head, changes }, pushed, remotes] = await Promise.all([
    repository.workingTree(signal),
    repository.nearestPushed(signal),
    repository.remotes(signal),
  ]);
  const preferred = remotes.find(({ name }) => head.upstream?.name.startsWith(`${name}/`));
  const ordered = [preferred, ...remotes.filter(({ name }) => name === 'origin'), ...remotes];
  const address = ordered.flatMap((remote) => (remote && addressOfRemote(remote)) ?? [])[0];
  const web = address ? webUrl(address) : null;
  const facts = { branch: head.branch, head: head.sha, pushed, changedPaths: changes.length };
  if (!culprit) return { places: [], facts, suspects: [] };

  const sources = new Map<string, Promise<readonly string[] | null>>();
  const linesIn = (path: string, sha: string | null): Promise<readonly string[] | null> => {
    const key = `${sha ?? ''}:${path}`;
    const known = sources.get(key);
    if (known) return known;
    const reading = (
      sha === null ? readInside(root, path, files) : repository.textAt(sha, root.inRepository + path, signal)
    ).then((text) => (text === null ? null : linesOf(text)));
    sources.set(key, reading);
    return reading;
  };
  const place = async ({ path, line }: { path: string; line: number }): Promise<CodePlace> => {
    const here = await linesIn(path, null);
    const text = here?.[line - 1]?.trim() ?? null;
    const there = web && pushed && here ? await linesIn(path, pushed) : null;
    const same = here && there ? sameLine(here, line, there) : null;
    const link = same === null ? null : `${web}/blob/${pushed}/${urlPath(root.inRepository + path)}#L${same}`;
    return { path, line, permalink: link, text };
  };
  const suspects = async (): Promise<readonly Suspect[]> => {
    if (head.sha === null) return [];
    const [here, there] = await Promise.all([linesIn(culprit.path, null), linesIn(culprit.path, head.sha)]);
    const line = here && there ? sameLine(here, culprit.line, there) : null;
    if (line === null || !there) return [];
    const [from, to] = [Math.max(1, line - reach), Math.min(there.length, line + reach)];
    const touched = await repository.lastTouched(root.inRepository + culprit.path, from, to, signal);
    return touched.slice(0, mostSuspects).map((commit) => ({
      ...commit,
      url: web && commit.sha === pushed ? `${web}/commit/${commit.sha}` : null,
    }));
  };
  const [places, touched] = await Promise.all([
    Promise.all([culprit, ...callersOf(trace, culprit)].map(place)),
    suspects(),
  ]);
  return { places, facts, suspects: touched };
}

/** The in-app calls that led to the culprit, innermost first, each place once. */
function callersOf(trace: MappedTrace, culprit: Culprit): { readonly path: string; readonly line: number }[] {
  const frames =
    rootCause(trace.errors).find(({ frames: all }) => all.some(({ inApp }) => inApp))?.frames ?? [];
  const seen = new Set([`${culprit.path}:${culprit.line}`]);
  const callers: { path: string; line: number }[] = [];
  for (const { path, mappedLine } of frames) {
    if (path === null || mappedLine === null || callers.length === mostCallers) continue;
    const key = `${path}:${mappedLine}`;
    if (!seen.has(key)) callers.push({ path, line: mappedLine });
    seen.add(key);
  }
  return callers;
}

function urlPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/').replaceAll('(', '%28').replaceAll(')', '%29');
}
