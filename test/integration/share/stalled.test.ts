import { strict as assert } from 'node:assert';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { CancelledError } from '../../../src/core/errors';
import { createPair, sharing, type Pair } from './sandbox';

const work = { login: 'ana', name: 'work' };

describe('A remote that takes a connection and never answers', () => {
  let pair: Pair;
  let server: Server;
  let sockets: Socket[];
  let connected: Promise<Socket>;

  beforeEach(async () => {
    pair = createPair();
    sockets = [];
    server = createServer();
    connected = new Promise((resolve) => {
      server.on('request', ({ socket }) => {
        sockets.push(socket);
        resolve(socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    pair.author.git('remote', 'set-url', 'origin', `http://127.0.0.1:${port}/pune/ledger.git`);
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    pair.remove();
  });

  const ways = {
    'looked into': async (signal: AbortSignal) => (await sharing.of(pair.author.root)).has(work, signal),
    'shared to': async (signal: AbortSignal) => {
      const repository = await sharing.of(pair.author.root);
      const commit = pair.author.git('rev-parse', 'HEAD');
      return repository.push(
        { share: work, remote: repository.remote(null), commit, replace: false },
        signal,
      );
    },
    'pushed to': async (signal: AbortSignal) => {
      const repository = await sharing.of(pair.author.root);
      return repository.pushBranch(repository.remote(null), signal);
    },
  };
  for (const [way, work] of Object.entries(ways)) {
    it(`is left as soon as it is no longer ${way}: git goes, and what git started for it`, async () => {
      const controller = new AbortController();
      const working = work(controller.signal);
      const socket = await connected;
      const closed = new Promise((resolve) => socket.once('close', resolve));
      controller.abort();
      // git's own helper holds the connection: while it lives, neither comes about.
      await assert.rejects(working, CancelledError);
      await closed;
    });
  }
});
