import { throwIfCancelled, type Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { Files, Machine } from '../../core/ports/files';
import type { Git } from '../../core/ports/git';
import { noScanner, type SecretScanner } from '../../core/ports/secrets';
import type { StateStore } from '../../core/ports/state';
import { findCulprit } from '../../core/report/cause';
import { excerpt, linesOf } from '../../core/report/code';
import { composeReport } from '../../core/report/compose';
import { runtimeIn } from '../../core/report/environment';
import type { ReportFacts } from '../../core/report/facts';
import { fingerprintOf } from '../../core/report/fingerprint';
import type { BugReport, Frame, PrintedTrace } from '../../core/report/model';
import { originIn, unknownOrigin, type Origin } from '../../core/report/origin';
import type { Variables } from '../../core/report/variables';
import { settingsIn, type Setting } from '../../core/report/settings';
import { createRedactor, type HiddenValue, type KnownSecret } from '../../core/secrets/redactor';
import { readTraces } from '../../core/trace/readTrace';
import { readEnvironment } from './environment';
import { readGit } from './git';
import { locate } from './locate';
import type { LocatedTrace } from './older';
import { openRoot, readInside, withNewFiles, type Root } from './root';

export interface ReportRequest {
  /** Whatever holds the trace: a selection, a log, a mail. */
  readonly text: string;
  /** Absolute paths of the folders whose code it may be. */
  readonly workspaces: readonly string[];
  /** What is known of where the text came from. */
  readonly origin?: Partial<Origin>;
  /** The commit, tag or version that the person says the trace was printed at. */
  readonly revision?: string;
  /** What the in-app frames held; only what the person wants in the report. */
  readonly variables?: readonly Variables[];
  readonly signal?: Cancellation;
}

export interface ReportPorts {
  readonly git: Git;
  readonly files: Files;
  readonly machine: Machine;
  /** What is recorded of tasks and debug sessions tells since when it fails. */
  readonly state?: StateStore;
  readonly scanner?: SecretScanner;
}

/** A report, and what of it stays on this machine. */
export interface WrittenReport extends BugReport {
  /** What each placeholder hides: never part of what is printed or sent. */
  readonly hidden: readonly HiddenValue[];
  /** The folder (absolute) of the workspace that the culprit is in; null when it is in none. */
  readonly folder: string | null;
  /** The first suspect. */
  readonly suspect: string | null;
}

/** Writes a bug report from a text with a stack trace in it. @throws UserError when there is none */
export async function reportBug(request: ReportRequest, ports: ReportPorts): Promise<WrittenReport> {
  const traces = readTraces(request.text);
  if (traces.length === 0) throw new UserError('no stack trace found');
  const { signal } = request;
  // It is loaded while git is at work.
  void ports.scanner?.find('');
  const roots = await Promise.all(request.workspaces.map((folder) => openRoot(folder, ports, signal)));
  throwIfCancelled(signal);
  const { facts, root } = await factsOf(traces, roots, request, ports);
  const { report, redactor } = await compose(facts, ports.scanner ?? noScanner);
  return {
    language: facts.trace.language,
    errors: facts.trace.errors.map((error) => ({
      ...error,
      message: error.message === null ? null : redactor.secrets(error.message),
      frames: error.frames.map((frame) => withoutRoot({ ...frame, file: redactor.secrets(frame.file) })),
    })),
    ...(facts.trace.omitted !== undefined && { omitted: facts.trace.omitted }),
    culprit: facts.culprit,
    fingerprint: facts.fingerprint,
    redactions: redactor.ledger(),
    ...report,
    hidden: redactor.hidden(),
    folder: root?.folder ?? null,
    suspect: facts.suspects[0]?.sha ?? null,
  };
}

/**
 * Tracked files are known at once, new ones only when git has walked over the disk: everything is found out with the
 * tracked ones, and once more where a new file has the name of one on the trace.
 */
async function factsOf(
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

/** Composes, has the whole text scanned once more, and composes anew when the scanner knows more than the rules. */
async function compose(facts: ReportFacts, scanner: SecretScanner) {
  let known: readonly KnownSecret[] = [];
  for (let round = 0; ; round += 1) {
    const redactor = createRedactor(known);
    const report = composeReport(facts, redactor);
    const found = round === 2 ? [] : await scanner.find(report.markdown);
    if (found.length === 0) return { report, redactor };
    known = [...known, ...found];
  }
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

interface Collected {
  readonly facts: ReportFacts;
  readonly root: Root | undefined;
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
  const [source, git, { pinned, ...environment }, runtime] = await Promise.all([
    root && culprit ? readInside(root, culprit.path, files) : null,
    root?.repository
      ? readGit({ trace, culprit, root, origin, events, signal: request.signal }, files)
      : null,
    readEnvironment(trace, request.text, culprit, root, files),
    // What ran on this machine ran, most likely, with what is on its path; the report says that it is that.
    told ?? (isHere && root ? (machine.runtimeOf?.(trace.language, root.folder) ?? null) : null),
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
