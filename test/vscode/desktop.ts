import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cache } from './install';

const releases = 'https://update.code.visualstudio.com/api/releases/stable';
const hour = 3_600_000;

/** Desktop VS Code of a version, downloaded where that works and a window can open; else null, and `say` says why. */
export async function desktopExecutable(
  version: string,
  say: (line: string) => void,
): Promise<string | null> {
  if (process.env['BATON_DESKTOP'] === '0') return null;
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    say(
      'No display: VS Code runs as a server with a headless browser (under `xvfb-run -a` it would be the desktop).',
    );
    return null;
  }
  if (!(await downloadable())) {
    say('VS Code cannot be downloaded here: it runs as a server from npm with a headless browser.');
    return null;
  }
  return downloadAndUnzipVSCode({ version, cachePath: cache });
}

/** Whether the update server answers within five seconds; the answer is kept for an hour. */
async function downloadable(): Promise<boolean> {
  const file = join(cache, 'downloadable.json');
  try {
    const known = JSON.parse(await readFile(file, 'utf8')) as { at: number; answer: boolean };
    if (Date.now() - known.at < hour) return known.answer;
  } catch {
    // Not asked yet.
  }
  const answer = await fetch(releases, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  );
  await mkdir(cache, { recursive: true });
  await writeFile(file, JSON.stringify({ at: Date.now(), answer }));
  return answer;
}
