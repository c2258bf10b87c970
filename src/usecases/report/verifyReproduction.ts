import { throwIfCancelled, type Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import type { Files } from '../../core/ports/files';
import type { GitRepository } from '../../core/ports/git';
import type { Scratch, ScratchRequest, Scratches } from '../../core/ports/scratch';
import { fingerprintOf } from '../../core/report/fingerprint';
import type { Counted, Verification } from '../../core/report/verification';
import { readTraces } from '../../core/trace/readTrace';
import { locate } from './locate';
import type { Root } from './root';

export interface VerifyRequest {
  readonly repository: GitRepository;
  readonly fingerprint: string;
  readonly command: string;
  /** Relative to the repository's root; empty for the root. */
  readonly directory: string;
  /** The workspace folder that the report was written for, relative to the root: its paths are in the fingerprint. */
  readonly folder: string;
  /** Run once in each state, before anything is counted. */
  readonly setUp: string | null;
  readonly copies: readonly string[];
  readonly runs: number;
  /** Of each run, in milliseconds. */
  readonly limit: number;
  /** The commit that is suspected; null when none is. */
  readonly suspect: string | null;
  readonly signal?: Cancellation;
  /** Told before each step, in words for the person who waits. */
  readonly progress?: (step: string) => void;
}

export interface VerifyPorts {
  readonly files: Files;
  readonly scratches: Scratches;
}

/** Setting up may download half the world. */
const setUpFactor = 10;

/**
 * Runs the command again in throw-away working trees: at this state with what is uncommitted, and, when it reproduces
 * there, at the parent of the suspect. A run counts only when the same fingerprint comes back.
 * @throws UserError when there is no commit yet, or the set-up fails
 */
export async function verifyReproduction(request: VerifyRequest, ports: VerifyPorts): Promise<Verification> {
  const { repository, suspect, signal } = request;
  const [head, tree] = await Promise.all([
    repository.history.commit('HEAD', signal),
    repository.workingTree(signal),
  ]);
  if (head === null)
    throw new UserError('There is no commit yet that others could check out: commit first, then try again.');
  const here = await countIn({ commit: head, carry: 'all' }, 'at this state', request, ports);
  const withChanges = tree.changes.length > 0;
  const parent = suspect === null ? null : await repository.history.parent(suspect, signal);
  const found = { here, commit: head, withChanges, before: null, beforeFailed: null };
  // What does not fail here proves nothing elsewhere.
  if (here.reproduced === 0 || suspect === null) return found;
  if (parent === null)
    return {
      ...found,
      beforeFailed: `The suspect ${suspect.slice(0, 7)} has no commit before it here: nothing could be run there.`,
    };
  try {
    const counted = await countIn(
      { commit: parent, carry: 'new' },
      'at the suspect’s parent',
      request,
      ports,
    );
    return { ...found, before: { suspect, counted } };
  } catch (error) {
    // What was found here holds, whatever stands in the way there.
    if (error instanceof UserError) return { ...found, beforeFailed: error.message };
    throw error;
  }
}

async function countIn(
  state: Pick<ScratchRequest, 'commit' | 'carry'>,
  where: string,
  request: VerifyRequest,
  { files, scratches }: VerifyPorts,
): Promise<Counted> {
  const { repository, command, directory, setUp, copies, runs, limit, signal } = request;
  const tell = request.progress ?? (() => {});
  tell(`making a working tree ${where}`);
  const scratch = await scratches.create({
    root: repository.root,
    copies,
    ...state,
    ...(signal && { signal }),
  });
  try {
    if (setUp !== null) {
      tell(`${setUp} ${where}`);
      const { exitCode, output } = await scratch.run(setUp, {
        directory: '',
        limit: limit * setUpFactor,
        ...(signal && { signal }),
      });
      if (exitCode !== 0) throw new UserError(setUpFailed(setUp, where, output));
    }
    const counted = { runs, reproduced: 0, passed: 0, otherwise: 0 };
    for (let run = 1; run <= runs; run += 1) {
      throwIfCancelled(signal);
      tell(`run ${run} of ${runs} ${where}`);
      const { exitCode, output } = await scratch.run(command, {
        directory,
        limit,
        ...(signal && { signal }),
      });
      if (await isSame(output, scratch, request, files)) counted.reproduced += 1;
      else if (exitCode === 0) counted.passed += 1;
      else counted.otherwise += 1;
    }
    return counted;
  } finally {
    await scratch.remove();
  }
}

function setUpFailed(setUp: string, where: string, output: string): string {
  const last = output.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
  const said = last === '' ? '' : ` Its last line: ${last}`;
  return `The set-up “${setUp}” failed ${where}: correct it, or name the ignored files that it needs, and try again.${said}`;
}

/** Whether one of the traces that were printed has the fingerprint of the report. */
async function isSame(
  output: string,
  scratch: Scratch,
  { fingerprint, folder, signal }: VerifyRequest,
  files: Files,
): Promise<boolean> {
  const traces = readTraces(output);
  if (traces.length === 0) return false;
  const real = (await files.real(scratch.folder)) ?? scratch.folder;
  const prefix = folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
  const all = await scratch.files(signal);
  const place = prefix === '' ? scratch.folder : `${scratch.folder}/${prefix.slice(0, -1)}`;
  const root: Root = {
    folder: place,
    real: prefix === '' ? real : `${real}/${prefix.slice(0, -1)}`,
    repository: null,
    inRepository: prefix,
    files: all.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)),
    tree: () => Promise.resolve(null),
    published: () => Promise.resolve({ head: null, pushed: null, web: null }),
  };
  for (const trace of traces.slice(0, mostTraces)) {
    const located = await locate([trace], [root], { text: output }, files);
    if (fingerprintOf(located.trace.language, located.trace.errors) === fingerprint) return true;
  }
  return false;
}

const mostTraces = 50;
