// What VS Code loads in its extension host: runs the bundled suite with mocha and leaves the counts in a file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as mocha from 'mocha';
import * as vscode from 'vscode';

// Under the Node of some versions, `require('mocha')` gives the module's namespace.
const Mocha = ((mocha as { default?: unknown }).default ?? mocha) as new (
  options: Mocha.MochaOptions,
) => Mocha;

/** The contract of `@vscode/test-electron`: resolves when all is well and rejects otherwise. */
export async function run(): Promise<void> {
  console.log(`Running in VS Code ${vscode.version} (${vscode.env.appHost}), Node ${process.versions.node}`);
  const grep = process.env['BATON_HOST_GREP'];
  const suite = new Mocha({
    ui: 'bdd',
    // What hangs is found all the same; what waits for a busy machine is not.
    timeout: 300_000,
    slow: 2000,
    color: false,
    forbidOnly: true,
    forbidPending: true,
    ...(grep ? { grep } : {}),
  });
  const files = JSON.parse(readFileSync(join(__dirname, 'suite.json'), 'utf8')) as string[];
  for (const file of files) suite.addFile(join(__dirname, file));
  const counts = await new Promise<{ passed: number; failed: number }>((resolve) => {
    let passed = 0;
    const runner = suite.run((failed) => resolve({ passed, failed }));
    runner.on('pass', () => passed++);
  });
  const result = process.env['BATON_HOST_RESULT'];
  if (result) writeFileSync(result, JSON.stringify(counts));
  if (counts.passed === 0 && counts.failed === 0) throw new Error('No test was executed.');
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`);
}
