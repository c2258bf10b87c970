// npm run test:host [-- --vscode 1.103.2] [-- --suite canary] [-- --grep WORDS]
// Runs the suite of test/host inside the extension host of a real VS Code.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { buildHostSuite } from '../host/build';
import { makeHostFolder } from '../host/folder';
import { build } from '../package/build';
import { writeCounts, type Counts } from './counts';
import { desktopExecutable } from './desktop';
import { installServer, root } from './install';
import { temporaryFolder } from './processes';
import { current } from './versions';

const { values } = parseArgs({
  options: {
    vscode: { type: 'string', default: current },
    suite: { type: 'string', default: 'host' },
    grep: { type: 'string', default: '' },
  },
});

async function main(): Promise<void> {
  const say = (line: string) => console.log(line);
  const version = values.vscode;
  const temporary = temporaryFolder('baton-host-').path;
  const result = join(temporary, 'counts.json');
  const desktop = await desktopExecutable(version, say);
  if (!desktop) await installServer(version, say);
  await build();
  const folder = await makeHostFolder(join(temporary, 'workspace'));
  const suite = await buildHostSuite(values.suite);
  let failure: unknown;
  await runTests({
    vscodeExecutablePath: desktop ?? join(root, 'test/vscode/code-headless.cjs'),
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    launchArgs: [folder],
    extensionTestsEnv: {
      BATON_VSCODE: version,
      BATON_HOST_RESULT: result,
      BATON_HOST_GREP: values.grep,
    },
  }).catch((error: unknown) => (failure = error));
  const counts = await readFile(result, 'utf8').then(
    (text) => JSON.parse(text) as Counts,
    () => undefined,
  );
  if (!counts) throw new Error(`VS Code ${version} ended without a result of the suite.`);
  await writeCounts(counts);
  console.log(`VS Code ${version}: ${counts.passed} passed, ${counts.failed} failed`);
  if (counts.passed + counts.failed === 0) throw new Error('No test was executed.');
  if (failure !== undefined && counts.failed === 0) throw failure as Error;
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
