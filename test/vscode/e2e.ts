// npm run test:e2e [-- --grep WORDS] [-- --file smoke] [-- --update-pictures]
// Runs test/e2e/*.e2e.ts one after another; each drives a whole workbench with the packaged extension.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { build } from '../package/build';
import { makePackage } from '../package/vsix';
import { writeCounts } from './counts';
import { root } from './install';

const { values } = parseArgs({
  options: {
    grep: { type: 'string' },
    file: { type: 'string', default: '' },
    'update-pictures': { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  // The webviews are also shown by themselves, from the checkout.
  await build();
  process.env['BATON_VSIX'] ??= (await makePackage()).file;
  if (values['update-pictures']) process.env['BATON_UPDATE_PICTURES'] = '1';
  const mocha = new Mocha({
    timeout: 600_000,
    slow: 30_000,
    forbidOnly: true,
    forbidPending: true,
    ...(values.grep ? { grep: values.grep } : {}),
  });
  const folder = join(root, 'test/e2e');
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.e2e.ts') && file.startsWith(values.file),
  );
  for (const file of files.sort()) mocha.addFile(join(folder, file));
  await mocha.loadFilesAsync();
  const counts = await new Promise<{ passed: number; failed: number }>((resolve) => {
    let passed = 0;
    mocha.run((failed) => resolve({ passed, failed })).on('pass', () => passed++);
  });
  await writeCounts(counts);
  console.log(`e2e: ${counts.passed} passed, ${counts.failed} failed`);
  if (counts.passed + counts.failed === 0) throw new Error('No test was executed.');
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
