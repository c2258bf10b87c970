import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { createStateStore } from '../../../src/adapters/state';

// Each process appends choices of its own, one after another, and says each number once it is safe. Files are so
// small that there is always somebody compacting.
const writer = `
const { createStateStore } = require('./store.js');
const [, , root, name, count] = process.argv;
const state = createStateStore(root, { limits: { segmentBytes: 700 } }).of('/repo/.git');
(async () => {
  for (let index = 0; index < Number(count); index++) {
    const at = new Date().toISOString();
    await state.append([{ kind: 'choice', at, key: name + '.' + index, value: 'x'.repeat(index % 50) }]);
    require('node:fs').writeSync(1, index + '\\n');
  }
})().catch((error) => { console.error(error); process.exitCode = 1; });
`;

describe('the state store among several processes', () => {
  let root: string;
  let program: string;
  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'baton-processes-'));
    program = path.join(root, 'writer.cjs');
    writeFileSync(program, writer);
    const entry = path.resolve('src/adapters/state/index.ts');
    buildSync({ entryPoints: [entry], bundle: true, platform: 'node', outfile: path.join(root, 'store.js') });
  });
  const started: Writer[] = [];
  // Whatever a failed test left behind is ended first, and has ended, before its files are taken away.
  afterEach(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all(started.splice(0).map(({ done }) => done));
  });
  after(() => rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

  interface Writer {
    readonly child: ChildProcess;
    /** How many events it said are safe, once it has ended. */
    readonly done: Promise<number>;
    said(count: number): Promise<void>;
  }
  const start = (data: string, name: string, count: number): Writer => {
    const child = spawn(process.execPath, [program, data, name, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const done = new Promise<number>((resolve) => {
      child.on('close', () => resolve(said.split('\n').length - 1));
    });
    const enough = (wanted: number): boolean => said.split('\n').length > wanted;
    const one: Writer = {
      child,
      done,
      said: (wanted) =>
        new Promise((resolve) => {
          child.stdout?.on('data', () => enough(wanted) && resolve());
        }),
    };
    started.push(one);
    return one;
  };
  const keys = async (data: string): Promise<{ keys: string[]; skipped: number }> => {
    const { events, skipped } = await createStateStore(data).of('/repo/.git').read();
    return { keys: events.flatMap((event) => (event.kind === 'choice' ? [event.key] : [])), skipped };
  };

  it('loses nothing, tears nothing and doubles nothing when they append all at once', async () => {
    const data = path.join(root, 'together');
    const names = ['a', 'b', 'c', 'd', 'e'];
    const acknowledged = await Promise.all(names.map((name) => start(data, name, 40).done));
    assert.deepEqual(
      acknowledged,
      names.map(() => 40),
    );
    const found = await keys(data);
    assert.equal(found.skipped, 0);
    assert.equal(new Set(found.keys).size, found.keys.length);
    for (const name of names) {
      const mine = found.keys.filter((key) => key.startsWith(`${name}.`));
      assert.deepEqual(
        mine.sort(byNumber),
        Array.from({ length: 40 }, (_, index) => `${name}.${index}`),
      );
    }
  });

  it('keeps every event that a process was told is safe, whenever the process is killed', async () => {
    const data = path.join(root, 'killed');
    const promised: string[] = [];
    for (let round = 0; round < 6; round++) {
      const name = `r${round}`;
      const [one, other] = [start(data, name, 10_000), start(data, `${name}x`, 10_000)];
      await one.said(round * 3 + 1);
      await new Promise((resolve) => setTimeout(resolve, (round * 1.7) % 6));
      one.child.kill('SIGKILL');
      other.child.kill('SIGKILL');
      for (const [who, count] of [
        [name, await one.done],
        [`${name}x`, await other.done],
      ] as const)
        for (let index = 0; index < count; index++) promised.push(`${who}.${index}`);
    }
    const found = new Set((await keys(data)).keys);
    const recent = promised.slice(-900);
    assert.ok(promised.length > 40, `${promised.length} events`);
    assert.deepEqual(
      recent.filter((key) => !found.has(key)),
      [],
    );
    // And the log still works.
    const state = createStateStore(data).of('/repo/.git');
    await state.append([{ kind: 'choice', at: '2026-11-21T10:00:00Z', key: 'after', value: null }]);
    assert.ok((await keys(data)).keys.includes('after'));
  });
});

function byNumber(one: string, other: string): number {
  return Number(one.split('.')[1]) - Number(other.split('.')[1]);
}
