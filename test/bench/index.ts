// npm run bench [-- NAME…]    figures, not tests: prints a table and writes out/bench.json. Names: activation, draft, inbox,
// report, traces, state, team; all of them by default. Ratios come from one run on one machine; bare times are only for
// this machine. `npm run bench -- draft --commits 1000000` drafts in a repository of that many commits.
// `npm run bench -- team --clone DIR --from DATE` predicts offsets in a history of your choice.
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, loadavg, platform } from 'node:os';
import { join } from 'node:path';
import { names } from './options';
import type { Result } from './result';

const benches: Readonly<Record<string, () => Promise<{ run(): Promise<readonly Result[]> }>>> = {
  activation: () => import('./activation'),
  draft: () => import('./draft'),
  inbox: () => import('./inbox'),
  report: () => import('./report'),
  traces: () => import('./traces'),
  secrets: () => import('./secrets'),
  share: () => import('./share'),
  state: () => import('./state'),
  team: () => import('./team'),
};

async function main(): Promise<void> {
  const asked = names();
  const results: (Result & { readonly bench: string })[] = [];
  for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
    const load = benches[name];
    if (!load) throw new Error(`No bench is called ${name}; there are ${Object.keys(benches).join(', ')}.`);
    console.error(`${name} …`);
    const found = await (await load()).run();
    results.push(...found.map((result) => ({ bench: name, ...result })));
  }
  const machine = {
    platform: platform(),
    arch: arch(),
    cores: availableParallelism(),
    node: process.version,
  };
  mkdirSync('out', { recursive: true });
  const file = join('out', 'bench.json');
  writeFileSync(file, `${JSON.stringify({ machine, load: loadavg()[0], results }, null, 2)}\n`);
  print(results);
  console.log(`\n${file} has the same, for programs.`);
}

function print(results: readonly Result[]): void {
  const rows = results.map(({ name, value, unit, target, holds }) => [
    name,
    `${format(value)} ${unit}`,
    target === undefined ? '' : String(target),
    holds === undefined ? '' : holds ? 'holds' : 'MISSED',
  ]);
  const table = [['figure', 'value', 'target', ''], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

function format(value: number): string {
  return value.toLocaleString('en', {
    maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0,
  });
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  },
);
