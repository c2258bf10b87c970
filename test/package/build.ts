import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../vscode/install';

/** Builds what the VSIX carries into `folder`. */
export async function build(folder = join(root, 'dist')): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ['esbuild.js', '--minify'], {
      cwd: root,
      env: { ...process.env, BATON_DIST: folder },
    });
  } catch (error) {
    throw new Error(`The build failed:\n${(error as { stderr?: string }).stderr?.trim() ?? String(error)}`);
  }
}
