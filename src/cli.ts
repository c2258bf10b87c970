#!/usr/bin/env node
import { createFiles, createMachine } from './adapters/files';
import { createGit } from './adapters/git';
import { createGitHub } from './adapters/github';
import { CancelledError, UserError } from './core/errors';
import type { Io, Ports, Verb } from './terminal/verb';

/** Each verb is loaded when it is called. */
const verbs: Readonly<Record<string, () => Promise<Verb>>> = {
  draft: async () => (await import('./terminal/draft')).draft,
  report: async () => (await import('./terminal/report')).report,
  post: async () => (await import('./terminal/post')).post,
  team: async () => (await import('./terminal/team')).team,
};

const ports: Ports = {
  git: createGit(),
  files: createFiles(),
  machine: createMachine(),
  state: async (directory) => (await import('./adapters/state')).createStateStore(directory),
  gitHub: createGitHub,
  ghToken: async (host) => (await import('./adapters/github/ghToken')).ghToken(host),
};

async function main(args: readonly string[]): Promise<number> {
  const abort = new AbortController();
  process.once('SIGINT', () => abort.abort());
  // A reader that has seen enough (`baton draft | head`) ends the run; that is no failure.
  process.stdout.on('error', () => process.exit(0));
  const io: Io = {
    stdout: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    stderr: (line) => void process.stderr.write(`${oneLine(line)}\n`),
    stdin: async () => {
      let text = '';
      for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk as string;
      return text;
    },
    cwd: process.cwd(),
    env: process.env,
    ports,
    signal: abort.signal,
    now: () => Date.now(),
  };
  const [name = '--help', ...rest] = args;
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  try {
    if (name === '--help' || name === '-h' || name === 'help') {
      await io.stdout(await overview());
      return 0;
    }
    if (!load) throw new UserError(`baton has no verb "${name}": see "baton --help".`);
    const verb = await load();
    if (rest[0] === '--help' || rest[0] === '-h' || rest.slice(0, endOfFlags(rest)).includes('--help')) {
      await io.stdout(verb.help);
      return 0;
    }
    return await verb.run(rest, io);
  } catch (error) {
    if (error instanceof CancelledError) return 130;
    const known = error instanceof UserError;
    const said = error instanceof Error ? error.message : String(error);
    io.stderr(known ? said : `baton: an unexpected error, please report it: ${said}`);
    return 2;
  }
}

function endOfFlags(args: readonly string[]): number {
  const end = args.indexOf('--');
  return end < 0 ? args.length : end;
}

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(verbs).map((load) => load()));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`);
  return `Usage: baton <verb> [flags]; "baton <verb> --help" lists a verb's flags.\n\n${lines.join('\n')}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

void main(process.argv.slice(2)).then((status) => (process.exitCode = status));
