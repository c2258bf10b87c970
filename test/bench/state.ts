import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { createStateStore } from '../../src/adapters/state';
import type { JournalEvent } from '../../src/core/journal/events';
import { atMost, median, type Result } from './result';

const rounds = 15;

/** Ten thousand events appended to the journal beside the same events appended plainly, both to the disk's surface. */
export async function run(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-state-'));
  try {
    const events = Array.from({ length: 10_000 }, (_, index): JournalEvent => ({
      kind: 'task-ended',
      at: new Date(Date.UTC(2026, 10, 21) + index).toISOString(),
      name: `npm: test ${index}`,
      exitCode: index % 3,
      folder: '/home/pune-dev/src/ledger',
    }));
    const times = {
      journal: [] as number[],
      plain: [] as number[],
      read: [] as number[],
      one: [] as number[],
      stall: [] as number[],
    };
    for (let round = 0; round < rounds; round++) {
      times.plain.push(await timed(() => appendPlainly(join(folder, `plain-${round}`), events)));
      const state = createStateStore(join(folder, `state-${round}`)).of('/repo/.git');
      await state.append([]);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      times.journal.push(await timed(() => state.append(events)));
      delay.disable();
      times.stall.push(delay.max / 1e6);
      times.read.push(await timed(() => state.read()));
      times.one.push(await timed(() => state.append(events.slice(0, 1))));
    }
    const journal = median(times.journal);
    return [
      { name: 'journal, 10,000 events in one append', value: journal, unit: 'ms' },
      atMost(
        'the same beside plain lines of JSON, appended and synchronised',
        journal / median(times.plain),
        'x',
        2,
      ),
      { name: 'longest time the event loop stood still meanwhile', value: median(times.stall), unit: 'ms' },
      { name: 'journal, one event', value: median(times.one), unit: 'ms' },
      { name: 'journal, 10,000 events read', value: median(times.read), unit: 'ms' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What any append must do: turn events into lines, write them, and see them safely onto the disk. */
async function appendPlainly(path: string, events: readonly JournalEvent[]): Promise<void> {
  const lines = events.map((event, index) => JSON.stringify({ id: `aaaaaaaaaaaa.${index}`, event }));
  const bytes = Buffer.from(lines.join('\n'));
  const file = await open(path, 'a');
  await file.write(bytes);
  await file.datasync();
  await file.close();
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
