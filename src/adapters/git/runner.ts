import { spawn, type ChildProcess } from 'node:child_process';
import type { Cancellation } from '../../core/cancel';
import { throwIfCancelled } from '../../core/cancel';
import { CancelledError } from '../../core/errors';
import { gitEnvironment } from './environment';
import { GitFailure, gitIsMissing } from './failure';

export interface RunOptions {
  readonly signal?: Cancellation | undefined;
  /** Exit statuses that are answers, not failures. Default: 0 only. */
  readonly statuses?: readonly number[];
  /** Written to git's standard input. */
  readonly input?: string;
  /**
   * `latin1` gives and takes bytes, one a character: names of files need not be UTF-8, and come back as they were.
   * Default: UTF-8.
   */
  readonly encoding?: 'utf8' | 'latin1';
  /** Whether git speaks with a remote, by programs that it starts for that: called off, they end with it. */
  readonly reaches?: boolean;
}

/** Runs git in one directory, in a hardened environment. Rejects with GitFailure, UserError or CancelledError. */
export interface GitRunner {
  readonly cwd: string;
  /** A short answer that is never empty, by simple-git (which waits 50 ms when there is no output). */
  answer(args: readonly string[], signal?: Cancellation): Promise<string>;
  /** The whole of standard output as UTF-8 (it may be empty), and the exit status. */
  output(args: readonly string[], options?: RunOptions): Promise<{ stdout: string; exitCode: number }>;
  /** Standard output in the pieces in which it arrives. Leaving the loop ends git. */
  chunks(args: readonly string[], options?: RunOptions): AsyncIterable<string>;
  /** Standard output cut at each `separator` (default NUL) as it arrives, without it. Leaving the loop ends git. */
  records(args: readonly string[], options?: RunOptions & { separator?: string }): AsyncIterable<string>;
}

export interface RunnerOptions {
  /** The git program. Default: `git` on the PATH. */
  readonly program?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Configuration for git beside Baton's usual. */
  readonly settings?: readonly (readonly [string, string])[];
  /** The index to work on instead of the repository's own: an absolute path. */
  readonly indexFile?: string;
  /** Where new objects go instead of the repository's own store, and that store, which is read: absolute paths. */
  readonly objects?: { readonly fresh: string; readonly own: string };
  /** Whether git stays in the terminal that this program runs in: there ssh may ask, and Ctrl+C ends all that runs. */
  readonly inTerminal?: boolean;
}

export function createRunner(cwd: string, options: RunnerOptions = {}): GitRunner {
  const program = options.program ?? 'git';
  const env = gitEnvironment(options.env ?? process.env, options.settings);
  if (options.indexFile !== undefined) env['GIT_INDEX_FILE'] = options.indexFile;
  if (options.objects) {
    env['GIT_OBJECT_DIRECTORY'] = options.objects.fresh;
    // Quoted, because of what separates several.
    env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] = JSON.stringify(options.objects.own);
  }

  async function* chunks(args: readonly string[], run: RunOptions, ended: (code: number) => void) {
    const { signal } = run;
    throwIfCancelled(signal);
    // A group of its own can be ended as one. Windows has no such groups.
    const detached = run.reaches === true && options.inTerminal !== true && process.platform !== 'win32';
    const child = spawn(program, args, { cwd, env, windowsHide: true, detached });
    let failure: Error | undefined;
    let stderr = '';
    const exit = new Promise<number | null>((resolve) => {
      child.once('error', (error) => {
        failure = error;
        resolve(null);
      });
      child.once('close', (code) => resolve(code));
    });
    const kill = (): void => (detached ? endGroup(child) : void child.kill());
    signal?.addEventListener('abort', kill, { once: true });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < 10_000) stderr += text;
    });
    // git may end before it has read everything; that is told by its status.
    child.stdin.on('error', () => {});
    child.stdin.end(run.input ?? '', run.encoding ?? 'utf8');
    let finished = false;
    try {
      // The decoder inside the stream never splits a character between two chunks.
      for await (const chunk of child.stdout.setEncoding(run.encoding ?? 'utf8')) yield chunk as string;
      const code = await exit;
      finished = true;
      throwIfCancelled(signal);
      if (failure) throw 'code' in failure && failure.code === 'ENOENT' ? gitIsMissing() : failure;
      if (code === null || !(run.statuses ?? [0]).includes(code)) {
        throw new GitFailure(args, cwd, code, stderr);
      }
      ended(code);
    } catch (error) {
      throw signal?.aborted ? new CancelledError('cancelled') : error;
    } finally {
      signal?.removeEventListener('abort', kill);
      if (!finished) kill();
    }
  }

  return {
    cwd,
    chunks: (args, run = {}) => chunks(args, run, () => {}),
    async output(args, run = {}) {
      let stdout = '';
      let exitCode = 0;
      for await (const chunk of chunks(args, run, (code) => (exitCode = code))) stdout += chunk;
      return { stdout, exitCode };
    },
    async *records(args, run = {}) {
      const separator = run.separator ?? '\0';
      // Pieces of a record that is longer than a chunk are joined once, so that a huge message costs its size only.
      let open: string[] = [];
      for await (const chunk of chunks(args, run, () => {})) {
        const parts = chunk.split(separator);
        const last = parts.pop() ?? '';
        for (const part of parts) {
          yield open.length > 0 ? open.join('') + part : part;
          open = [];
        }
        if (last !== '') open.push(last);
      }
      if (open.length > 0) yield open.join('');
    },
    async answer(args, signal) {
      throwIfCancelled(signal);
      const { askSimpleGit } = await import('./answer');
      return askSimpleGit({ program, cwd, env, args, signal });
    },
  };
}

/** Ends a program and all that it started: one that waits for an answer holds open what the program writes to. */
function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid);
  } catch {
    // All of it has ended by itself.
  }
}
