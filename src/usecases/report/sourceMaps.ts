import { pathToFileURL } from 'node:url';
import type { Files } from '../../core/ports/files';
import type { PrintedFrame, PrintedTrace } from '../../core/report/model';
import { isForeign, placeOf } from '../../core/trace/place';
import { frameKey, type SourcePosition } from '../../core/trace/frameKey';
import type { SourceMap } from '../../core/trace/sourceMap';
import { readInside, realInside, type Root } from './root';

/** Bundles and their maps are long. */
const longestMap = 64 * 1024 * 1024;
/** A trace goes through few bundles. */
const mostFiles = 40;
/** Where builds leave what they make; git ignores it, so it is in no list of files. */
const outputs = [
  '',
  'dist',
  'build',
  'out',
  'lib',
  'public',
  '.next',
  'static',
  'www',
  'target',
  'bin',
  'esm',
  'cjs',
];

/** What frames of generated code say in their sources, by `frameKey`; empty when no map is in the workspace. */
export async function translateByMaps(
  traces: readonly PrintedTrace[],
  roots: readonly Root[],
  files: Files,
): Promise<ReadonlyMap<string, SourcePosition>> {
  const byFile = new Map<string, PrintedFrame[]>();
  for (const { language, errors } of traces) {
    if (language !== 'javascript') continue;
    for (const frame of errors.flatMap((error) => error.frames)) {
      const known = byFile.get(frame.file);
      if (known) known.push(frame);
      else if (byFile.size < mostFiles && frame.line !== null && isGenerated(frame.file))
        byFile.set(frame.file, [frame]);
    }
  }
  const found = new Map<string, SourcePosition>();
  if (byFile.size === 0) return found;
  const folders = await Promise.all(roots.map((root) => outputFolders(root, files)));
  await Promise.all(
    [...byFile].map(async ([file, frames]) => {
      const map = await mapOf(file, roots, folders, files);
      if (!map) return;
      for (const frame of frames) {
        const position = frame.line === null ? null : map(frame.line, frame.column);
        if (position) found.set(frameKey(frame), position);
      }
    }),
  );
  return found;
}

function isGenerated(file: string): boolean {
  return /\.(?:[cm]?js|jsx|bundle)(?:[?#].{0,200})?$/.test(file) && !isForeign(file);
}

async function outputFolders(root: Root, files: Files): Promise<readonly string[]> {
  const there = await Promise.all(
    outputs.map(async (name) => name === '' || (await realInside(root, name, files)) !== null),
  );
  return outputs.filter((_, at) => there[at]);
}

async function mapOf(
  file: string,
  roots: readonly Root[],
  folders: readonly (readonly string[])[],
  files: Files,
): Promise<SourceMap | null> {
  for (const [at, root] of roots.entries()) {
    for (const path of candidates(file, root, folders[at] ?? [])) {
      if ((await realInside(root, path, files)) === null) continue;
      return readMap(root, path, files);
    }
  }
  return null;
}

/** Where the generated file may lie below the root: at its own place, else where the longest part of its path fits. */
function candidates(file: string, root: Root, folders: readonly string[]): readonly string[] {
  const { segments, absolute } = placeOf(file);
  if (segments.includes('..')) return [];
  for (const folder of absolute ? [root.folder, root.real] : []) {
    const own = folder.split(/[\\/]/).filter((segment) => segment !== '');
    if (own.length < segments.length && own.every((segment, at) => segment === segments[at]))
      return [segments.slice(own.length).join('/')];
  }
  const found: string[] = [];
  for (let from = Math.max(0, segments.length - 6); from < segments.length; from += 1) {
    const path = segments.slice(from).join('/');
    for (const folder of folders) found.push(folder === '' ? path : `${folder}/${path}`);
  }
  return found;
}

async function readMap(root: Root, path: string, files: Files): Promise<SourceMap | null> {
  const { readSourceMap, sourceMapUrl } = await import('../../core/trace/sourceMap');
  const urlOf = (inside: string): string => pathToFileURL(`${root.real}/${inside}`).href;
  const beside = await readInside(root, `${path}.map`, files, longestMap);
  if (beside !== null) return readSourceMap(beside, urlOf(`${path}.map`));
  const generated = await readInside(root, path, files, longestMap);
  const url = generated === null ? null : sourceMapUrl(generated);
  if (url === null) return null;
  const inline = /^data:application\/json[^,]{0,100}?(;base64)?,/.exec(url);
  if (inline) {
    const body = url.slice(inline[0].length);
    const json = inline[1] ? Buffer.from(body, 'base64').toString('utf8') : decoded(body);
    return readSourceMap(json, urlOf(path));
  }
  // Only what lies in the workspace is read: no address, and no path that leaves it.
  if (/^[a-z][a-z0-9+.-]*:|^[/\\]/i.test(url)) return null;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const inside = folder + decoded(url.replace(/[?#].*$/, ''));
  const json = await readInside(root, inside, files, longestMap);
  return json === null ? null : readSourceMap(json, urlOf(inside));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
