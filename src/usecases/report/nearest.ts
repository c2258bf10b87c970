import type { Files } from '../../core/ports/files';
import { placesAbove } from '../../core/report/lockfiles';
import { realInside, type Root } from './root';

/** The file of these names that lies nearest above `path`. The disk is asked: a list of all files would be searched longer. */
export async function nearestOf(
  names: readonly string[],
  path: string,
  root: Root,
  files: Files,
): Promise<string | null> {
  for (const place of placesAbove(names, path)) {
    if ((await realInside(root, place, files)) !== null) return place;
  }
  return null;
}

/** The folder of a file's path; empty for what lies in none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
