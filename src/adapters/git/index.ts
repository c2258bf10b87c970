import type { Git } from '../../core/ports/git';
import type { RunnerOptions } from './runner';

/** git by its command line. Nothing heavy is loaded before the first repository is opened. */
export function createGit(options: RunnerOptions = {}): Git {
  return {
    async open(directory, signal) {
      const { openRepository } = await import('./repository');
      return openRepository(directory, options, signal);
    },
  };
}
