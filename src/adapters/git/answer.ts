import { simpleGit } from 'simple-git';
import type { Cancellation } from '../../core/cancel';
import { CancelledError } from '../../core/errors';
import { GitFailure, gitIsMissing } from './failure';

/** One short, non-empty answer of git by simple-git's `raw`. */
export async function askSimpleGit(question: {
  readonly program: string;
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly args: readonly string[];
  readonly signal: Cancellation | undefined;
}): Promise<string> {
  const { args, signal } = question;
  const abort = new AbortController();
  const cancel = (): void => abort.abort();
  signal?.addEventListener('abort', cancel, { once: true });
  let failure: GitFailure | undefined;
  try {
    const git = simpleGit({
      baseDir: question.cwd,
      binary: question.program,
      abort: abort.signal,
      // simple-git guards against programs named by the environment; this environment is the person's own,
      // and Baton's additions to it only switch things off.
      allowEnvironment: Object.keys(question.env),
      unsafe: {
        allowUnsafeAskPass: true,
        allowUnsafeConfigEnvCount: true,
        allowUnsafeConfigPaths: true,
        allowUnsafeCustomBinary: true,
        allowUnsafeEditor: true,
        allowUnsafeFsMonitor: true,
        allowUnsafePager: true,
        allowUnsafeSshCommand: true,
      },
      errors(error, result) {
        if (result.exitCode === 0) return error;
        failure = new GitFailure(
          args,
          question.cwd,
          result.exitCode,
          Buffer.concat(result.stdErr).toString('utf8'),
        );
        return failure;
      },
    });
    return await git.env(question.env).raw([...args]);
  } catch (error) {
    if (signal?.aborted) throw new CancelledError('cancelled');
    if (failure === undefined) throw error;
    if (failure.exitCode === -2) throw gitIsMissing();
    throw failure;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}
