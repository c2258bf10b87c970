import type { Sharing } from '../../../core/ports/share';
import type { RunnerOptions } from '../runner';

/** Work in progress by git's command line. Nothing is loaded before the first share. */
export function createSharing(
  options: RunnerOptions = {},
  access?: (host: string) => Promise<string | null>,
): Sharing {
  return {
    async of(root, signal) {
      const { openShareRepository } = await import('./repository');
      return openShareRepository(root, options, access, signal);
    },
    async asShared(root, signal) {
      const { standingShare } = await import('./standing');
      return standingShare(root, options, signal);
    },
    signedIn: (given) => createSharing(options, given),
  };
}
