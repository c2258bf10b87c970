import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { throwIfCancelled } from '../../../core/cancel';
import { UserError } from '../../../core/errors';
import type { Scratch, ScratchRequest, Scratches } from '../../../core/ports/scratch';
import { createRunner, type RunnerOptions } from '../runner';
import { carryOver, copyIgnored } from './carry';
import { startGuardian } from './guardian';
import { runCommand } from './run';

/** No hook of the repository runs for a working tree that nobody asked it about. */
const noHooks = [['core.hooksPath', '/dev/null']] as const;

/** Throw-away working trees beside the system's other temporary files. */
export function createScratches(options: RunnerOptions = {}): Scratches {
  return { create: (request) => createScratch(request, options) };
}

async function createScratch(request: ScratchRequest, options: RunnerOptions): Promise<Scratch> {
  const { root, commit, signal } = request;
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(commit)) throw new RangeError('a commit is its full id');
  throwIfCancelled(signal);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'baton-verify-')));
  const tree = join(folder, 'tree');
  const guardian = startGuardian(root, folder);
  const remove = (): Promise<void> => guardian.end();
  try {
    const runner = createRunner(root, { ...options, settings: noHooks });
    await runner.output(['worktree', 'add', '--quiet', '--detach', '--force', tree, commit], { signal });
    if (request.carry !== 'nothing') await carryOver(runner, root, tree, request.carry, signal);
    await copyIgnored(root, tree, request.copies, signal);
  } catch (error) {
    await remove();
    if (error instanceof UserError) {
      const why = error.message;
      throw new UserError(`The throw-away working tree could not be made: ${why}`, undefined, {
        cause: error,
      });
    }
    throw error;
  }
  return {
    folder: tree,
    async files(cancel) {
      const listing = createRunner(tree, options);
      const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
      return (await listing.output(args, { signal: cancel })).stdout
        .split('\0')
        .filter((path) => path !== '');
    },
    run: (command, run) => runCommand(command, tree, run, guardian),
    remove,
  };
}
