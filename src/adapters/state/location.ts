import { createHash } from 'node:crypto';
import * as path from 'node:path';

/**
 * The per-user state directory of the operating system, for Baton: `$XDG_STATE_HOME/baton` or `~/.local/state/baton`,
 * `~/Library/Application Support/baton` on macOS, `%LOCALAPPDATA%\baton` on Windows.
 */
export function stateDirectory(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'];
    return path.win32.join(
      local && path.win32.isAbsolute(local) ? local : path.win32.join(home, 'AppData', 'Local'),
      'baton',
    );
  }
  if (platform === 'darwin') return path.posix.join(home, 'Library', 'Application Support', 'baton');
  // The XDG specification says that a relative path is to be ignored.
  const xdg = env['XDG_STATE_HOME'];
  return path.posix.join(
    xdg && path.posix.isAbsolute(xdg) ? xdg : path.posix.join(home, '.local', 'state'),
    'baton',
  );
}

/**
 * The name of the folder that holds a repository's state: a hash of git's common directory, the same however the
 * path is spelled where the file system does not care (letter case and separators on Windows, case on macOS).
 */
export function repositoryKey(commonDirectory: string, platform: NodeJS.Platform): string {
  return createHash('sha256').update(canonical(commonDirectory, platform)).digest('hex').slice(0, 32);
}

function canonical(directory: string, platform: NodeJS.Platform): string {
  if (platform === 'win32') {
    const plain = directory
      .replaceAll('/', '\\')
      .replace(/^\\\\\?\\(UNC\\)?/i, (_, unc) => (unc ? '\\\\' : ''));
    return withoutTrailing(path.win32.normalize(plain), '\\').normalize('NFC').toLowerCase();
  }
  const plain = withoutTrailing(path.posix.normalize(directory), '/');
  return platform === 'darwin' ? plain.normalize('NFC').toLowerCase() : plain;
}

function withoutTrailing(text: string, separator: string): string {
  let end = text.length;
  while (end > 1 && text[end - 1] === separator) end--;
  return text.slice(0, end);
}
