import assert from 'node:assert/strict';
import { cargoCommand, cargoManifest, panicsIn, type Crate } from '../../../src/core/report/cargo';
import type { ReportFacts } from '../../../src/core/report/facts';
import type { TestHints } from '../../../src/core/report/inferred';
import { unknownOrigin } from '../../../src/core/report/origin';
import { reproduceText } from '../../../src/core/report/reproduce';
import { runnerNamedIn } from '../../../src/core/report/runners';
import { testCommand } from '../../../src/core/report/testCommand';
import { testAround, testHeaded } from '../../../src/core/report/testName';
import { stepsOf } from '../../../src/core/report/verification';
import { setUpByXcode, xcodeResolved } from '../../../src/core/report/xcode';
import { assertLinear } from '../growth';

const panic = (thread: string, file = 'src/lib.rs') => ({ thread, file, line: 2 });
const crate: Crate = { name: 'acme-ledger', folder: '', workspace: null, hasMain: false };
const member: Crate = { ...crate, folder: 'crates/ledger', workspace: '' };

describe('what runs a panic of Rust again', () => {
  it('is the test that the thread is named after, by its whole name', () => {
    assert.deepEqual(cargoCommand(panic('tests::refunds'), 'src/lib.rs', crate, ''), {
      command: 'cargo test tests::refunds -- --exact',
      directory: null,
    });
  });
  it('names the package where the workspace has several, and starts where the workspace does', () => {
    const found = cargoCommand(panic('tests::refunds'), 'crates/ledger/src/lib.rs', member, '');
    assert.deepEqual(found, {
      command: 'cargo test -p acme-ledger tests::refunds -- --exact',
      directory: null,
    });
    const deep = { ...member, folder: 'rs/crates/ledger', workspace: 'rs' };
    assert.equal(cargoCommand(panic('tests::a'), 'rs/crates/ledger/src/lib.rs', deep, '')?.directory, 'rs');
    const alone = { ...member, workspace: null };
    assert.deepEqual(cargoCommand(panic('tests::a'), 'crates/ledger/src/lib.rs', alone, ''), {
      command: 'cargo test tests::a -- --exact',
      directory: 'crates/ledger',
    });
  });
  it('names the file of an integration test, whose tests need no module', () => {
    const command = (path: string) => cargoCommand(panic('pays'), path, member, '')?.command;
    assert.equal(
      command('crates/ledger/tests/pay.rs'),
      'cargo test -p acme-ledger --test pay pays -- --exact',
    );
    assert.equal(
      command('crates/ledger/tests/pay/main.rs'),
      'cargo test -p acme-ledger --test pay pays -- --exact',
    );
  });
  it('is no test for a thread that a program named, unless the runner says that it is one', () => {
    for (const thread of ['tokio-runtime-worker', '<unnamed>', 'writer', "a'; rm -rf ~", 'a b'])
      assert.equal(cargoCommand(panic(thread), 'src/lib.rs', crate, ''), null, thread);
    for (const text of ['---- writer stdout ----\n', 'test writer ... FAILED\n'])
      assert.equal(
        cargoCommand(panic('writer'), 'src/lib.rs', crate, text)?.command,
        'cargo test writer -- --exact',
      );
  });
  it('is the program that the main thread was of', () => {
    const command = (path: string, more: Partial<Crate> = {}, text = '') =>
      cargoCommand(panic('main'), path, { ...crate, ...more }, text)?.command;
    assert.equal(command('src/ledger.rs', { hasMain: true }), 'cargo run');
    assert.equal(command('src/ledger.rs'), undefined, 'it has no program, or several');
    assert.equal(command('src/bin/pay.rs'), 'cargo run --bin pay');
    assert.equal(command('examples/pay/main.rs'), 'cargo run --example pay');
    assert.equal(command('build.rs'), 'cargo build');
    assert.equal(command('src/ledger.rs', { hasMain: true }, 'running 2 tests\n'), undefined);
  });
  it('is read from what Rust printed before and since 1.73, with the thread’s number and without', () => {
    assert.deepEqual(
      panicsIn(
        "thread 'tests::a' panicked at 'no row', src/lib.rs:3:9\n" +
          "thread 'b' panicked at src/ledger.rs:4:18:\nno row\n" +
          "2026-01-02 thread 'main' (4242) panicked at crates/x/src/main.rs:5:1:\n",
      ),
      [
        { thread: 'tests::a', file: 'src/lib.rs', line: 3 },
        { thread: 'b', file: 'src/ledger.rs', line: 4 },
        { thread: 'main', file: 'crates/x/src/main.rs', line: 5 },
      ],
    );
    assertLinear((size) => panicsIn("thread 'a' panicked at '".repeat(size / 24)), 50_000);
    // Within one line, too.
    assertLinear((times) => panicsIn("thread 'a' panicked at 'x', ".repeat(times)), 16);
  });
  it('knows a crate by its package, and the head of a workspace', () => {
    const text =
      '[workspace]\nmembers = ["a"]\n\n[package]\nversion = "1"\nname = "top"\n[[bin]]\nname = "other"\n';
    assert.deepEqual(cargoManifest(text), { name: 'top', isWorkspace: true });
    const other = '[package]\nedition = "2021"\n[dependencies]\nname = "x"\n';
    assert.deepEqual(cargoManifest(other), { name: null, isWorkspace: false });
    const shared = '[workspace.package]\nversion = "1"\n';
    assert.deepEqual(cargoManifest(shared), { name: null, isWorkspace: true });
  });
});

describe('the test around a line of JavaScript', () => {
  const lines = [
    "describe('refund', () => {",
    "  it('is\\'nt paid', () => {",
    '    if (x) {',
    '      pay();',
    '    }',
    '  });',
    '  test(',
    '    "gives up after 5",',
    '    async () => {',
    '      pay();',
    '    },',
    '  );',
    "  it.each([1])('pays %i', (n) => {",
    '    pay(n);',
    '  });',
    '  it(`pays ${1}`, () => {',
    '    pay(1);',
    '  });',
    '  helper();',
    "  it.concurrent('sits on one line', () => pay());",
    '});',
  ];
  it('is told by the call that is indented less', () => {
    assert.equal(testAround(lines, 4), "is'nt paid");
    assert.equal(testAround(lines, 10), 'gives up after 5');
    assert.equal(testAround(lines, 20), 'sits on one line');
  });
  it('is unknown where the name is made when it runs, or where no test is around', () => {
    for (const line of [14, 17, 19, 21, 99]) assert.equal(testAround(lines, line), null, String(line));
  });
});

describe('the header of a failure in jest’s report', () => {
  const text =
    'FAIL test/a.test.js\n  ● refund › gives up\n\n    Error: no\n      at Object.<anonymous> (test/a.test.js:8:3)\n\n' +
    '\u001b[1m  ● refund › pays (once)\u001b[22m\n\n    Error: no\n      at Object.<anonymous> (\u001b[2mtest/a.test.js\u001b[22m:18:3)\n' +
    'FAIL test/b.test.js\n      at Object.<anonymous> (test/b.test.js:1:3)\n';
  it('is the nearest above the place', () => {
    assert.equal(testHeaded(text, 'test/a.test.js:8'), 'gives up');
    assert.equal(testHeaded(text, 'test/a.test.js:18'), 'pays (once)');
  });
  it('is not of another file, and not what has a dot and is no test', () => {
    assert.equal(testHeaded(text, 'test/b.test.js:1'), null);
    assert.equal(testHeaded(text, 'test/c.test.js:1'), null);
    assert.equal(testHeaded('  ● Test suite failed to run\n\n at a.test.js:1:2', 'a.test.js:1'), null);
    assert.equal(testHeaded('  ● Console\n\n at a.test.js:1:2', 'a.test.js:1'), null);
  });
});

describe('the runner that a package.json names', () => {
  it('is a dependency, a key of its own or a word of a script', () => {
    assert.equal(runnerNamedIn('{"devDependencies":{"jest":"^29"}}'), 'jest');
    assert.equal(runnerNamedIn('{"scripts":{"test":"NODE_ENV=test jest --ci"}}'), 'jest');
    assert.equal(
      runnerNamedIn('{"devDependencies":{"vitest":"1","@testing-library/jest-dom":"6"}}'),
      'vitest',
    );
    assert.equal(runnerNamedIn('{"scripts":{"test":"mocha"}}'), 'mocha');
    assert.equal(runnerNamedIn('{"scripts":{"test":"node --import tsx --test"}}'), 'node:test');
  });
  it('is unknown where there is none, or more than one', () => {
    for (const text of ['', '{"name":"my-jest-thing"}', '{"devDependencies":{"jest":"1","vitest":"1"}}'])
      assert.equal(runnerNamedIn(text), null, text);
  });
});

const hints: TestHints = { name: null, runner: null, folder: null };
function facts(
  more: Partial<ReportFacts> = {},
  language = 'javascript',
  file = 'test/refund.test.js',
): ReportFacts {
  const at = { line: 8, column: 3, mappedLine: 8, mappedColumn: 3, inApp: true, root: 0 };
  const frames = [{ ...at, function: 'f', file: `/w/${file}`, path: file }];
  const errors = [{ relation: 'thrown', type: 'Error', message: 'no', parent: null, frames }];
  const found = {
    trace: { language, errors },
    origin: unknownOrigin,
    git: null,
    unpushed: null,
    setUp: null,
  };
  const nothing = {
    tracedAt: null,
    culprit: null,
    directory: null,
    inRepository: '',
    tests: null,
    cargo: null,
  };
  return { ...found, ...nothing, ...more } as unknown as ReportFacts;
}

describe('a failed test whose runner left its own calls out', () => {
  it('is run again by the runner of the manifest, in its folder, by the name that is known', () => {
    const tests = { name: 'gives up', runner: 'jest', folder: 'web' };
    assert.deepEqual(testCommand(facts({ tests }, 'javascript', 'web/test/refund.test.js')), {
      command: "npx jest test/refund.test.js -t 'gives up'",
      directory: 'web',
    });
    assert.equal(
      testCommand(facts({ tests: { ...tests, folder: 'other' } }))?.command,
      "npx jest test/refund.test.js -t 'gives up'",
    );
  });
  it('is run with all of its file where its name is not known', () => {
    assert.equal(
      testCommand(facts({ tests: { ...hints, runner: 'jest' } }))?.command,
      'npx jest test/refund.test.js',
    );
    assert.equal(testCommand(facts({ tests: hints })), null);
    assert.equal(testCommand(facts({ tests: { ...hints, runner: 'jest', name: '--bail' } })), null);
  });
  it('is the name that its editor gives it before any other', () => {
    const origin = { ...unknownOrigin, kind: 'test' as const, name: 'refund › pays' };
    const tests = { name: 'gives up', runner: 'vitest', folder: '' };
    assert.equal(
      testCommand(facts({ origin, tests }))?.command,
      'npx vitest run test/refund.test.js -t pays',
    );
  });
  it('is no test of another folder than the one that the report is about', () => {
    const given = facts({ tests: { ...hints, runner: 'jest' }, culprit: { path: 'lib/a.js' } as never });
    const [error] = given.trace.errors;
    const own = { ...error?.frames[0], path: 'lib/a.js', file: 'lib/a.js', root: 1 };
    const errors = [{ ...error, frames: [own, ...(error?.frames ?? [])] }];
    const trace = { language: 'javascript', errors } as never;
    assert.equal(testCommand({ ...given, trace }), null);
    const one = {
      ...given,
      trace: {
        language: 'javascript',
        errors: [{ ...error, frames: [{ ...own, root: 0 }, ...(error?.frames ?? [])] }],
      } as never,
    };
    assert.equal(testCommand(one)?.command, 'npx jest test/refund.test.js');
  });
  it('has the name of its function in Go and in Python', () => {
    const called = (name: string, language: string, file: string, runner?: string) => {
      const given = facts({}, language, file);
      const [error] = given.trace.errors;
      const frames = [
        { ...error?.frames[0], function: name },
        ...(runner === undefined ? [] : [{ ...error?.frames[0], file: runner, path: null, inApp: false }]),
      ];
      return testCommand({ ...given, trace: { language, errors: [{ ...error, frames }] } as never })?.command;
    };
    assert.equal(
      called('acme/ledger.TestRefund.func1', 'go', 'ledger/refund_test.go'),
      "go test ./ledger -run '^TestRefund$'",
    );
    assert.equal(called('acme/ledger.refund', 'go', 'ledger/refund_test.go'), undefined);
    const pytest = '/usr/lib/python3/site-packages/_pytest/python.py';
    assert.equal(
      called('test_refund', 'python', 'tests/test_pay.py', pytest),
      'python -m pytest tests/test_pay.py -k test_refund',
    );
    assert.equal(called('test_refund', 'python', 'tests/test_pay.py'), undefined);
  });
});

describe('the commands of a workspace folder below its repository’s root', () => {
  const tests = { name: 'gives up', runner: 'jest', folder: '' };
  const inRepository = 'services/pay/';
  it('lead from the root to the folder, and the report says from where its paths are', () => {
    const text = reproduceText(
      facts({ tests, inRepository, setUp: { command: 'npm ci', folder: '' } }),
      String,
    );
    assert.match(text, /^\*\*Reproduce\*\* \(inferred, not verified\)/);
    assert.match(
      text,
      /\n\(cd services\/pay && npm ci\)\ncd services\/pay\nnpx jest test\/refund\.test\.js -t 'gives up'\n/,
    );
    assert.match(text, /start at the repository’s root; paths in this report are from `services\/pay`\./);
    assert.equal(stepsOf(text)?.directory, 'services/pay');
  });
  it('lead to a folder below it', () => {
    const cargo = { command: 'cargo test tests::a -- --exact', directory: 'crates/ledger' };
    const text = reproduceText(facts({ cargo, inRepository }, 'rust', 'src/lib.rs'), String);
    assert.match(text, /\ncd services\/pay\/crates\/ledger\ncargo test tests::a -- --exact\n/);
  });
  it('do not go where something else ran, when they are inferred', () => {
    const text = reproduceText(facts({ tests, directory: 'tools' }), String);
    assert.doesNotMatch(text, /cd tools/);
  });
  it('go where a told command ran, else to the folder', () => {
    const origin = { ...unknownOrigin, command: 'npm test' };
    const said = (directory: string | null) =>
      reproduceText(facts({ origin, inRepository, directory }), String);
    assert.match(said('tools'), /\ncd tools\nnpm test\n/);
    assert.match(said(null), /\ncd services\/pay\nnpm test\n/);
    assert.doesNotMatch(said(''), /\ncd /);
  });
  it('say nothing of folders at the root', () => {
    const text = reproduceText(facts({ tests }), String);
    assert.doesNotMatch(text, /repository’s root|\ncd /);
  });
});

describe('what Xcode resolved', () => {
  const at = (folder: string, inside: string) => `${folder}${inside}/xcshareddata/swiftpm/Package.resolved`;
  const app = at('ios/', 'App.xcodeproj/project.xcworkspace');
  const all = at('', 'All.xcworkspace');
  const other = at('mac/', 'Mac.xcodeproj/project.xcworkspace');
  it('is found in the project or workspace nearest above a file, else in the only one', () => {
    assert.equal(xcodeResolved([all, other, app], 'ios/App/Pay.swift'), app);
    assert.equal(xcodeResolved([app, other, all], 'Shared/Pay.swift'), all);
    assert.equal(xcodeResolved([app], 'Shared/Pay.swift'), app);
    assert.equal(xcodeResolved([app, other], 'Shared/Pay.swift'), null);
    assert.equal(xcodeResolved(['Package.resolved', 'x/swiftpm/Package.resolved'], 'a.swift'), null);
  });
  it('says how a checkout of a project is set up, and nothing for a workspace', () => {
    assert.deepEqual(setUpByXcode(app), {
      command: 'xcodebuild -resolvePackageDependencies -project App.xcodeproj',
      folder: 'ios',
    });
    assert.equal(setUpByXcode(all), null);
  });
});
