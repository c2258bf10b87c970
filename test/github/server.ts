import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { answerAnonymous } from './anonymous';
import { answerOf, Faults, type Answer, type Fault, type FaultKind } from './faults';
import { answerGraphQl, loadSchema, operationName, type GraphQlRequest } from './graphql';
import { pageAt } from './pages';
import { answerRest, etagOf } from './rest';
import { addSample } from './sample';
import { SignIn } from './signIn';
import { createWorld, type RepositoryRecord, type World } from './world';

export interface StandInOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Who signs in, until `signsIn` says otherwise. */
  readonly login?: string;
  /** Whether the sample repository is private. */
  readonly isPrivate?: boolean;
  /** Milliseconds since the epoch; the machine's clock by default. */
  readonly now?: () => number;
}

/** GitHub Enterprise Server on loopback. */
export interface StandIn {
  /** `http://127.0.0.1:PORT`: the value of `github-enterprise.uri`, and the host of Baton's addresses. */
  readonly url: string;
  readonly world: World;
  /** `baton-sample/ledger`. */
  readonly ledger: RepositoryRecord;
  /** Every API request so far: the GraphQL operation's name, or method and path. */
  readonly operations: readonly string[];
  /** Every request so far, those of sign-in and of a browser included. */
  readonly requests: readonly string[];
  readonly struck: ReadonlyMap<FaultKind, number>;
  /** Who the next sign-in is. */
  signsIn(login: string): void;
  token(login: string, scopes?: readonly string[]): string;
  revoke(token: string): void;
  fail(fault: Fault): void;
  heal(): void;
  /** Resolves once no request is under way: what was slow has had its effect, whoever still waits for it. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the stand-in on 127.0.0.1. It keeps everything in memory and reaches nothing outside. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const world = createWorld(options.now ?? Date.now);
  const faults = new Faults();
  const signIn = new SignIn(options.login ?? 'pune-dev');
  const operations: string[] = [];
  const requests: string[] = [];
  const delays = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  // Built on first use: a sign-in alone needs no schema.
  let schema: ReturnType<typeof loadSchema> | undefined;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const method = request.method ?? 'GET';
    requests.push(`${method} ${url.pathname}`);
    const text = await read(request);
    const parameters = (): URLSearchParams => {
      const type = request.headers['content-type'] ?? '';
      const sent = type.includes('json') ? Object.entries(json(text) as Record<string, string>) : text;
      return new URLSearchParams([...url.searchParams, ...new URLSearchParams(sent)]);
    };
    if (method === 'POST' && url.pathname === '/login/device/code') {
      return send(response, { status: 200, body: signIn.deviceCode(parameters(), world.url) });
    }
    if (method === 'POST' && url.pathname === '/login/oauth/access_token') {
      return send(response, { status: 200, body: signIn.accessToken(parameters()) });
    }
    const graphql = url.pathname === '/api/graphql';
    if (!graphql && !url.pathname.startsWith('/api/v3/')) {
      const page = method === 'GET' ? pageAt(world, url.pathname, url.searchParams) : null;
      return page
        ? sendPage(response, page)
        : send(response, { status: 404, body: { message: 'Not Found' } });
    }
    const path = url.pathname.slice('/api/v3'.length);
    const body = json(text);
    const operation = graphql ? operationName((body as GraphQlRequest).query ?? '') : `${method} ${path}`;
    operations.push(operation);
    const fault = faults.take(operation);
    if (fault?.kind === 'cut-before') return void request.socket.destroy();
    if (fault?.kind === 'slow') await later(fault.delay ?? 1000, delays);
    const instead = fault ? answerOf(fault, graphql, world.now()) : null;
    if (instead) return send(response, instead);
    const anonymous = request.headers.authorization === undefined ? answerAnonymous(world, operation) : null;
    if (anonymous) return send(response, anonymous);
    const viewer = signIn.viewerOf(request.headers.authorization);
    if (!viewer) return send(response, { status: 401, body: { message: 'Bad credentials', status: '401' } });
    let result: Answer;
    if (graphql) {
      if (method !== 'POST') return send(response, { status: 404, body: { message: 'Not Found' } });
      schema ??= loadSchema();
      result = answerGraphQl(schema, world, viewer, body as GraphQlRequest);
    } else {
      result = answerRest(world, viewer, { method, path, query: url.searchParams, body });
    }
    if (fault?.kind === 'cut-after') return void request.socket.destroy();
    if (fault?.kind === 'server-error-after') return send(response, { status: 502, body: 'Bad Gateway' });
    const known = method === 'GET' ? request.headers['if-none-match'] : undefined;
    send(response, result, { known, midway: fault?.kind === 'cut-midway' });
  };

  const server = createServer((request, response) => {
    const answered = answer(request, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      send(response, { status: 500, body: { message: `the stand-in failed: ${String(error)}` } });
    });
    underWay.add(answered);
    void answered.then(() => underWay.delete(answered));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  world.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const ledger = addSample(world, options.isPrivate ?? false);

  return {
    url: world.url,
    world,
    ledger,
    operations,
    requests,
    struck: faults.struck,
    signsIn: (login) => void (signIn.nextLogin = login),
    token: (login, scopes = ['repo']) => signIn.grant(login, scopes),
    revoke: (token) => signIn.revoke(token),
    fail: (fault) => faults.arm(fault),
    heal: () => faults.clear(),
    settled: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    close: () => {
      for (const timer of delays) clearTimeout(timer);
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  { known, midway = false }: { known?: string | undefined; midway?: boolean } = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const etag = etagOf(text);
  const all = {
    'content-type':
      typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '4999',
    'x-github-enterprise-version': '3.18.0',
    etag,
    ...headers,
  };
  if (known === etag && status === 200) return void response.writeHead(304, all).end();
  response.writeHead(status, { ...all, 'content-length': Buffer.byteLength(text) });
  if (!midway) return void response.end(text);
  response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
}

function sendPage(response: ServerResponse, html: string): void {
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy });
  response.end(html);
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function json(text: string): unknown {
  try {
    return text === '' ? {} : (JSON.parse(text) as unknown);
  } catch {
    return {};
  }
}

function later(milliseconds: number, delays: Set<NodeJS.Timeout>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      delays.delete(timer);
      resolve();
    }, milliseconds);
    delays.add(timer);
  });
}
