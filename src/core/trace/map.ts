import type { Frame, PrintedFrame, PrintedTrace, TracedError } from '../report/model';
import { isForeign, placeOf, type Place } from './place';
import { frameKey, type SourcePosition } from './frameKey';
import { indexWorkspace, type Workspace, type WorkspaceFile, type WorkspaceIndex } from './workspace';

/** A frame and the root (index in the workspace) that holds its file; null when it is not the workspace's own. */
export type MappedFrame = Frame & { readonly root: number | null };
export interface MappedTrace {
  readonly language: string;
  readonly errors: readonly TracedError<MappedFrame>[];
  readonly omitted?: number;
}

/**
 * Finds the workspace's file of each frame by the longest matching path suffix; null where two files match equally
 * well. A frame is in-app when its file was found.
 */
export function mapFrames(trace: PrintedTrace, workspace: Workspace): MappedTrace {
  return mapWith(indexWorkspace(workspace), trace);
}

/**
 * The same with an index that is built already: for several traces of one text. `translated` tells where frames of
 * generated code are in their sources, by `frameKey`: what is printed stays, and the mapped place is the source's.
 */
export function mapWith(
  index: WorkspaceIndex,
  trace: PrintedTrace,
  translated: ReadonlyMap<string, SourcePosition> = new Map(),
): MappedTrace {
  const memory = new Map<string, Candidate>();
  const candidate = (frame: PrintedFrame): Candidate => {
    const key = `${frame.file}\n${isJvm(trace.language) ? packageOf(frame.function ?? '') : goPackage(trace, frame)}`;
    const known = memory.get(key);
    if (known) return known;
    const found = candidatesFor(frame, trace.language, index);
    memory.set(key, found);
    return found;
  };
  /** The frame as its source has it, where a map exists and the source is the workspace's. */
  const inSource = (frame: PrintedFrame): PrintedFrame => {
    const position = translated.size === 0 ? undefined : translated.get(frameKey(frame));
    if (!position) return frame;
    const moved = { ...frame, ...position };
    // A bundle carries what others wrote, too: then the frame is theirs.
    return isForeign(position.file) || candidate(moved).best.length > 0 ? moved : frame;
  };
  const frames = trace.errors.flatMap((error) => error.frames);
  const checkouts = checkoutsOf(frames.map((frame) => candidate(inSource(frame))));
  const decide = new Map<Candidate, WorkspaceFile | null>();
  const map = (frame: PrintedFrame): MappedFrame => {
    const placed = inSource(frame);
    const found = candidate(placed);
    let file = decide.get(found);
    if (file === undefined) decide.set(found, (file = chosen(found, checkouts)));
    return {
      ...frame,
      path: file?.path ?? null,
      mappedLine: file ? placed.line : null,
      mappedColumn: file ? placed.column : null,
      inApp: file !== null,
      root: file?.root ?? null,
    };
  };
  return {
    ...trace,
    errors: trace.errors.map((error) => ({ ...error, frames: error.frames.map(map) })),
  };
}

/** The last segments, in lower case, that frames and their sources are looked for by. */
export function wantedNames(
  traces: readonly PrintedTrace[],
  translated: ReadonlyMap<string, SourcePosition>,
): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { errors } of traces)
    for (const { frames } of errors) for (const { file } of frames) files.add(file);
  for (const { file } of translated.values()) files.add(file);
  const names = [...files].map((file) => placeOf(file).segments.at(-1)?.toLowerCase() ?? '');
  // A JVM frame's file may be a bare name that is no path.
  return new Set([...names, ...[...files].map((file) => file.toLowerCase())]);
}

interface Candidate {
  readonly place: Place;
  /** The files that match best, with the number of segments that match. */
  readonly best: readonly WorkspaceFile[];
  readonly score: number;
}

const none: Candidate = { place: { segments: [], absolute: false, windows: false }, best: [], score: 0 };

function candidatesFor(frame: PrintedFrame, language: string, index: WorkspaceIndex): Candidate {
  const { file } = frame;
  const place = isJvm(language) ? jvmPlace(frame) : placeOf(file);
  const name = place.segments.at(-1);
  if (name === undefined) return none;
  const inside = underRoot(place, index);
  if (inside) return { place, best: [inside], score: Number.MAX_SAFE_INTEGER };
  if (isForeign(file)) return none;
  const anyCase = place.windows;
  const segments = language === 'go' ? goSegments(place, index) : place.segments;
  if (!segments) return none;
  let best: WorkspaceFile[] = [];
  let score = 0;
  for (const each of index.named(name, anyCase)) {
    const matched = matchingSegments(segments, each.segments, anyCase);
    if (matched > score) {
      score = matched;
      best = [each];
    } else if (matched === score) best.push(each);
  }
  // A Java file lies where its package says; Kotlin and Scala may leave the common part of the package out.
  if (language === 'java' && score < segments.length) return none;
  return { place, best, score };
}

/** The file below a root's own folder, when the trace is from this very checkout. */
function underRoot(place: Place, index: WorkspaceIndex): WorkspaceFile | null {
  if (!place.absolute) return null;
  for (const { root, segments } of index.folders) {
    if (segments.length >= place.segments.length) continue;
    if (!segments.every((segment, at) => segment === place.segments[at])) continue;
    const file = index.at(root, place.segments.slice(segments.length).join('/'));
    if (file) return file;
  }
  return null;
}

function matchingSegments(one: readonly string[], other: readonly string[], anyCase: boolean): number {
  const most = Math.min(one.length, other.length);
  for (let at = 1; at <= most; at += 1) {
    const [a, b] = [one.at(-at) ?? '', other.at(-at) ?? ''];
    if (a !== b && !(anyCase && a.toLowerCase() === b.toLowerCase())) return at - 1;
  }
  return most;
}

/** For each folder of the printed machine that is surely a checkout, the workspace folder that it corresponds to. */
type Checkouts = ReadonlyMap<string, { readonly root: number; readonly folder: string } | null>;

/** A file that matches alone and with a folder tells where the trace's checkout and the workspace part. */
function checkoutsOf(candidates: readonly Candidate[]): Checkouts {
  const found = new Map<string, { root: number; folder: string } | null>();
  for (const { place, best, score } of new Set(candidates)) {
    const [file] = best;
    if (!file || best.length > 1 || score < 2 || score > place.segments.length || !place.absolute) continue;
    const printed = place.segments.slice(0, -score).join('/');
    const folder = file.segments.slice(0, -score).join('/');
    const known = found.get(printed);
    const agrees = !found.has(printed) || (known?.root === file.root && known.folder === folder);
    found.set(printed, agrees ? { root: file.root, folder } : null);
  }
  return found;
}

/** The one file that a candidate means; null rather than a wrong one. */
function chosen({ place, best, score }: Candidate, checkouts: Checkouts): WorkspaceFile | null {
  const [first] = best;
  if (!first) return null;
  if (best.length > 1) {
    const expected = inCheckout(place, checkouts);
    const file = best.find((each) => each.root === expected?.root && each.path === expected.path);
    if (file) return file;
    // A file whose whole path matches is where another checkout of the same repository has it.
    const whole = best.filter((each) => each.segments.length === score);
    return whole.length === 1 && score > 1 ? (whole[0] ?? null) : null;
  }
  if (score === 1 && place.absolute) {
    // Only the file's name matches, and where the checkout is says that the file would be another one.
    const expected = inCheckout(place, checkouts);
    if (expected && expected.path !== first.path) return null;
  }
  return first;
}

/** Where a printed file would be in the workspace, told by the files around it that were found. */
function inCheckout(
  place: Place,
  checkouts: Checkouts,
): { readonly root: number; readonly path: string } | null {
  for (let length = place.segments.length - 1; length >= 0; length -= 1) {
    const checkout = checkouts.get(place.segments.slice(0, length).join('/'));
    if (!checkout) continue;
    const inside = place.segments.slice(length).join('/');
    return { root: checkout.root, path: checkout.folder === '' ? inside : `${checkout.folder}/${inside}` };
  }
  return null;
}

const jvmLanguages = new Set(['java', 'kotlin', 'scala', 'groovy', 'clojure']);

function isJvm(language: string): boolean {
  return jvmLanguages.has(language);
}

/** `com.acme.shop` of `com.acme.shop.Checkout$Line.pay`: all but the class and the method. */
function packageOf(name: string): string {
  const parts = name.split('.');
  const type = parts.findIndex((part) => /^\p{Lu}/u.test(part));
  return parts.slice(0, type >= 0 ? type : Math.max(0, parts.length - 2)).join('.');
}

/** A Java frame prints only its file's name; the package says the folders. */
function jvmPlace({ file, function: name }: PrintedFrame): Place {
  const simple = /^[^\s/\\]{1,200}\.\w{1,10}$/.test(file);
  const folders = packageOf(name ?? '');
  const segments = simple ? [...(folders === '' ? [] : folders.split('.')), file] : [];
  return { segments, absolute: false, windows: false };
}

function goPackage(trace: PrintedTrace, frame: PrintedFrame): string {
  return trace.language === 'go' ? (frame.function ?? '') : '';
}

/**
 * With `-trimpath`, Go prints `module/path/file.go` instead of a path on disk: the module's folder replaces it. Null
 * for the standard library and for modules that are not the workspace's.
 */
function goSegments(place: Place, index: WorkspaceIndex): readonly string[] | null {
  if (place.absolute || place.segments.length < 2) return place.segments;
  const path = place.segments.join('/');
  for (const { folder, path: module } of index.goModules) {
    if (!path.startsWith(`${module}/`)) continue;
    const inside = path.slice(module.length + 1).split('/');
    return folder === '' ? inside : [...folder.split('/'), ...inside];
  }
  const hosted = place.segments[0]?.includes('.') ?? false;
  return hosted && index.goModules.length === 0 ? place.segments : null;
}
