import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createSharing } from '../../../src/adapters/git/share';
import { CancelledError, UserError } from '../../../src/core/errors';
import { TooMuchError } from '../../../src/core/ports/share';
import type { ShareRepository } from '../../../src/core/ports/share';
import { mostUnasked } from '../../../src/core/share/weight';
import {
  bytesOf,
  createPair,
  env,
  fingerprint,
  makeExecutable,
  pick,
  ports,
  share,
  sharing,
  status,
  type Pair,
} from './sandbox';

const work = { login: 'ana', name: 'work' };

describe('A share that is more than anybody expects', () => {
  let pair: Pair;
  afterEach(() => pair?.remove());

  /** Everything of the receiver's, what was fetched of objects and refs/baton too. */
  const all = () => ({ ...fingerprint(pair.receiver), ...bytesOf(pair.receiver.path('.git')) });
  const open = (): Promise<ShareRepository> => sharing.of(pair.receiver.root);
  /** Bytes that no pack makes smaller. */
  const noise = (length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    for (let at = 0, state = 1; at < length; at += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      bytes[at] = state >>> 16;
    }
    return bytes;
  };

  it('is not kept where more comes than was asked for, and can be picked up all the same', async () => {
    pair = createPair();
    pair.author.write('large.bin', noise(3_000_000));
    await share(pair.author);
    const before = all();
    const heard: number[] = [];
    const repository = await open();
    await assert.rejects(
      repository.fetch(work, { remote: null, mostBytes: 2_000_000 }),
      new TooMuchError(
        'ana/work is more than 2 MB to fetch: ask its author whether that is meant. Nothing of it was kept.',
      ),
    );
    assert.deepEqual(all(), before);
    const received = (bytes: number): void => void heard.push(bytes);
    const fetched = await repository.fetch(work, { remote: null, mostBytes: null, received });
    assert.ok((heard.at(-1) ?? 0) > 2_900_000, String(heard));
    const { worktree } = await repository.openWorktree(fetched);
    assert.deepEqual(bytesOf(worktree), bytesOf(pair.author.root));
    assert.deepEqual(quarantines(), []);
  });

  it('is not kept where its few bytes become many files’', async () => {
    pair = createPair();
    for (const name of ['a', 'b', 'c']) pair.author.write(`${name}.bin`, Buffer.alloc(1_000_000));
    await share(pair.author);
    const before = all();
    const repository = await open();
    await assert.rejects(
      repository.fetch(work, { remote: null, mostBytes: 2_000_000 }),
      new TooMuchError(
        'ana/work would write 3 MB in 3 files that differ from your commit: ask its author whether that is meant. Nothing of it was kept.',
      ),
    );
    assert.deepEqual(all(), before);
    await repository.fetch(work, { remote: null, mostBytes: 3_000_000 });
    // What the receiver has already is nothing new.
    pair.author.git('add', '-A');
    pair.author.git('commit', '-q', '-m', 'Large');
    pair.author.git('push', '-q');
    pair.author.write('d.bin', Buffer.alloc(1_000_000));
    await share(pair.author);
    pair.receiver.git('pull', '-q');
    await (await open()).fetch(work, { remote: null, mostBytes: 2_000_000 });
  });

  it('is refused in a moment where a few bytes name more files than there are grains of sand, whatever was allowed', async () => {
    pair = createPair();
    const { author } = pair;
    const run = (args: readonly string[], input: string): string =>
      execFileSync('git', args, { cwd: author.root, env, input, encoding: 'utf8' }).trim();
    let entry = `100644 blob ${run(['hash-object', '-w', '--stdin'], 'x\n')}`;
    for (let depth = 0; depth < 12; depth += 1) {
      const lines = Array.from({ length: 10 }, (_, at) => `${entry}\tf${at}\n`).join('');
      entry = `040000 tree ${run(['mktree'], lines)}`;
    }
    const tree = entry.split(' ')[2] ?? '';
    const head = author.git('rev-parse', 'HEAD');
    const said = JSON.stringify({ branch: 'main', hasHead: true, hasIndex: false, hasMore: false });
    const bomb = run(['commit-tree', tree, '-p', head], `x\n\nbaton-snapshot: ${said}\n`);
    author.git('push', '-q', 'origin', `${bomb}:refs/baton/ana/work`);
    const before = all();
    for (const mostBytes of [mostUnasked, null]) {
      await assert.rejects(
        (await open()).fetch(work, { remote: null, mostBytes }),
        (error) =>
          error instanceof UserError &&
          !(error instanceof TooMuchError) &&
          /names more than 3,000,000 files/.test(error.message),
      );
    }
    assert.deepEqual(all(), before);
  }).timeout(300_000);

  it('can be called off while it comes, and nothing of it stays', async () => {
    pair = createPair();
    const { folder, receiver } = pair;
    pair.author.write('large.bin', noise(3_000_000));
    await share(pair.author);
    // A remote that sends half of it, and then nothing more. The first time it is asked for its refs only.
    const half = `${folder}/half`;
    receiver.write(
      '../slow.cjs',
      `const { spawn } = require('child_process');
const { existsSync, writeFileSync } = require('fs');
const child = spawn('git-upload-pack', process.argv.slice(2), { stdio: ['inherit', 'pipe', 'inherit'] });
let sent = 0;
child.stdout.on('data', (chunk) => {
  sent += chunk.length;
  if (sent < 1_500_000) return process.stdout.write(chunk);
  if (existsSync('${half}')) return;
  writeFileSync('${half}', '');
  const timer = setInterval(() => existsSync('${half}') || (clearInterval(timer), child.kill(), process.exit(1)), 50);
});
process.stdout.on('error', () => {});
`,
    );
    receiver.write('../slow', `#!/bin/sh\nexec '${process.execPath}' '${folder}/slow.cjs' "$@"\n`);
    makeExecutable(`${folder}/slow`);
    receiver.git('config', 'remote.origin.uploadpack', `${folder}/slow`);
    const before = all();
    const controller = new AbortController();
    const heard: number[] = [];
    const received = (bytes: number): void => {
      heard.push(bytes);
      if (existsSync(half) && bytes > 500_000) controller.abort();
    };
    await assert.rejects(
      (await open()).fetch(work, { remote: null, mostBytes: null, received }, controller.signal),
      CancelledError,
    );
    assert.ok(heard.length > 0);
    assert.deepEqual(all(), before);
    rmSync(half);
    receiver.git('config', '--unset', 'remote.origin.uploadpack');
    assert.equal(status((await pick(receiver)).worktree), status(pair.author.root));
  }).timeout(120_000);

  it('is asked about at 250 MB by whoever picks up, unless they said yes', async () => {
    pair = createPair();
    await share(pair.author);
    const orders: (number | null)[] = [];
    const watched: typeof sharing = {
      ...sharing,
      async of(root, signal) {
        const repository = await sharing.of(root, signal);
        return {
          ...repository,
          fetch(named, order, called) {
            orders.push(order.mostBytes);
            return repository.fetch(named, order, called);
          },
        };
      },
    };
    await pick(pair.receiver, {}, { ...ports, sharing: watched });
    await pick(pair.receiver, { anySize: true }, { ...ports, sharing: watched });
    assert.deepEqual(orders, [250_000_000, null]);
  });

  it('leaves no store of its own where a fetch fails', async () => {
    pair = createPair();
    await share(pair.author);
    const before = all();
    const bin = `${pair.folder}/bin/git`;
    pair.receiver.write(
      '../bin/git',
      '#!/bin/sh\ncase " $* " in *" fetch "*) echo "fatal: No space left on device" >&2; exit 128;; esac\nexec git "$@"\n',
    );
    makeExecutable(bin);
    const repository = await createSharing({ env, program: bin }).of(pair.receiver.root);
    await assert.rejects(repository.fetch(work, { remote: null, mostBytes: null }), /There is no space left/);
    assert.deepEqual(all(), before);
  });

  function quarantines(): readonly string[] {
    return readdirSync(pair.receiver.path('.git/objects')).filter((name) => name.startsWith('tmp_'));
  }
});
