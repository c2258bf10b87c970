import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import type { LogOutputChannel } from 'vscode';
import { createStateStore } from '../../src/adapters/state';
import type { Activity } from '../../src/core/journal/parse';
import type { GitRepository } from '../../src/core/ports/git';
import { createRecorder } from '../../src/host/observers/recorder';
import { atMost, median, type Result } from './result';

const rounds = 15;

/**
 * Ten thousand events appended to the journal, and recorded by what observes tasks, beside the same events appended
 * plainly, all to the disk's surface. Ratios are taken round by round: what else the machine does hits both sides.
 */
export async function run(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-state-'));
  try {
    const events = Array.from({ length: 10_000 }, (_, index): Activity => ({
      kind: 'task-ended',
      at: new Date(Date.UTC(2026, 10, 21) + index).toISOString(),
      name: `npm: test ${index}`,
      exitCode: index % 3,
      folder: '/home/pune-dev/src/ledger',
    }));
    const times = {
      journal: [] as number[],
      ratio: [] as number[],
      recorded: [] as number[],
      read: [] as number[],
      one: [] as number[],
      stall: [] as number[],
      compaction: [] as number[],
      compactionStall: [] as number[],
    };
    for (let round = 0; round < rounds; round++) {
      const plain = await timed(() => appendPlainly(join(folder, `plain-${round}`), events));
      const state = createStateStore(join(folder, `state-${round}`)).of('/repo/.git');
      await state.append([]);
      const journal = await stalled(() => state.append(events));
      times.journal.push(journal.time);
      times.ratio.push(journal.time / plain);
      times.stall.push(journal.stall);
      times.read.push(await timed(() => state.read()));
      times.one.push(await timed(() => state.append(events.slice(0, 1))));
      // Whatever is asked for next waits until the compaction is over.
      const compaction = await stalled(() => state.append([]));
      times.compaction.push(compaction.time);
      times.compactionStall.push(compaction.stall);
      const again = await timed(() => appendPlainly(join(folder, `again-${round}`), events));
      times.recorded.push((await timed(() => record(join(folder, `recorded-${round}`), events))) / again);
    }
    return [
      { name: 'journal, 10,000 events in one append', value: median(times.journal), unit: 'ms' },
      atMost('the same beside plain lines of JSON, appended and synchronised', median(times.ratio), 'x', 2),
      atMost('10,000 events recorded one by one beside the same', median(times.recorded), 'x', 2),
      atMost('longest time the event loop stood still while appending', median(times.stall), 'ms', 50),
      { name: 'compaction of 10,000 events, afterwards', value: median(times.compaction), unit: 'ms' },
      atMost('longest time the event loop stood still meanwhile', median(times.compactionStall), 'ms', 50),
      { name: 'journal, one event', value: median(times.one), unit: 'ms' },
      { name: 'journal, 10,000 events read', value: median(times.read), unit: 'ms' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As the observers do it: one call an event, written together. */
async function record(folder: string, events: readonly Activity[]): Promise<void> {
  const repository = { commonDirectory: '/repo/.git' } as GitRepository;
  const git = { open: () => Promise.resolve(repository) };
  const log = { warn: (text: string) => assert.fail(text) } as unknown as LogOutputChannel;
  const recorder = createRecorder({ git, state: createStateStore(folder), log }, () => true);
  for (const event of events) recorder.record(event);
  await recorder.settled();
  recorder.dispose();
}

/** How long work took, and how long at most the event loop did not turn meanwhile; milliseconds. */
async function stalled(work: () => Promise<unknown>): Promise<{ time: number; stall: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const time = await timed(work);
  delay.disable();
  return { time, stall: delay.max / 1e6 };
}

/** What any append must do: turn events into lines, write them, and see them safely onto the disk. */
async function appendPlainly(path: string, events: readonly Activity[]): Promise<void> {
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
