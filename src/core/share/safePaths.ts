/** Why a snapshot's paths must not be written to disk, one sentence; null when they may. */
export function dangerIn(
  paths: Iterable<string>,
  /** Paths that the author's snapshot adds or changes; a collision among others is the repository's own affair. */
  isOfSnapshot: (path: string) => boolean,
): string | null {
  const seen = new Map<string, string>();
  const [files, folders] = [new Set<string>(), new Set<string>()];
  for (const path of paths) {
    const danger = dangerOf(path);
    if (danger !== null) return danger;
    // A tree that somebody made by hand can hold one name twice.
    if (folders.has(path) || files.has(path)) return `"${shown(path)}" is there twice`;
    files.add(path);
    let end = path.length;
    while (end > 0) {
      const part = path.slice(0, end);
      const key = part.normalize('NFC').toLowerCase();
      const other = seen.get(key);
      if (part !== path && files.has(part)) return `"${shown(part)}" is both a file and a folder`;
      if (part !== path) folders.add(part);
      if (other === part) break;
      if (other !== undefined && (isOfSnapshot(path) || isOfSnapshot(other))) {
        return `"${shown(part)}" and "${shown(other)}" would be one file where letter case does not count`;
      }
      if (other === undefined) seen.set(key, part);
      end = path.lastIndexOf('/', end - 1);
    }
  }
  return null;
}

/** The same for paths that are no tree together. */
export function dangerOfEach(paths: Iterable<string>): string | null {
  for (const path of paths) {
    const danger = dangerOf(path);
    if (danger !== null) return danger;
  }
  return null;
}

/** Nearly every path of nearly every repository: no part begins with a dot, and none holds what a file system rewrites. */
const plainPath = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/;

function dangerOf(path: string): string | null {
  if (plainPath.test(path)) return null;
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return `"${shown(path)}" leads out of the repository`;
    if (isDotGit(part)) return `"${shown(path)}" would write into git's own folder`;
  }
  return null;
}

/** `.git` as any file system may read it: other cases, ignorable characters (HFS+), trailing dots, streams and short names (NTFS). */
function isDotGit(part: string): boolean {
  const plain = part
    .replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '')
    .toLowerCase()
    .replace(/[. ]+$/, '');
  return (
    plain === '.git' ||
    plain === 'git~1' ||
    plain.startsWith('.git:') ||
    /^\.git[ .]*[\\:]/.test(plain) ||
    plain.includes('\\.git\\') ||
    plain.includes('..\\')
  );
}

function shown(path: string): string {
  return [...path.slice(0, 120)].map((each) => (each < ' ' ? '?' : each)).join('');
}
