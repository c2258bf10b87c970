import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  appendFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createStateStore } from '../../../src/adapters/state';
import { UserError } from '../../../src/core/errors';
import type { JournalEvent } from '../../../src/core/journal/events';

const at = '2026-11-21T10:00:00.000Z';
const choice = (key: string, value: string): JournalEvent => ({ kind: 'choice', at, key, value });
const task = (name: string, when = at): JournalEvent => ({
  kind: 'task-ended',
  at: when,
  name,
  exitCode: 1,
  folder: '/w',
});

describe('the state store', () => {
  let root: string;
  let now: Date;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'baton-state-'));
    now = new Date(at);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const open = (limits = {}) => createStateStore(root, { now: () => now, limits }).of('/repo/.git');
  const text = (directory: string): string =>
    readdirSync(directory, { withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => readFileSync(path.join(directory, each.name), 'utf8'))
      .join('');

  it('reads nothing, and makes nothing, before anything was written', async () => {
    const state = open();
    assert.deepEqual(await state.read(), { events: [], skipped: 0 });
    assert.deepEqual(await state.drafts(), []);
    assert.deepEqual(readdirSync(root), []);
  });

  it('gives back events in the order in which they were appended, to any other store of the same folder', async () => {
    const one = open();
    const other = open();
    await one.append([choice('a', '1'), choice('b', '2')]);
    await other.append([choice('a', '3')]);
    await one.append([task('unit')]);
    const expected = [choice('a', '1'), choice('b', '2'), choice('a', '3'), task('unit')];
    assert.deepEqual((await one.read()).events, expected);
    assert.deepEqual((await other.read()).events, expected);
  });

  it('keeps the order of appends that were not awaited', async () => {
    const state = open();
    const events = Array.from({ length: 20 }, (_, index) => choice('k', String(index)));
    await Promise.all(events.map((event) => state.append([event])));
    assert.deepEqual((await state.read()).events, events);
  });

  it('keeps repositories, and the person, apart', async () => {
    const store = createStateStore(root);
    await store.of('/a/.git').append([choice('k', 'a')]);
    await store.of(null).append([choice('k', 'me')]);
    assert.deepEqual((await store.of('/b/.git').read()).events, []);
    assert.deepEqual((await store.of(null).read()).events, [choice('k', 'me')]);
  });

  it('names the repository that a folder belongs to', async () => {
    const state = open();
    await state.append([choice('k', 'v')]);
    const label: unknown = JSON.parse(readFileSync(path.join(state.directory, 'repository.json'), 'utf8'));
    assert.deepEqual(label, { commonDirectory: '/repo/.git' });
  });

  it('lets nobody else read what it keeps', async () => {
    const state = open();
    await state.append([choice('k', 'v')]);
    const draft = await state.writeDraft('n-1', 'text');
    const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);
    const files = readdirSync(state.directory).filter((name) => name !== 'drafts');
    assert.deepEqual(
      files.map((name) => mode(path.join(state.directory, name))),
      files.map(() => '600'),
    );
    assert.equal(mode(draft), '600');
    assert.equal(mode(state.directory), '700');
    assert.equal(mode(path.dirname(draft)), '700');
  });

  describe('after a process died in the middle of a line', () => {
    const newestFile = (directory: string): string =>
      path.join(
        directory,
        readdirSync(directory)
          .filter((name) => name.endsWith('.jsonl'))
          .at(-1) ?? '',
      );

    it('skips and counts the torn line, and the next append is whole', async () => {
      const state = open();
      await state.append([choice('k', 'v')]);
      appendFileSync(newestFile(state.directory), '\n{"crc":"00000000","id":"x","event":{"kind":"cho');
      assert.deepEqual(await state.read(), { events: [choice('k', 'v')], skipped: 1 });
      await state.append([choice('k', 'w')]);
      assert.deepEqual(await state.read(), { events: [choice('k', 'v'), choice('k', 'w')], skipped: 1 });
    });

    it('does not believe a line whose text was changed', async () => {
      const state = open();
      await state.append([choice('k', 'v')]);
      const file = newestFile(state.directory);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"v"', '"x"'));
      assert.deepEqual(await state.read(), { events: [], skipped: 1 });
    });

    it('loses of many events that were appended together only those that share the torn line', async () => {
      const state = open();
      const many = Array.from({ length: 200 }, (_, index) => choice('k', `v${index}`));
      await state.append(many);
      assert.deepEqual(await state.read(), { events: many, skipped: 0 });
      const file = newestFile(state.directory);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"v100"', '"x100"'));
      const { events, skipped } = await state.read();
      assert.equal(skipped, 1);
      assert.deepEqual(events, [...many.slice(0, 64), ...many.slice(128)]);
    });

    it('reads past bytes that are no text at all', async () => {
      const state = open();
      await state.append([choice('k', 'v')]);
      appendFileSync(newestFile(state.directory), Buffer.from([10, 0, 255, 254, 10, 10, 123]));
      await state.append([choice('k', 'w')]);
      assert.deepEqual((await state.read()).events, [choice('k', 'v'), choice('k', 'w')]);
    });
  });

  describe('as it grows', () => {
    it('is compacted to what still matters, and loses nothing that does', async () => {
      const state = open({ segmentBytes: 1_000 });
      for (let index = 0; index < 80; index++)
        await state.append([choice('k', String(index)), choice(`once-${index % 5}`, 'v')]);
      await state.append([]);
      const { events } = await state.read();
      const last = new Map(events.map((event) => [event.kind === 'choice' && event.key, event]));
      assert.deepEqual(last.get('k'), choice('k', '79'));
      assert.equal(last.size, 6);
      assert.ok(text(state.directory).length < 10_000, `${text(state.directory).length} bytes`);
    });

    it('leaves alone what a newer Baton wrote into it', async () => {
      const state = open({ segmentBytes: 500 });
      const newer = { kind: 'from-the-future', at, anything: { deep: [1, 2] } } as unknown as JournalEvent;
      await state.append([newer]);
      for (let index = 0; index < 50; index++) await state.append([choice('k', String(index))]);
      assert.match(text(state.directory), /"anything":\{"deep":\[1,2\]\}/);
    });

    it('drops activity that is older than thirty days, from what it says and from the disk', async () => {
      const state = open();
      await state.append([task('old', '2026-11-21T09:00:00.000Z'), choice('k', 'v')]);
      now = new Date('2026-12-21T08:59:59.000Z');
      assert.equal((await state.read()).events.length, 2);
      now = new Date('2026-12-21T09:00:01.000Z');
      assert.deepEqual((await state.read()).events, [choice('k', 'v')]);
      await state.append([choice('k', 'w')]);
      await state.append([choice('k', 'x')]);
      await state.deleteActivity(now.toISOString());
      assert.doesNotMatch(text(state.directory), /"old"/);
    });
  });

  it('forgets activity on demand, from what it says and from the disk, and nothing else', async () => {
    const state = open();
    await state.append([task('secret-task'), choice('k', 'v')]);
    await state.deleteActivity(at);
    assert.deepEqual(
      (await state.read()).events.map(({ kind }) => kind),
      ['choice', 'activity-deleted'],
    );
    assert.doesNotMatch(text(state.directory), /secret-task/);
    await state.append([task('later')]);
    assert.ok(
      (await state.read()).events.some((event) => event.kind === 'task-ended' && event.name === 'later'),
    );
  });

  describe('beside a newer Baton', () => {
    it('refuses to write into its log, and says what to do', async () => {
      const state = open();
      await state.append([choice('k', 'v')]);
      const file = path.join(state.directory, '000002.jsonl');
      writeFileSync(file, '\n{"baton":"journal","version":2,"begun":"2030-01-01T00:00:00.000Z"}');
      await assert.rejects(state.append([choice('k', 'w')]), (error: unknown) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /newer version of Baton.*update Baton/);
        return true;
      });
      assert.deepEqual((await state.read()).events, [choice('k', 'v')]);
    });
  });

  it('says in a sentence that it may not write', async () => {
    mkdirSync(path.join(root, 'repositories'));
    writeFileSync(path.join(root, 'blocked'), '');
    const state = createStateStore(path.join(root, 'blocked')).of('/repo/.git');
    await assert.rejects(state.append([choice('k', 'v')]), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /a file stands where a folder should be/);
      return true;
    });
    chmodSync(root, 0o700);
  });
});
