import { randomBytes } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import { UserError } from '../core/errors';
import type { HandoffDraft } from '../core/handoff/model';
import { noEditor } from '../core/ports/editor';
import type { StateStore } from '../core/ports/state';
import type { WorkItems } from '../core/ports/workItems';
import { readFlags } from './flags';
import { tokenFor } from './tokens';
import type { Io, Verb } from './verb';

const help = `baton draft [DIR…] — the handoff note: what you did, where it stands, how to pick it up

Commits on any local or remote-tracking branch that you authored since the last handoff, grouped by branch and by
kind, the branch at hand and what is not committed. With a token for GitHub (GH_TOKEN, GITHUB_TOKEN or the gh CLI's
own) also pull requests, reviews, checks and issues. The note goes to standard output as Markdown.

  DIR…             folders in git repositories (default: here); a repository found twice counts once
  --as EMAIL       whose work it is; repeatable (default: git's user.email and its aliases)
  --since TIME     from when on (default: the last handoff, else the start of the last working day)
  --until TIME     until when (default: now)
  --to LOGIN       whom it is for; repeatable (default: whoever works next)
  --team FILE      the team file (default: .baton/team.yml of the repository)
  --zone ZONE      the zone of times without an offset (default: the machine's)
  --state DIR      where Baton keeps its journal and drafts (default: the system's per-user state directory)
  --json           everything that Baton knows, as one JSON value
  --help           this text

TIME is ISO 8601, or a date. Exit status: 0 done; 2 the call or the repository is wrong, said in one line.
`;

export const draft: Verb = {
  name: 'draft',
  summary: 'draft the handoff note from git activity',
  help,
  async run(args, io) {
    const { flags, rest } = readFlags('draft', args, {
      as: 'values',
      since: 'value',
      until: 'value',
      to: 'values',
      team: 'value',
      zone: 'value',
      state: 'value',
      json: 'switch',
    });
    const [{ draftHandoff }, { parseTime }, { isZone, instantIn }] = await Promise.all([
      import('../usecases/draftHandoff'),
      import('../core/time/parse'),
      import('../core/time/zone'),
    ]);
    const zone = flags.zone ?? io.ports.machine.zone;
    if (!isZone(zone)) {
      throw new UserError(`--zone: "${zone}" is not a time zone: write it as Europe/Lisbon or UTC+05:30.`);
    }
    const absolute = (path: string): string => (isAbsolute(path) ? path : resolve(io.cwd, path));
    const time = (flag: 'since' | 'until') =>
      flags[flag] === null ? null : parseTime(flags[flag], zone, `--${flag}`);
    const state = await io.ports.state(flags.state === null ? undefined : absolute(flags.state));
    const drafted = await draftHandoff(
      {
        directories: rest.length > 0 ? rest.map(absolute) : [io.cwd],
        as: flags.as,
        since: time('since'),
        until: time('until') ?? instantIn(io.now(), zone),
        to: flags.to,
        teamFile: flags.team === null ? null : absolute(flags.team),
        zone,
        id: `note-${randomBytes(6).toString('hex')}`,
        mayBeEmpty: true,
        signal: io.signal,
      },
      {
        git: io.ports.git,
        files: io.ports.files,
        state,
        editor: noEditor,
        workItems: (host) => signedInWork(host, io),
        sharing: io.ports.sharing(),
      },
    );
    for (const warning of drafted.warnings) io.stderr(`baton draft: ${warning}`);
    await remember(drafted, state, io);
    if (!flags.json) {
      await io.stdout(drafted.markdown);
      return 0;
    }
    const { draftJson } = await import('../core/handoff/json');
    await io.stdout(`${JSON.stringify(draftJson(drafted), null, 2)}\n`);
    return 0;
  },
};

/** Null where no token is at hand: a draft asks nobody to sign in. */
async function signedInWork(host: string, io: Io): Promise<WorkItems | null> {
  if (!io.ports.workItems) return null;
  const token = await tokenFor(host, io).catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
  return token === null ? null : io.ports.workItems(host, token);
}

/** A draft is worth printing on a machine, too, where nothing can be kept. */
async function remember(draft: HandoffDraft, state: StateStore, io: Io): Promise<void> {
  const { rememberDraft } = await import('../usecases/rememberDraft');
  try {
    await rememberDraft(draft, io.now(), { git: io.ports.git, state });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const until = new Date(draft.window.until.toMillis()).toISOString();
    io.stderr(
      `baton draft: the draft could not be remembered (${why}); post it with "baton post --until ${until}".`,
    );
  }
}
