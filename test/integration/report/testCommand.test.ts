import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import type { ReportFacts } from '../../../src/core/report/facts';
import { unknownOrigin } from '../../../src/core/report/origin';
import { reproduceText } from '../../../src/core/report/reproduce';
import { testCommand } from '../../../src/core/report/testCommand';
import { stepsOf } from '../../../src/core/report/verification';

interface Failed {
  readonly name: string;
  readonly path: string;
  readonly runner?: string;
  readonly language?: string;
  readonly setUp?: ReportFacts['setUp'];
  readonly command?: string;
}

function facts({ name, path, runner, language = 'javascript', setUp = null, command }: Failed): ReportFacts {
  const frame = { function: null, line: 8, column: 3, mappedLine: 8, mappedColumn: 3 };
  const own = { ...frame, file: `/w/${path}`, path, inApp: true };
  const frames = runner === undefined ? [own] : [own, { ...frame, file: runner, path: null, inApp: false }];
  const errors = [{ relation: 'thrown', type: 'AssertionError', message: 'no', parent: null, frames }];
  const origin = { ...unknownOrigin, kind: 'test' as const, name, command: command ?? null };
  const found = { trace: { language, errors }, origin, setUp, git: null, unpushed: null, tracedAt: null };
  const nothing = { culprit: null, directory: null, inRepository: '', tests: null, cargo: null };
  return { ...found, ...nothing } as unknown as ReportFacts;
}
const mocha = '/w/node_modules/mocha/lib/runnable.js';

describe('what runs a failed test again', () => {
  const command = (failed: Failed): string | undefined => testCommand(facts(failed))?.command;
  it('is told by its runner on the trace, its file and its name', () => {
    const failed = { name: 'refund › gives up after 5 (of 6)', path: 'test/refund.test.js' };
    assert.equal(
      command({ ...failed, runner: mocha }),
      "npx mocha test/refund.test.js --fgrep 'gives up after 5 (of 6)'",
    );
    assert.equal(
      command({ ...failed, runner: '/w/node_modules/@vitest/runner/dist/index.js' }),
      "npx vitest run test/refund.test.js -t 'gives up after 5 \\(of 6\\)'",
    );
    assert.equal(
      command({ ...failed, runner: '/w/node_modules/jest-circus/build/run.js' }),
      "npx jest test/refund.test.js -t 'gives up after 5 \\(of 6\\)'",
    );
    assert.equal(
      command({ ...failed, runner: 'node:internal/test_runner/test' }),
      "node --test --test-name-pattern 'gives up after 5 \\(of 6\\)' test/refund.test.js",
    );
    assert.equal(
      command({
        name: 'TestPay › test_refund[r-17]',
        path: 'tests/test_pay.py',
        language: 'python',
        runner: '/usr/lib/python3.11/site-packages/_pytest/python.py',
      }),
      'python -m pytest tests/test_pay.py -k test_refund',
    );
    assert.equal(
      command({
        name: 'Ledger › refuses',
        path: 'spec/ledger_spec.rb',
        language: 'ruby',
        runner: '/gems/rspec-core-3.13.0/lib/rspec/core/example.rb',
      }),
      'bundle exec rspec spec/ledger_spec.rb -e refuses',
    );
    assert.equal(
      command({
        name: 'LedgerTest › testRefuses',
        path: 'tests/LedgerTest.php',
        language: 'php',
        runner: '/w/vendor/phpunit/phpunit/src/Framework/TestCase.php',
      }),
      'vendor/bin/phpunit --filter testRefuses tests/LedgerTest.php',
    );
    assert.equal(
      command({ name: 'TestRefund', path: 'ledger/refund_test.go', language: 'go' }),
      "go test ./ledger -run '^TestRefund$'",
    );
  });
  it('is unknown where the runner, the file or the name is', () => {
    assert.equal(command({ name: 'x', path: 'test/a.test.js' }), undefined);
    assert.equal(command({ name: 'x', path: 'src/a.js', runner: mocha }), undefined);
    for (const name of ['', '--bail', 'a\nb', 'a\u202eb', 'x'.repeat(201)])
      assert.equal(command({ name, path: 'test/a.test.js', runner: mocha }), undefined, JSON.stringify(name));
    const given = facts({ name: 'x', path: 'test/a.test.js', runner: mocha });
    assert.equal(testCommand({ ...given, origin: { ...given.origin, kind: 'terminal' } }), null);
  });
  it('is in the report as inferred, in the folder of its package, and is what Verify Reproduction reads', () => {
    const failed = { name: 'gives up', path: 'web/test/refund.test.js', runner: mocha };
    const text = reproduceText(facts({ ...failed, setUp: { command: 'npm ci', folder: 'web' } }), String);
    assert.match(text, /^\*\*Reproduce\*\* \(inferred, not verified\)/);
    assert.match(
      text,
      /\n\(cd web && npm ci\)\ncd web\nnpx mocha test\/refund\.test\.js --fgrep 'gives up'\n/,
    );
    assert.match(text, /_Write here: the command, test or request that fails/);
    const { directory, command: read } = stepsOf(text) ?? {};
    assert.deepEqual([directory, read], ['web', "npx mocha test/refund.test.js --fgrep 'gives up'"]);
    // What was typed is not guessed at.
    assert.match(reproduceText(facts({ ...failed, command: 'npm test' }), String), /\nnpm test\n/);
  });
  it('says one word to a shell, whatever a test is called', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (name) => {
        const found = command({ name, path: 'test/a.test.js', runner: mocha });
        if (found === undefined) return;
        const said = execFileSync('sh', ['-c', found.replace(/^npx mocha/, "printf '%s\\n'")], {
          encoding: 'utf8',
        });
        assert.equal(said, `test/a.test.js\n--fgrep\n${(name.split(' › ').at(-1) ?? '').trim()}\n`);
      }),
      { numRuns: 25 },
    );
  });
});
