#!/usr/bin/env node
import { setMaxListeners } from 'node:events';
import { createFiles, createMachine } from './adapters/files';
import { createGit } from './adapters/git';
import { createGitHub } from './adapters/github';
import { createInboxGitHub } from './adapters/github/inbox';
import { createSharing } from './adapters/git/share';
import { createSecretScanner } from './adapters/secrets';
import { createInboxStore } from './adapters/state/inbox';
import { runVerb, type Verbs } from './terminal/run';
import type { Io, Ports } from './terminal/verb';

const verbs: Verbs = {
  draft: async () => (await import('./terminal/draft')).draft,
  report: async () => (await import('./terminal/report')).report,
  post: async () => (await import('./terminal/post')).post,
  inbox: async () => (await import('./terminal/inbox')).inbox,
  share: async () => (await import('./terminal/share')).share,
  pickup: async () => (await import('./terminal/pickup')).pickup,
  team: async () => (await import('./terminal/team')).team,
};

const ports: Ports = {
  git: createGit(),
  files: createFiles(),
  machine: createMachine(),
  state: async (directory) => (await import('./adapters/state')).createStateStore(directory),
  gitHub: createGitHub,
  workItems: async (host, token) =>
    (await import('./adapters/github/workItems')).createWorkItems(host, token),
  inbox: { gitHub: createInboxGitHub, store: createInboxStore },
  secrets: createSecretScanner(),
  sharing: () => createSharing({ inTerminal: true }),
  ghToken: async (host) => (await import('./adapters/github/ghToken')).ghToken(host),
};

const abort = new AbortController();
// Each git and each request under way listens until it ends, and many are under way at once: that is no leak.
setMaxListeners(0, abort.signal);
process.once('SIGINT', () => abort.abort());
// A reader that has seen enough (`baton draft | head`) ends the run; that is no failure.
process.stdout.on('error', () => process.exit(0));

const io: Io = {
  stdout: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  stderr: (text) => void process.stderr.write(`${text.replace(/\s*[\r\n]+\s*/g, ' ')}\n`),
  stdin: async () => {
    let text = '';
    for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk as string;
    return text;
  },
  stdinPieces: () => process.stdin.setEncoding('utf8'),
  cwd: process.cwd(),
  env: process.env,
  ports,
  signal: abort.signal,
  now: () => Date.now(),
};

void runVerb(process.argv.slice(2), verbs, io).then((status) => (process.exitCode = status));
