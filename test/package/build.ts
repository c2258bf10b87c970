import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from '../vscode/install';

/** Builds what the VSIX carries. `BATON_BUILT=1` says that it was done just now. */
export async function build(): Promise<void> {
  if (process.env['BATON_BUILT'] === '1') return;
  try {
    await promisify(execFile)(process.execPath, ['esbuild.js', '--minify'], { cwd: root });
  } catch (error) {
    throw new Error(`The build failed:\n${(error as { stderr?: string }).stderr?.trim() ?? String(error)}`);
  }
}
