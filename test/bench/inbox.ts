import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createInboxGitHub } from '../../src/adapters/github/inbox';
import { createInboxStore } from '../../src/adapters/state/inbox';
import type { Reader } from '../../src/core/inbox/reader';
import { noteMarker } from '../../src/core/post/marker';
import { entriesIn, refreshInbox } from '../../src/usecases/inbox/readInbox';
import { startStandIn } from '../github/server';
import { addDiscussion } from '../github/world';
import { atMost, median, type Result } from './result';

const rounds = 9;
const reader: Reader = { login: 'lisbon-dev', names: [], team: null, member: null };

/** The inbox over 500 and over 5,000 discussions that all hold notes: what is kept, what is asked, and how soon it shows. */
export async function run(): Promise<Result[]> {
  // Once for nothing: the second of two is quicker, whatever its length.
  await measure(500);
  const short = await measure(500);
  const long = await measure(5_000);
  return [
    { name: 'inbox over 5,000 discussions, painted from what is kept', value: long.paint, unit: 'ms' },
    {
      name: 'requests until it is painted',
      value: long.before,
      unit: '',
      target: 0,
      holds: long.before === 0,
    },
    {
      name: 'requests of a refresh that finds nothing new',
      value: long.nothingNew,
      unit: '',
      target: 1,
      holds: long.nothingNew === 1,
    },
    atMost('painting over 5,000 discussions beside 500', long.paint / short.paint, 'x', 1.5),
    atMost('kept on disk over 5,000 discussions beside 500', long.kept / short.kept, 'x', 1.05),
    atMost('memory held over 5,000 discussions beside 500', long.heap / short.heap, 'x', 1.25),
    { name: 'memory held over 5,000 discussions', value: long.heap / 1024, unit: 'kB' },
  ];
}

async function measure(length: number) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-inbox-'));
  // A discussion a minute, so that the look back of thirty days holds all of them.
  let at = Date.parse('2026-11-21T10:00:00Z') - length * 60_000;
  const standIn = await startStandIn({ now: () => at });
  try {
    const address = { host: standIn.url, owner: 'baton-sample', name: 'ledger' };
    const [category] = standIn.ledger.categories;
    if (!category) throw new Error('the sample has no category');
    for (let index = 0; index < length; index++) {
      at += 60_000;
      const body = `**State:** works.\n**Next action:** merge #${index}\n\n## Blocked or unclear\n\n- Why? → lisbon-dev\n\n${noteMarker(`n${index}`)}`;
      addDiscussion(standIn.world, standIn.ledger, {
        author: 'pune-dev',
        title: `Note ${index} · pune-dev → lisbon-dev`,
        body,
        category,
      });
    }
    const gitHub = createInboxGitHub(standIn.url, standIn.token('lisbon-dev'), 1);
    const store = createInboxStore(folder);
    const ports = { gitHub, store, now: () => at };
    await refreshInbox(address, ports);
    const kept = JSON.stringify(await store.read(address)).length;

    const asked = standIn.operations.length;
    const paints: number[] = [];
    let shown: unknown;
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const snapshot = await store.read(address);
      if (!snapshot) throw new Error('nothing was kept');
      shown = { snapshot, entries: entriesIn(snapshot, address, reader, at) };
      paints.push(performance.now() - began);
    }
    const full = usedHeap();
    if (shown === undefined) throw new Error('nothing is shown');
    shown = undefined;
    const heap = full - usedHeap();
    const before = standIn.operations.length - asked;
    await refreshInbox(address, ports);
    return {
      paint: median(paints),
      kept,
      heap,
      before,
      nothingNew: standIn.operations.length - asked - before,
    };
  } finally {
    await standIn.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is held once everything else was collected. */
function usedHeap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
