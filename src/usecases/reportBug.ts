import { throwIfCancelled, type Cancellation } from '../core/cancel';
import { UserError } from '../core/errors';
import type { Files, Machine } from '../core/ports/files';
import type { Git } from '../core/ports/git';
import { findCulprit } from '../core/report/cause';
import { excerpt, linesOf } from '../core/report/code';
import { composeReport } from '../core/report/compose';
import { manifestFor, packageVersion, runtimeIn, type PackageVersion } from '../core/report/environment';
import type { ReportFacts } from '../core/report/facts';
import { fingerprintOf } from '../core/report/fingerprint';
import type { BugReport, Frame } from '../core/report/model';
import { createRedactor } from '../core/secrets/redactor';
import type { DateTime } from '../core/time/luxon';
import { mapWith, type MappedTrace } from '../core/trace/map';
import { readTraces } from '../core/trace/readTrace';
import { indexWorkspace } from '../core/trace/workspace';
import { readGit } from './reportGit';
import { openRoot, readInside, type Root } from './reportRoot';

export interface ReportRequest {
  /** Whatever holds the trace: a selection, a log, a mail. */
  readonly text: string;
  /** Absolute paths of the folders whose code it may be. */
  readonly workspaces: readonly string[];
  readonly now: DateTime;
  /** IANA name of the zone of the person who writes. */
  readonly zone: string;
  readonly signal?: Cancellation;
}

export interface ReportPorts {
  readonly git: Git;
  readonly files: Files;
  readonly machine: Machine;
}

/** Writes a bug report from a text with a stack trace in it. @throws UserError when there is none */
export async function reportBug(request: ReportRequest, ports: ReportPorts): Promise<BugReport> {
  const traces = readTraces(request.text);
  if (traces.length === 0) throw new UserError('no stack trace found');
  const { signal } = request;
  const roots = await Promise.all(request.workspaces.map((folder) => openRoot(folder, ports, signal)));
  throwIfCancelled(signal);
  const goModules = await Promise.all(
    roots.map((root) =>
      traces.some(({ language }) => language === 'go') ? readGoModules(root, ports.files) : [],
    ),
  );
  const index = indexWorkspace({
    roots: roots.map(({ folder, real, files }, at) => ({
      folder,
      alsoAt: real === folder ? [] : [real],
      files,
      goModules: goModules[at] ?? [],
    })),
  });
  const trace = aboutOwnCode(traces.slice(0, mostTraces).map((each) => mapWith(index, each)));
  const facts = await collectFacts(trace, roots, request, ports);
  const redactor = createRedactor();
  const { title, markdown } = composeReport(facts, redactor);
  return {
    language: trace.language,
    errors: trace.errors.map((error) => ({
      ...error,
      message: error.message === null ? null : redactor.secrets(error.message),
      frames: error.frames.map(withoutRoot),
    })),
    culprit: facts.culprit,
    fingerprint: facts.fingerprint,
    redactions: redactor.ledger(),
    title,
    markdown,
  };
}

/** Which root it was found in is for writing the report, not for its readers. */
function withoutRoot({
  function: name,
  file,
  line,
  column,
  path,
  mappedLine,
  mappedColumn,
  inApp,
}: Frame): Frame {
  return { function: name, file, line, column, path, mappedLine, mappedColumn, inApp };
}

/** A log may hold thousands; the first that is about the workspace's own code is looked for among this many. */
const mostTraces = 200;

function aboutOwnCode(traces: readonly MappedTrace[]): MappedTrace {
  const has = (test: (frame: { inApp: boolean; line: number | null }) => boolean) =>
    traces.find(({ errors }) => errors.some(({ frames }) => frames.some(test)));
  const found = has(({ inApp }) => inApp) ?? has(({ line }) => line !== null) ?? traces[0];
  if (!found) throw new UserError('no stack trace found');
  return found;
}

const mostModules = 20;

async function readGoModules(root: Root, files: Files) {
  const manifests = root.files.filter((path) => path === 'go.mod' || path.endsWith('/go.mod'));
  const read = manifests.slice(0, mostModules).map(async (path) => {
    const module = /^module[ \t]+"?([^\s"]{1,300})/m.exec((await readInside(root, path, files)) ?? '')?.[1];
    return module
      ? [{ folder: path.slice(0, Math.max(0, path.length - '/go.mod'.length)), path: module }]
      : [];
  });
  return (await Promise.all(read)).flat();
}

async function collectFacts(
  trace: MappedTrace,
  roots: readonly Root[],
  request: ReportRequest,
  { files, machine }: ReportPorts,
): Promise<ReportFacts> {
  const culprit = findCulprit(trace.errors);
  const frames = trace.errors.flatMap((error) => error.frames);
  const at = frames.find((frame) => frame.path === culprit?.path && frame.root !== null)?.root ?? 0;
  const root = roots[at];
  const source = root && culprit ? await readInside(root, culprit.path, files) : null;
  const git = root?.repository ? await readGit(trace, culprit, root, files, request.signal) : null;
  const own = root && culprit ? await readPackage(trace.language, culprit.path, root, files) : null;
  const isLocal = frames.some(({ file, inApp }) => inApp && root !== undefined && file.includes(root.folder));
  const runtime =
    runtimeIn(request.text) ?? (isLocal && trace.language === 'javascript' ? machine.runtime : null);
  return {
    trace,
    fingerprint: fingerprintOf(trace.language, trace.errors),
    culprit,
    places: git?.places ?? (culprit ? [placeWithoutGit(culprit, source)] : []),
    excerpt: source === null || !culprit ? null : excerpt(linesOf(source), culprit.line),
    git: git?.facts ?? null,
    suspects: git?.suspects ?? [],
    packageVersion: own,
    runtime,
    machine: isLocal ? machine.os : null,
  };
}

function placeWithoutGit({ path, line }: { path: string; line: number }, source: string | null) {
  const text = source === null ? null : (linesOf(source)[line - 1]?.trim() ?? null);
  return { path, line, permalink: null, text };
}

async function readPackage(
  language: string,
  path: string,
  root: Root,
  files: Files,
): Promise<PackageVersion | null> {
  const manifest = manifestFor(language, path, root.files);
  const text = manifest === null ? null : await readInside(root, manifest, files);
  return manifest === null || text === null ? null : packageVersion(manifest, text);
}
