import { resolve } from 'node:path';
import { UserError } from '../core/errors';
import { TooMuchError } from '../core/ports/share';
import { megabytes, mostUnasked } from '../core/share/weight';
import { readFlags } from './flags';
import { tokenFor } from './tokens';
import type { Io, Verb } from './verb';

const help = `baton pickup REF|URL — somebody's work in progress, as they left it

Fetches a share and opens a new worktree beside this one that stands where its author stood: staged apart from
unstaged, new files, the author's upstream. Nothing of it is run. Its author will see that you picked it up.

  REF|URL            LOGIN/NAME, refs/baton/LOGIN/NAME, or the address of the note on GitHub
  --apply            into this working tree instead, by git's three-way merge; nothing of yours is overwritten
  --remote REMOTE    where it was shared (default: the first remote that has it)
  --login LOGIN      who you are, for its author (default: yours by the team file, else from your address)
  --any-size         also what is larger than ${megabytes(mostUnasked)} MB
  --no-notice        do not tell the author
  --state DIR        where Baton keeps its own data (default: the system's per-user state directory)
  --json             one JSON value: worktree, branch, open (path and line), command
  --help             this text

Exit status: 0 it is there; 1 it is there with conflicts to resolve; 2 there is none, or yours is in the way.
`;

export const pickup: Verb = {
  name: 'pickup',
  summary: 'open somebody’s work in progress as they left it',
  help,
  async run(args, io) {
    const { flags, rest } = readFlags('pickup', args, {
      apply: 'switch',
      remote: 'value',
      login: 'value',
      'any-size': 'switch',
      'no-notice': 'switch',
      state: 'value',
      json: 'switch',
    });
    const [what, ...more] = rest;
    if (what === undefined || more.length > 0) {
      throw new UserError('Name one share: baton pickup LOGIN/NAME, or the address of its note.');
    }
    const repository = await io.ports.git.open(io.cwd, io.signal);
    if (!repository)
      throw new UserError(`${io.cwd} is in no git repository: run this in a clone of the author's.`);
    const [{ pickUp }, { parseShareName, checkName }, { noteAddress, readNoteAt }, { readReference }] =
      await Promise.all([
        import('../usecases/share/pickUp'),
        import('../core/share/names'),
        import('../usecases/share/noteAt'),
        import('../core/share/reference'),
      ]);
    const gitHub = async (host: string) => io.ports.gitHub(host, await tokenFor(host, io));
    const note = noteAddress(what) === null ? null : readReference(await readNoteAt(what, gitHub, io.signal));
    const named = note === null ? parseShareName(what) : note.share;
    if (named === null) {
      throw new UserError(
        note === null
          ? `"${what}" names no share: write LOGIN/NAME, as in "baton pickup ana/refund-retry", or the note's address.`
          : `The note at ${what} names no share: its author pushed nothing to pick up.`,
      );
    }
    const receiver = flags.login === null ? await ownLogin() : checkName(flags.login, '--login');
    if (!flags['no-notice'])
      io.stderr(`baton pickup: ${named.login} will see that ${receiver} picked this up (--no-notice: not)`);
    const picked = await pickUp(
      {
        root: repository.root,
        share: named,
        remote: flags.remote,
        how: flags.apply ? 'apply' : 'worktree',
        anySize: flags['any-size'],
        received: tellReceived(io),
        receiver,
        tellAuthor: !flags['no-notice'],
        note,
        signal: io.signal,
      },
      { sharing: io.ports.sharing(), now: () => io.now() },
    ).catch((error: unknown) => {
      if (!(error instanceof TooMuchError)) throw error;
      throw new UserError(`${error.message} With --any-size it is picked up all the same.`);
    });
    for (const remark of picked.remarks) io.stderr(`baton pickup: ${remark}`);
    for (const path of picked.conflicts) io.stderr(`baton pickup: conflict in ${path}`);
    const { worktree, branch, open, command } = picked;
    const lines = [
      flags.apply
        ? `Applied to ${worktree}`
        : `Opened in ${worktree}${branch === null ? '' : `, on ${branch}`}`,
      ...open.map(({ path, line }) => `Look at ${path}:${line}`),
      ...(command === null ? [] : [`Run next: ${command}`]),
    ];
    const json = { worktree, branch, open, command };
    await io.stdout(flags.json ? `${JSON.stringify(json, null, 2)}\n` : `${lines.join('\n')}\n`);
    return picked.conflicts.length > 0 ? 1 : 0;

    async function ownLogin(): Promise<string> {
      const [{ shareLogin }, { DateTime }] = await Promise.all([
        import('../usecases/share/whose'),
        import('../core/time/luxon'),
      ]);
      if (!repository) return 'someone';
      const state = await io.ports.state(flags.state === null ? undefined : resolve(io.cwd, flags.state));
      const ports = { files: io.ports.files, state };
      return shareLogin(repository, DateTime.fromMillis(io.now()), ports, { signal: io.signal });
    }
  },
};

/** One line each time that it has doubled: a terminal that is a file keeps them all. */
function tellReceived(io: Io): (bytes: number) => void {
  let next = 10_000_000;
  return (bytes) => {
    if (bytes < next) return;
    io.stderr(`baton pickup: ${megabytes(bytes)} MB have come so far`);
    while (next <= bytes) next *= 2;
  };
}
