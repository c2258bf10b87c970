import { FlattenMap, originalPositionFor } from '@jridgewell/trace-mapping';
import type { SourcePosition } from './frameKey';

/** Where a place of the generated file comes from; null where the map says nothing. */
export type SourceMap = (line: number, column: number | null) => SourcePosition | null;

/** Reads a source map, indexed ones and `sourceRoot` included. `url` is where it was found. Null when it is none. */
export function readSourceMap(json: string, url: string): SourceMap | null {
  // Servers may put this before JSON, so that no page can run it as a script.
  const text = json.startsWith(")]}'") ? json.slice(json.indexOf('\n') + 1) : json;
  try {
    const map = new FlattenMap(text, url);
    return (line, column) => {
      if (line < 1) return null;
      const found = originalPositionFor(map, { line, column: Math.max(0, (column ?? 1) - 1) });
      return found.source === null
        ? null
        : { file: found.source, line: found.line, column: found.column + 1 };
    };
  } catch {
    return null;
  }
}

/** What a generated file says of where its map is: the last such comment's address; null when it says nothing. */
export function sourceMapUrl(generated: string): string | null {
  const at = generated.lastIndexOf('sourceMappingURL=');
  if (at < 4 || !/(?:\/\/|\/\*)[#@]\s?$/.test(generated.slice(Math.max(0, at - 5), at))) return null;
  const start = at + 'sourceMappingURL='.length;
  const end = /[\s*'"]/.exec(generated.slice(start))?.index;
  const url = generated.slice(start, end === undefined ? undefined : start + end);
  return url === '' ? null : url;
}
