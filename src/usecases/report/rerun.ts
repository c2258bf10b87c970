import type { Files } from '../../core/ports/files';
import { cargoCommand, cargoManifest, panicsIn, type Crate, type Panic } from '../../core/report/cargo';
import { linesOf } from '../../core/report/code';
import type { Inferred, TestHints } from '../../core/report/inferred';
import { placesAbove } from '../../core/report/lockfiles';
import type { Culprit } from '../../core/report/model';
import { runnerNamedIn } from '../../core/report/runners';
import { testFrame } from '../../core/report/testCommand';
import { testAround, testHeaded } from '../../core/report/testName';
import type { MappedTrace } from '../../core/trace/map';
import { folderOf } from './nearest';
import { readInside, type Root } from './root';

/** What the text and the workspace tell of how a JavaScript test is run: jest leaves its own calls out of its reports. */
export async function readTestHints(
  trace: MappedTrace,
  culprit: Culprit | null,
  text: string,
  root: Root,
  files: Files,
): Promise<TestHints | null> {
  const frame = trace.language === 'javascript' ? testFrame({ trace, culprit }) : null;
  if (!frame) return null;
  const [source, named] = await Promise.all([
    readInside(root, frame.path, files),
    runnerAbove(frame.path, root, files),
  ]);
  const around =
    source === null || frame.mappedLine === null ? null : testAround(linesOf(source), frame.mappedLine);
  const headed = testHeaded(text, `${frame.file}:${frame.line}`);
  // Only jest heads a failure that way.
  const runner = headed === null ? (named?.runner ?? null) : 'jest';
  return { name: headed ?? around, runner, folder: named?.folder ?? null };
}

/** The nearest package.json that names a runner: the one of a workspace's root often does for all of its packages. */
async function runnerAbove(path: string, root: Root, files: Files) {
  for (const place of placesAbove(['package.json'], path)) {
    const runner = runnerNamedIn((await readInside(root, place, files)) ?? '');
    if (runner !== null) return { runner, folder: folderOf(place) };
  }
  return null;
}

/** What runs a panic of Rust again; null where none of those that the text tells of is the trace's, or no crate holds it. */
export async function readCargo(
  trace: MappedTrace,
  text: string,
  root: Root,
  files: Files,
): Promise<Inferred | null> {
  if (trace.language !== 'rust') return null;
  const frames = trace.errors.flatMap((error) => error.frames);
  const all = panicsIn(text);
  const isOn = ({ file, line }: Panic): boolean =>
    frames.some((frame) => frame.line === line && baseName(frame.file) === baseName(file));
  const panic = all.find(isOn) ?? (all.length === 1 ? all[0] : undefined);
  const path = panic ? pathOf(panic, root) : null;
  const crate = path === null ? null : await crateOf(path, root, files);
  return panic && path !== null && crate ? cargoCommand(panic, path, crate, text) : null;
}

/** Cargo prints a panic's place from the folder that it was called in, and calls from the crate's. */
function pathOf({ file }: Panic, root: Root): string | null {
  const name = file.replaceAll('\\', '/').replace(/^\.\//, '');
  if (root.files.includes(name)) return name;
  const found = root.files.filter((path) => name.endsWith(`/${path}`) || path.endsWith(`/${name}`));
  return found.length === 1 ? (found[0] ?? null) : null;
}

async function crateOf(path: string, root: Root, files: Files): Promise<Crate | null> {
  let crate: Crate | null = null;
  for (const place of placesAbove(['Cargo.toml'], path)) {
    const text = await readInside(root, place, files);
    if (text === null) continue;
    const { name, isWorkspace } = cargoManifest(text);
    const folder = folderOf(place);
    const main = folder === '' ? 'src/main.rs' : `${folder}/src/main.rs`;
    if (name !== null) crate ??= { name, folder, workspace: null, hasMain: root.files.includes(main) };
    // The nearest head of a workspace is the one that Cargo takes.
    if (crate && isWorkspace) return { ...crate, workspace: folder };
  }
  return crate;
}

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
