import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../vscode/install';

const dist = join(root, 'dist');

/** Builds what the VSIX carries into `folder`; not into `dist` where BATON_BUILT says that others read what lies there. */
export async function build(folder = dist): Promise<void> {
  if (folder === dist && process.env['BATON_BUILT'] === '1') return;
  try {
    await promisify(execFile)(process.execPath, ['esbuild.js', '--minify'], {
      cwd: root,
      env: { ...process.env, BATON_DIST: folder },
    });
  } catch (error) {
    throw new Error(`The build failed:\n${(error as { stderr?: string }).stderr?.trim() ?? String(error)}`);
  }
}
