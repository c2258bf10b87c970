// npm test: everything that must hold, in one command. Two lanes run side by side: the types, the unit and integration
// tests and those in the extension host; and the whole editor, which mostly waits, with the style of the code after it.
// Goes on after a failing stage, so that all failures are seen, and says again at the end how each of them failed, since
// a log is often cut at its front. The last line is `N passed, N failed` over all suites; a stage that is no suite counts
// as one test.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Counts } from './vscode/counts';
import { root } from './vscode/install';
import { end, start, temporaryFolder } from './vscode/processes';
import { oldest } from './vscode/versions';

interface Stage {
  readonly name: string;
  /** What Node runs. */
  readonly args: readonly string[];
  /** `suite` leaves counts; `check` is one test; `preparation` is none, and those that need it tell. */
  readonly kind: 'suite' | 'check' | 'preparation';
  readonly minutes: number;
}

const bin = (file: string) => join(root, 'node_modules', file);
const tsx = ['--import', 'tsx'];
const tsc = (project: string) => ({
  name: `typecheck ${project}`,
  args: [bin('typescript/bin/tsc'), '-p', project],
  kind: 'check' as const,
  minutes: 8,
});

const mocha = (folder: string, minutes: number): Stage => ({
  name: folder,
  args: [
    ...tsx,
    bin('mocha/bin/mocha.js'),
    '--config',
    `test/${folder}/mocharc.cjs`,
    '--forbid-only',
    '--reporter',
    'test/counts.cjs',
  ],
  kind: 'suite',
  minutes,
});

const prepare: Stage = {
  name: 'install',
  args: [...tsx, 'test/vscode/prepare.ts'],
  kind: 'preparation',
  minutes: 8,
};

/** What those in VS Code run, made once for all of them. */
const made: Stage[] = [
  { name: 'build', args: ['esbuild.js', '--minify'], kind: 'check', minutes: 8 },
  { name: 'package', args: [...tsx, 'test/package/index.ts'], kind: 'check', minutes: 8 },
];

const style: Stage[] = [
  { name: 'eslint', args: [bin('eslint/bin/eslint.js'), '.'], kind: 'check', minutes: 8 },
  {
    name: 'prettier',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    kind: 'check',
    minutes: 8,
  },
];

const quick: Stage[] = [
  { name: 'layers', args: ['test/lint/layers.cjs'], kind: 'check', minutes: 8 },
  ...(existsSync(join(root, 'knip.json'))
    ? [{ name: 'knip', args: [bin('knip/bin/knip.js')], kind: 'check' as const, minutes: 8 }]
    : []),
  ...['src/core', '.', 'webview', 'test'].map(tsc),
  mocha('unit', 6),
  mocha('integration', 15),
];

const inHost: Stage[] = [
  { name: 'host', args: [...tsx, 'test/vscode/host.ts'], kind: 'suite', minutes: 14 },
  {
    name: `host ${oldest}`,
    args: [...tsx, 'test/vscode/host.ts', '--vscode', oldest],
    kind: 'suite',
    minutes: 14,
  },
  { name: 'canary', args: [...tsx, 'test/host/canaryCheck.ts'], kind: 'check', minutes: 10 },
];

const inEditor: Stage[] = [{ name: 'e2e', args: [...tsx, 'test/vscode/e2e.ts'], kind: 'suite', minutes: 25 }];

const temporary = temporaryFolder('baton-test-').path;

interface Outcome extends Counts {
  readonly name: string;
  /** The end of what the stage printed. */
  readonly ending: string;
}

/** Where a lane's output goes: to ours, or nowhere until it is let go, so that two lanes do not speak at once. */
class Voice {
  private held: [NodeJS.WriteStream, string][] | null;

  constructor(isHeld: boolean) {
    this.held = isHeld ? [] : null;
  }

  write(text: string, to: NodeJS.WriteStream = process.stdout): void {
    if (this.held) this.held.push([to, text]);
    else to.write(text);
  }

  letGo(): void {
    for (const [to, text] of this.held ?? []) to.write(text);
    this.held = null;
  }
}

/** Runs a stage; its output goes to the voice. */
async function run(stage: Stage, voice: Voice, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  voice.write(`\n── ${stage.name} ──\n`);
  const began = Date.now();
  const file = join(temporary, `${stage.name.replaceAll(/[^\w.-]/g, '-')}.json`);
  const child = start(process.execPath, stage.args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, BATON_COUNTS: file },
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  let ending = '';
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    from?.setEncoding('utf8').on('data', (text: string) => {
      voice.write(text, to);
      ending = (ending + text).slice(-8_000);
    });
  const late = setTimeout(() => {
    voice.write(`${stage.name} did not end within ${stage.minutes} minutes\n`, process.stderr);
    void end(child);
  }, stage.minutes * 60_000);
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  clearTimeout(late);
  await end(child);
  // What a killed process printed last may still be on its way.
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 2_000))]);
  const counts = await outcome(stage, code, file);
  const seconds = Math.round((Date.now() - began) / 1000);
  voice.write(`── ${stage.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)\n`);
  return { ...counts, name: stage.name, ending };
}

async function outcome(stage: Stage, code: number | string | null, file: string): Promise<Counts> {
  const good = code === 0;
  if (stage.kind === 'preparation') return { passed: 0, failed: 0 };
  if (stage.kind === 'check') return { passed: good ? 1 : 0, failed: good ? 0 : 1 };
  const counts = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Counts,
    () => ({ passed: 0, failed: 0 }),
  );
  // A suite that broke off, or that executed nothing, has failed even if no test of it says so.
  const broken = counts.failed === 0 && (!good || counts.passed === 0);
  return broken ? { passed: counts.passed, failed: 1 } : counts;
}

async function inTurn(
  stages: readonly Stage[],
  voice: Voice,
  env?: Readonly<Record<string, string>>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const stage of stages) outcomes.push(await run(stage, voice, env));
  return outcomes;
}

async function main(): Promise<void> {
  const loud = new Voice(false);
  const later = new Voice(true);
  // Installing waits for the network, and the checks for the processor.
  const preparing = Promise.all([inTurn([prepare], loud), inTurn(made, loud)]);
  const ready = preparing.then(([, [built, packaged]]): Record<string, string> => ({
    ...(built?.passed === 1 && { BATON_BUILT: '1' }),
    ...(packaged?.passed === 1 && { BATON_VSIX: join(root, 'out/baton.vsix') }),
  }));
  const [first, second] = await Promise.all([
    inTurn(quick, loud)
      .then(async (before) => [...before, ...(await inTurn(inHost, loud, await ready))])
      .finally(() => later.letGo()),
    ready.then((env) => inTurn([...inEditor, ...style], later, env)),
  ]);
  const all = [...(await preparing).flat(), ...first, ...second];
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0);
  const bad = all.filter(({ failed }) => failed > 0);
  for (const { name, ending } of bad) console.log(`\n── how ${name} failed ──\n${ending.trimEnd()}`);
  if (bad.length > 0) console.log(`\nFailed: ${bad.map(({ name }) => name).join(', ')}`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
