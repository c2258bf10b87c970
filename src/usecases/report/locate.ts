import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { Files } from '../../core/ports/files';
import type { PrintedTrace } from '../../core/report/model';
import { mapWith, wantedNames, type MappedFrame, type MappedTrace } from '../../core/trace/map';
import { indexWorkspace } from '../../core/trace/workspace';
import { carriedFromOlder, type LocatedTrace } from './older';
import { realInside, readInside, type Root } from './root';
import { translateByMaps } from './sourceMaps';

/** A log may hold thousands; the first that is about the workspace's own code is looked for among this many. */
const mostTraces = 200;
const mostModules = 20;

/** Finds the trace that is about the workspace's own code, and where in today's files its frames are. */
export async function locate(
  traces: readonly PrintedTrace[],
  roots: readonly Root[],
  request: { readonly text: string; readonly revision?: string; readonly signal?: Cancellation },
  files: Files,
): Promise<LocatedTrace> {
  const isGo = traces.some(({ language }) => language === 'go');
  const goModules = await Promise.all(roots.map((root) => (isGo ? readGoModules(root, files) : [])));
  const candidates = traces.slice(0, mostTraces);
  const translated = await translateByMaps(candidates, roots, files);
  const index = indexWorkspace(
    {
      roots: roots.map(({ folder, real, files: names }, at) => ({
        folder,
        alsoAt: real === folder ? [] : [real],
        files: names,
        goModules: goModules[at] ?? [],
      })),
    },
    wantedNames(candidates, translated),
  );
  const mapped = candidates.map((trace) => mapWith(index, trace, translated));
  const at = aboutOwnCode(mapped);
  const chosen = mapped[at];
  if (!chosen) throw new UserError('no stack trace found');
  const trace = await insideOnly(chosen, roots, files);
  const older = await carriedFromOlder(trace, candidates[at] ?? null, roots, request, files);
  return older ?? { trace, tracedAt: null };
}

/** The index of the trace to write about. */
function aboutOwnCode(traces: readonly MappedTrace[]): number {
  const at = (test: (frame: MappedFrame) => boolean): number =>
    traces.findIndex(({ errors }) => errors.some(({ frames }) => frames.some(test)));
  const own = at(({ inApp }) => inApp);
  return Math.max(0, own >= 0 ? own : at(({ line }) => line !== null));
}

/** A name in the workspace that leads out of it is none of the workspace's own files. */
async function insideOnly(trace: MappedTrace, roots: readonly Root[], files: Files): Promise<MappedTrace> {
  const places = new Map<string, { readonly root: Root; readonly path: string }>();
  for (const { frames } of trace.errors) {
    for (const { path, root: at } of frames) {
      const root = at === null ? undefined : roots[at];
      if (path !== null && root) places.set(`${at}:${path}`, { root, path });
    }
  }
  const outside = new Set<string>();
  await Promise.all(
    [...places].map(async ([key, { root, path }]) => {
      // A file that was deleted is nowhere, which is not outside.
      const exists = (await files.real(`${root.real}/${path}`)) !== null;
      if (exists && (await realInside(root, path, files)) === null) outside.add(key);
    }),
  );
  if (outside.size === 0) return trace;
  const errors = trace.errors.map((error) => ({
    ...error,
    frames: error.frames.map((frame) =>
      outside.has(`${frame.root}:${frame.path}`) ? foreign(frame) : frame,
    ),
  }));
  return { ...trace, errors };
}

function foreign(frame: MappedFrame): MappedFrame {
  return { ...frame, path: null, mappedLine: null, mappedColumn: null, inApp: false, root: null };
}

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
