// What launch.json's "Host tests" needs before VS Code starts: the bundled suite, and the folder that it opens.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../vscode/install';
import { buildHostSuite } from './build';
import { makeHostFolder } from './folder';

async function main(): Promise<void> {
  const folder = join(root, 'out/test/workspace');
  rmSync(folder, { recursive: true, force: true });
  await makeHostFolder(folder);
  await buildHostSuite('host');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
