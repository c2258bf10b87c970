import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { encodeHeader } from '../../../src/adapters/state/line';
import { createLog } from '../../../src/adapters/state/log';

const at = '2026-11-21T10:00:00.000Z';
const choice = (value: string) => ({ kind: 'choice', at, key: `key ${value}`, value });
const limits = { segmentBytes: 1_000_000, segmentAge: 86_400_000 };

// The log asks for the time between opening a file and writing to it: the moment to do what other processes might.
describe('the log, when other processes act between its opening a file and its writing to it', () => {
  let directory: string;
  let meanwhile: () => void;
  const file = (name: string): string => path.join(directory, name);
  const log = () =>
    createLog(
      directory,
      () => {
        const act = meanwhile;
        meanwhile = () => undefined;
        act();
        return new Date(at);
      },
      limits,
    );
  const values = async (): Promise<unknown[]> =>
    (await log().entries()).entries.map(({ event }) => (event as { value: unknown }).value);

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'baton-log-'));
    meanwhile = () => undefined;
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('writes again what a finished compaction did not see', async () => {
    await log().append([choice('before')]);
    meanwhile = () => {
      copyFileSync(file('000001.jsonl'), file('000001.snapshot'));
      unlinkSync(file('000001.jsonl'));
      writeFileSync(file('000002.jsonl'), encodeHeader(at));
    };
    await log().append([choice('late')]);
    assert.deepEqual(await values(), ['before', 'late']);
  });

  it('writes again, and counts once, what an unfinished compaction may still see', async () => {
    await log().append([choice('before')]);
    meanwhile = () => {
      renameSync(file('000001.jsonl'), file('000001.closed'));
      writeFileSync(file('000002.jsonl'), encodeHeader(at));
    };
    await log().append([choice('late')]);
    assert.deepEqual(await values(), ['before', 'late']);
    await log().compact();
    assert.deepEqual(await values(), ['before', 'late']);
  });

  it('writes again what went into a file that a compaction had covered before it was made', async () => {
    meanwhile = () => {
      writeFileSync(file('000001.snapshot'), encodeHeader(at));
      writeFileSync(file('000002.jsonl'), encodeHeader(at));
    };
    await log().append([choice('late')]);
    assert.deepEqual(await values(), ['late']);
  });

  it('writes again what went into a file that somebody deleted', async () => {
    await log().append([choice('before')]);
    meanwhile = () => unlinkSync(file('000001.jsonl'));
    await log().append([choice('late')]);
    assert.deepEqual(await values(), ['late']);
  });

  it('loses nothing when two processes begin the same file', async () => {
    const other = log();
    await Promise.all([log().append([choice('one')]), other.append([choice('two')]), log().rotate()]);
    assert.deepEqual((await values()).sort(), ['one', 'two']);
    assert.equal((await log().entries()).skipped, 0);
  });
});

describe('a compaction', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'baton-log-'))));
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const log = () => createLog(directory, () => new Date(at), limits);
  const values = async (): Promise<unknown[]> =>
    (await log().entries()).entries.map(({ event }) => (event as { value: unknown }).value);
  const files = (): string[] => readdirSync(directory).sort();

  const fill = async (): Promise<void> => {
    for (const value of ['1', '2', '3']) {
      await log().append([choice(value)]);
      await log().rotate();
    }
  };

  it('leaves one snapshot and the file that is appended to', async () => {
    await fill();
    await log().compact();
    assert.deepEqual(files(), ['000003.snapshot', '000004.jsonl']);
    assert.deepEqual(await values(), ['1', '2', '3']);
    await log().append([choice('4')]);
    await log().rotate();
    await log().compact();
    assert.deepEqual(files(), ['000004.snapshot', '000005.jsonl']);
    assert.deepEqual(await values(), ['1', '2', '3', '4']);
  });

  it('does nothing where there is nothing to do', async () => {
    await log().append([choice('1')]);
    await log().compact();
    assert.deepEqual(files(), ['000001.jsonl']);
  });

  const interruptions: Record<string, () => void> = {
    'after closing some files': () =>
      renameSync(path.join(directory, '000001.jsonl'), path.join(directory, '000001.closed')),
    'while writing the snapshot': () =>
      writeFileSync(path.join(directory, '000003.snapshot.ab.tmp'), '{"half'),
    'before removing what the snapshot covers': () => {
      const text = ['1', '2', '3']
        .map((each) => readFileSync(path.join(directory, `00000${each}.jsonl`), 'utf8'))
        .join('');
      writeFileSync(path.join(directory, '000003.snapshot'), text);
      renameSync(path.join(directory, '000002.jsonl'), path.join(directory, '000002.closed'));
    },
  };
  for (const [moment, interrupt] of Object.entries(interruptions))
    it(`that is interrupted ${moment} loses nothing, doubles nothing, and is finished by the next`, async () => {
      await fill();
      interrupt();
      assert.deepEqual(await values(), ['1', '2', '3']);
      await log().append([choice('4')]);
      await log().rotate();
      await log().compact();
      assert.deepEqual(await values(), ['1', '2', '3', '4']);
      assert.deepEqual(files(), ['000004.snapshot', '000005.jsonl']);
    });

  it('by two processes at once loses nothing', async () => {
    await fill();
    await Promise.all([log().compact(), log().compact(), log().append([choice('4')])]);
    assert.deepEqual(await values(), ['1', '2', '3', '4']);
  });

  it('does not touch what a newer Baton wrote', async () => {
    await fill();
    const newer = '\n{"baton":"journal","version":2,"begun":""}\nof a kind that only it can read';
    writeFileSync(path.join(directory, '000002.jsonl'), newer);
    await log().compact();
    const name = files().find((each) => each.startsWith('000002.')) ?? '';
    assert.equal(readFileSync(path.join(directory, name), 'utf8'), newer);
  });
});
