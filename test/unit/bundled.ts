import path from 'node:path';
import { build } from 'esbuild';

/** A module of `src` as it is, with `vscode` as much of VS Code as it asks for. */
export async function bundled<Exports>(file: string, vscode: object): Promise<Exports> {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, '../../src', file)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const module = { exports: {} };
  const wanted = (name: string): unknown => (name === 'vscode' ? vscode : process.getBuiltinModule(name));
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, wanted);
  return module.exports as Exports;
}
