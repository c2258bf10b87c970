import { readFile, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { UserError } from '../core/errors';
import type { GitRepository } from '../core/ports/git';
import type { PushOrder } from '../core/ports/share';
import type { StateStore } from '../core/ports/state';
import type { ShareName } from '../core/share/names';
import type { SharedRepository } from '../usecases/share/shareWork';
import { readFlags } from './flags';
import { tokenFor } from './tokens';
import type { Io, Verb } from './verb';

const help = `baton share [DIR…] — what you have under way, for the next person to pick up

Pushes a snapshot of everything that git does not ignore (commits, staged and unstaged changes, new files) to
refs/baton/LOGIN/NAME: no branch, so nobody's branch list and no CI sees it. Your index, branch, stash and files stay
as they are, and no hook of the repository runs. Added lines are searched for secrets first.

  DIR…               folders in git repositories (default: here); all are shared under one name
  --name NAME        what the share is called (default: from the first repository's branch)
  --login LOGIN      under whose name (default: yours by the team file, else from your address)
  --remote REMOTE    where to (default: where the branch is pushed)
  --public           the repository is public, and everybody may read the snapshot
  --leave-out FILE   a file that stays behind; repeatable
  --not-secret ID    a finding, by the id that was printed, is no secret; repeatable
  --max-size MB      larger files stay behind (default: 10)
  --command TEXT     what the next person should run first; typed for them, never run
  --note FILE        a note to tell how to pick it up, and what is not inside
  --replace          take the place of what another machine shared under this name
  --prune            delete your snapshots that are too old instead of sharing
  --days N           how old is too old (default: 14)
  --state DIR        where Baton keeps what waits to be sent (default: the system's per-user state directory)
  --json             one JSON value: repositories with path, ref, commit, changed, leftOut
  --help             this text

Exit status: 0 shared; 1 the remote cannot be reached and the share waits; 2 it was refused, or the call is wrong.
`;

export const share: Verb = {
  name: 'share',
  summary: 'push a snapshot of your work in progress for somebody to pick up',
  help,
  async run(args, io) {
    const { flags, rest } = readFlags('share', args, {
      name: 'value',
      login: 'value',
      remote: 'value',
      public: 'switch',
      'leave-out': 'values',
      'not-secret': 'values',
      'max-size': 'value',
      command: 'value',
      note: 'value',
      replace: 'switch',
      prune: 'switch',
      days: 'value',
      state: 'value',
      json: 'switch',
    });
    if (flags.note !== null && (await io.ports.files.read(resolve(io.cwd, flags.note))) === null) {
      throw new UserError(`There is no note at ${flags.note}, or it is larger than 1 MB.`);
    }
    const megabytes = positive(flags['max-size'], '--max-size', 10);
    const days = positive(flags.days, '--days', 14);
    const repositories = await openAll(rest, io);
    const { checkName } = await import('../core/share/names');
    const store = await io.ports.state(flags.state === null ? undefined : resolve(io.cwd, flags.state));
    const login =
      flags.login === null ? await ownLogin(repositories, store, io) : checkName(flags.login, '--login');
    const name = flags.name === null ? null : checkName(flags.name, '--name');
    const sharing = io.ports.sharing();
    const roots = repositories.map(({ root }) => root);
    const { remote } = flags;
    if (flags.prune) {
      const { pruneShares } = await import('../usecases/share/pruneShares');
      const pruned = await pruneShares(
        { roots, login, remote, days, signal: io.signal },
        { sharing, now: () => io.now() },
      );
      const lines = pruned.flatMap(({ removed }) =>
        removed.map((each) => `${each.share.login}/${each.share.name}`),
      );
      const told = lines.length === 0 ? 'Nothing is too old.' : `Deleted ${lines.join(', ')}.`;
      await io.stdout(flags.json ? `${JSON.stringify(prunedJson(pruned), null, 2)}\n` : `${told}\n`);
      return 0;
    }
    const [{ prepareShare, sendShare }, { SecretsFoundError }, { isPublicPlace }] = await Promise.all([
      import('../usecases/share/shareWork'),
      import('../usecases/share/secretsFound'),
      import('../usecases/share/publicPlace'),
    ]);
    const request = {
      roots,
      login,
      name,
      remote,
      maxBytes: megabytes * 1_000_000,
      leaveOut: flags['leave-out'].map((file) => leftOutOf(resolve(io.cwd, file), roots)),
      notSecret: flags['not-secret'],
      allowPublic: flags.public,
      replace: flags.replace,
      open: [],
      command: flags.command,
      signal: io.signal,
    };
    const gitHub = async (host: string) => io.ports.gitHub(host, await tokenFor(host, io));
    const { noScanner } = await import('../core/ports/secrets');
    const ports = {
      sharing,
      secrets: io.ports.secrets ?? noScanner,
      now: () => io.now(),
      wait: async (root: string, push: PushOrder) => {
        const common = repositories.find((each) => each.root === root)?.commonDirectory ?? null;
        const { waitToShare } = await import('../usecases/share/waitingShare');
        await waitToShare(store.of(common), root, push, io.now());
      },
      isPublic: flags.public
        ? () => Promise.resolve(true)
        : (to: { name: string; url: string }) => isPublicPlace(to, gitHub),
    };
    const prepared = await prepareShare(request, ports);
    try {
      const shared = await sendShare(prepared, request, ports);
      for (const { leftOut } of shared)
        for (const { path, why } of leftOut) io.stderr(`baton share: not inside: ${path} (${why})`);
      if (flags.note !== null) await tellNote(resolve(io.cwd, flags.note), shared, prepared.share);
      for (const { waiting } of shared) if (waiting !== null) io.stderr(`baton share: ${waiting}`);
      const found = {
        repositories: shared.map(({ path, ref, commit, changed, leftOut }) => ({
          path,
          ref,
          commit,
          changed,
          leftOut,
        })),
      };
      await io.stdout(flags.json ? `${JSON.stringify(found, null, 2)}\n` : prose(shared));
      return shared.some(({ waiting }) => waiting !== null) ? 1 : 0;
    } catch (error) {
      if (error instanceof SecretsFoundError) {
        const { canBeLeftOut, whereIs } = await import('../core/share/secrets');
        for (const { finding } of error.found) {
          const { kind, excerpt, id, path } = finding;
          const leave = canBeLeftOut(finding) ? `--leave-out ${path} shares without the file, ` : '';
          io.stderr(
            `baton share: ${whereIs(finding).replace(/,$/, '')}: ${kind} (${excerpt}); ${leave}--not-secret ${id} says that it is none`,
          );
        }
      }
      throw error;
    }
  },
};

async function tellNote(file: string, shared: readonly SharedRepository[], name: ShareName): Promise<void> {
  const { withShare } = await import('../core/share/inNote');
  const told = shared.map(({ path, remote, leftOut }) => ({
    share: name,
    repository: shared.length > 1 ? basename(path) : null,
    remote,
    leftOut,
  }));
  await writeFile(file, withShare(await readFile(file, 'utf8'), told));
}

function positive(text: string | null, flag: string, fallback: number): number {
  if (text === null) return fallback;
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(text)) return Number(text);
  throw new UserError(`${flag}: "${text}" is not a number, such as ${fallback}.`);
}

async function openAll(directories: readonly string[], io: Io): Promise<readonly GitRepository[]> {
  const wanted = directories.length === 0 ? [io.cwd] : directories.map((each) => resolve(io.cwd, each));
  const found = new Map<string, GitRepository>();
  for (const directory of wanted) {
    const repository = await io.ports.git.open(directory, io.signal);
    if (!repository) throw new UserError(`${directory} is in no git repository: name a folder that is.`);
    found.set(repository.root, repository);
  }
  return [...found.values()];
}

async function ownLogin(repositories: readonly GitRepository[], state: StateStore, io: Io): Promise<string> {
  const [{ shareLogin }, { DateTime }] = await Promise.all([
    import('../usecases/share/whose'),
    import('../core/time/luxon'),
  ]);
  const [first] = repositories;
  if (!first) throw new UserError('There is nothing to share: name a folder in a git repository.');
  const ports = { files: io.ports.files, state };
  return shareLogin(first, DateTime.fromMillis(io.now()), ports, { signal: io.signal });
}

function leftOutOf(file: string, roots: readonly string[]): { root: string; path: string } {
  const root = roots.find((each) => file.startsWith(`${each}/`) || file.startsWith(`${each}\\`));
  if (root === undefined)
    throw new UserError(`--leave-out: ${file} is in none of the repositories that are shared.`);
  return { root, path: file.slice(root.length + 1).replaceAll('\\', '/') };
}

function prunedJson(
  pruned: readonly {
    path: string;
    removed: readonly { share: { login: string; name: string }; commit: string }[];
  }[],
) {
  return {
    repositories: pruned.map(({ path, removed }) => ({
      path,
      removed: removed.map(({ share: { login, name }, commit }) => ({
        ref: `refs/baton/${login}/${name}`,
        commit,
      })),
    })),
  };
}

function prose(
  shared: readonly { path: string; ref: string; changed: boolean; waiting: string | null }[],
): string {
  const lines = shared.map(
    ({ path, ref, changed, waiting }) =>
      `${waiting !== null ? 'Waiting to be shared:' : changed ? 'Shared' : 'Unchanged since it was shared:'} ${path} as ${ref.replace('refs/baton/', '')}`,
  );
  const [first] = shared;
  const how = first ? `Picked up with: baton pickup ${first.ref.replace('refs/baton/', '')}` : '';
  return `${[...lines, how].join('\n')}\n`;
}
