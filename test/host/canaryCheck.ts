// The canary: proves that a failing host test fails the command, by running a suite with one failing test in it.
import { join } from 'node:path';
import { root } from '../vscode/install';
import { end, start } from '../vscode/processes';

async function main(): Promise<void> {
  const child = start(
    process.execPath,
    ['--import', 'tsx', join(root, 'test/vscode/host.ts'), '--suite', 'canary'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, BATON_COUNTS: '' } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => (output += data.toString()));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  await end(child);
  if (code === 1 && /: 1 passed, 1 failed$/m.test(output)) {
    console.log('canary: a failing host test fails the command');
    return;
  }
  console.log(output);
  throw new Error(`The canary's failing test was not noticed: the command ended with ${code}.`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
