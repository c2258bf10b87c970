import type { Machine } from '../../core/ports/files';
import type { StateStore } from '../../core/ports/state';
import { findCulprit } from '../../core/report/cause';
import { excerpt, linesOf } from '../../core/report/code';
import { runtimeIn } from '../../core/report/environment';
import type { ReportFacts } from '../../core/report/facts';
import { fingerprintOf } from '../../core/report/fingerprint';
import type { PrintedTrace } from '../../core/report/model';
import { originIn, unknownOrigin, type Origin } from '../../core/report/origin';
import { settingsIn, type Setting } from '../../core/report/settings';
import { readEnvironment } from './environment';
import { readGit } from './git';
import { locate } from './locate';
import type { LocatedTrace } from './older';
import type { ReportPorts, ReportRequest } from './request';
import { readCargo, readTestHints } from './rerun';
import { readInside, withNewFiles, type Root } from './root';

interface Collected {
  readonly facts: ReportFacts;
  readonly root: Root | undefined;
}

/**
 * Tracked files are known at once, new ones only when git has walked over the disk: everything is found out with the
 * tracked ones, and once more where a new file has the name of one on the trace.
 */
export async function factsOf(
  traces: readonly PrintedTrace[],
  roots: readonly Root[],
  request: ReportRequest,
  ports: ReportPorts,
): Promise<Collected> {
  const located = await locate(traces, roots, request, ports.files);
  const [collected, complete] = await Promise.all([
    collectFacts(located, roots, request, ports),
    Promise.all(roots.map((root) => withNewFiles(root, request.signal))),
  ]);
  const names = new Set(
    traces.flatMap(({ errors }) => errors.flatMap(({ frames }) => frames.map(({ file }) => baseName(file)))),
  );
  const isNamed = complete.some(({ files }, at) =>
    files.slice(roots[at]?.files.length).some((path) => names.has(baseName(path))),
  );
  if (!isNamed) return collected;
  return collectFacts(await locate(traces, complete, request, ports.files), complete, request, ports);
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
}

async function collectFacts(
  { trace, tracedAt }: LocatedTrace,
  roots: readonly Root[],
  request: ReportRequest,
  ports: ReportPorts,
): Promise<Collected> {
  const { files, machine } = ports;
  const culprit = findCulprit(trace.errors);
  const frames = trace.errors.flatMap((error) => error.frames);
  const at = frames.find((frame) => frame.path === culprit?.path && frame.root !== null)?.root ?? 0;
  const root = roots[at];
  const origin: Origin = { ...unknownOrigin, ...originIn(request.text), ...request.origin };
  const events = root?.repository && ports.state ? await recorded(root, ports.state) : [];
  const isLocal = frames.some(({ file, inApp }) => inApp && root !== undefined && file.includes(root.folder));
  const isHere = isLocal || origin.kind !== 'text';
  const told = runtimeIn(request.text);
  const [source, git, { pinned, ...environment }, runtime, tests, cargo] = await Promise.all([
    root && culprit ? readInside(root, culprit.path, files) : null,
    root?.repository
      ? readGit({ trace, culprit, root, origin, events, signal: request.signal }, files)
      : null,
    readEnvironment(trace, request.text, culprit, root, files),
    // What ran on this machine ran, most likely, with what is on its path; the report says that it is that.
    told ?? (isHere && root ? (machine.runtimeOf?.(trace.language, root.folder) ?? null) : null),
    root ? readTestHints(trace, culprit, request.text, root, files) : null,
    root ? readCargo(trace, request.text, root, files) : null,
  ]);
  const facts: ReportFacts = {
    trace,
    fingerprint: fingerprintOf(trace.language, trace.errors),
    origin,
    culprit,
    places: git?.places ?? (culprit ? [placeWithoutGit(culprit, source)] : []),
    excerpt: source === null || !culprit ? null : excerpt(linesOf(source), culprit.line, 2),
    unpushed: git?.unpushed ?? null,
    git: git?.facts ?? null,
    tracedAt,
    suspects: git?.suspects ?? [],
    ...environment,
    inRepository: root?.inRepository ?? '',
    tests,
    cargo,
    directory: directoryOf(origin, root),
    runtime,
    settings: [...origin.settings, ...(isHere ? settingsHere(trace.language, machine) : []), ...pinned],
    machine: isHere ? machine.os : null,
    variables: request.variables ?? [],
  };
  return { facts, root };
}

function settingsHere(language: string, machine: Machine): readonly Setting[] {
  return settingsIn(language, (name) => machine.variable?.(name) ?? null);
}

/** What cannot be read tells nothing; the report is written without it. */
async function recorded(root: Root, state: StateStore) {
  if (!root.repository) return [];
  const reading = state.of(root.repository.commonDirectory).read();
  return (await reading.catch(() => ({ events: [] }))).events;
}

/** The folder that the command ran in, below the repository's root. */
function directoryOf({ directory }: Origin, root: Root | undefined): string | null {
  if (directory === null || !root?.repository) return null;
  const top = root.repository.root.replaceAll('\\', '/').replace(/\/+$/, '');
  const path = directory.replaceAll('\\', '/').replace(/\/+$/, '');
  if (path === top) return '';
  return path.startsWith(`${top}/`) ? path.slice(top.length + 1) : null;
}

function placeWithoutGit({ path, line }: { path: string; line: number }, source: string | null) {
  const text = source === null ? null : (linesOf(source)[line - 1]?.trim() ?? null);
  return { path, line, permalink: null, isUnpushed: false, text };
}
