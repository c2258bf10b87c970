import { resolve } from 'node:path';
import { UserError } from '../core/errors';
import type { Snapshot } from '../core/inbox/snapshot';
import type { Entry } from '../core/inbox/waiting';
import { UnavailableError, type RepositoryAddress } from '../core/ports/github';
import { addressFromName } from '../core/post/remote';
import { readFlags } from './flags';
import { tokenFor } from './tokens';
import type { Io, Verb } from './verb';

const help = `baton inbox [DIR] — the handoffs for you

What waits for you on GitHub in the repository that DIR (default: here) lies in, by its remotes "origin" and "upstream":
the notes addressed to you or to whoever works next, the newest first, each with what to do next. Where notes of this
repository were posted elsewhere from here, or go by the editor's settings, is looked at too.

  --repository OWNER/NAME   look there too (may be given again)
  --offline                 show what is known, and ask nobody
  --state DIR               where Baton keeps what it read (default: the system's per-user state directory)
  --json                    one JSON value: asOf, and the handoffs with id, url, from, to, postedAt, accepted, next,
                            title
  --help                    this text

Sign-in: GH_TOKEN or GITHUB_TOKEN, for another host GH_ENTERPRISE_TOKEN with GH_HOST, else what "gh auth login" keeps.
Exit status: 0 done; 2 the call is wrong, or GitHub cannot be asked and nothing is known yet.
`;

export const inbox: Verb = {
  name: 'inbox',
  summary: 'the handoffs that wait for you',
  help,
  async run(args, io) {
    const { flags, rest } = readFlags('inbox', args, {
      repository: 'values',
      offline: 'switch',
      state: 'value',
      json: 'switch',
    });
    if (rest.length > 1)
      throw new UserError(`baton inbox looks at one folder, and ${rest.length} were given. Name one.`);
    const directory = resolve(io.cwd, rest[0] ?? '.');
    const repository = await io.ports.git.open(directory, io.signal);
    if (!repository) throw new UserError(`${directory} is in no git repository: run this in your clone.`);
    const misspelt = flags.repository.find((each) => !addressFromName(each, 'github.com'));
    if (misspelt !== undefined)
      throw new UserError(`"${misspelt}" is no repository's name. Write it as owner/name.`);
    const [{ entriesIn }, { inboxPlaces, rememberedNames }, { whoReads }, { forMe }] = await Promise.all([
      import('../usecases/inbox/readInbox'),
      import('../usecases/inbox/places'),
      import('../usecases/inbox/whoReads'),
      import('../core/inbox/waiting'),
    ]);
    const states = await io.ports.state(flags.state === null ? undefined : resolve(io.cwd, flags.state));
    const state = states.of(repository.commonDirectory);
    const { events } = await state.read();
    const named = [...flags.repository, ...rememberedNames(events)];
    const places = inboxPlaces(await repository.remotes(io.signal), named, events, io.now());
    if (places.length === 0)
      throw new UserError('This repository has no remote on GitHub: add one with "git remote add origin …".');
    const known: { readonly address: RepositoryAddress; readonly snapshot: Snapshot }[] = [];
    for (const [index, address] of places.entries()) {
      const wanted = index === 0 || flags.repository.some((each) => isNamed(address, each));
      const snapshot = await readAt(
        address,
        { directory: state.directory, wanted, offline: flags.offline },
        io,
      );
      if (snapshot) known.push({ address, snapshot });
      const many = new Set(snapshot?.gaps?.map(({ id }) => id)).size;
      if (many > 0)
        io.stderr(
          `${address.owner}/${address.name}: more was said than is read at once; of ${many} ${many === 1 ? 'conversation' : 'conversations'} earlier comments are still to be read: run "baton inbox" again to go on.`,
        );
      if (snapshot?.rests)
        io.stderr(
          `${address.owner}/${address.name}: more issues and pull requests changed than are looked through at once: run "baton inbox" again to go on.`,
        );
    }
    const [oldest] = known.map(({ snapshot }) => snapshot.asOf).sort();
    if (oldest === undefined)
      throw new UserError('Nothing is known yet: run "baton inbox" once without --offline.');
    const { machine, files } = io.ports;
    const now = io.now();
    const hours = { start: 540, end: 1020 };
    const reader = await whoReads(
      { repository, zone: machine.zone, workingHours: hours, now, signal: io.signal },
      { files, state: states },
    );
    const mine = known
      .flatMap(({ address, snapshot }) => forMe(entriesIn(snapshot, address, reader, now), now))
      .sort((one, other) => Date.parse(other.handoff.postedAt) - Date.parse(one.handoff.postedAt));
    await io.stdout(
      flags.json ? `${JSON.stringify(jsonOf(oldest, mine), null, 2)}\n` : await prose(mine, io),
    );
    return 0;
  },
};

/**
 * What is known of one place, after GitHub was asked; the last known state, with a warning, where GitHub cannot be. Of a
 * place that the person did not name a refusal is a warning too.
 */
async function readAt(
  address: RepositoryAddress,
  how: { readonly directory: string; readonly wanted: boolean; readonly offline: boolean },
  io: Io,
): Promise<Snapshot | null> {
  const ports = io.ports.inbox;
  if (!ports) throw new Error('the inbox has no ports');
  const store = ports.store(how.directory);
  const before = await store.read(address);
  if (how.offline) return before;
  const { refreshInbox } = await import('../usecases/inbox/readInbox');
  try {
    const gitHub = ports.gitHub(address.host, await tokenFor(address.host, io));
    return await refreshInbox(address, { gitHub, store, now: () => io.now() }, io.signal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (how.wanted && !(error instanceof UnavailableError && before)) throw error;
    const where = how.wanted ? '' : `${address.owner}/${address.name}: `;
    io.stderr(`${where}${error.message}${before ? ` This is the state of ${before.asOf}.` : ''}`);
    return before;
  }
}

function isNamed({ owner, name }: RepositoryAddress, text: string): boolean {
  return `${owner}/${name}`.toLowerCase() === text.trim().toLowerCase();
}

/** The JSON that other programs rely on. */
function jsonOf(asOf: string, entries: readonly Entry[]) {
  return {
    asOf: withOffset(asOf),
    handoffs: entries.map(({ handoff: { id, url, from, to, postedAt, accepted, next, title } }) => ({
      id,
      url,
      from,
      to,
      postedAt: withOffset(postedAt),
      accepted: accepted && { by: accepted.by, at: withOffset(accepted.at) },
      next,
      title,
    })),
  };
}

/** Times in JSON always carry an offset. */
function withOffset(instant: string): string {
  return instant.replace(/Z$/, '+00:00');
}

async function prose(entries: readonly Entry[], io: Pick<Io, 'now'>): Promise<string> {
  const [{ ago }, { oneLine, visible }] = await Promise.all([
    import('../core/inbox/times'),
    import('../core/text/visible'),
  ]);
  const shown = (text: string): string => oneLine(visible(text));
  if (entries.length === 0)
    return "Nothing waits for you. A colleague's note shows up here once it is posted.\n";
  return entries
    .map(({ handoff, waits }) => {
      const { from, accepted, next, title, postedAt, url } = handoff;
      const taken = accepted ? `accepted by ${shown(accepted.by)}` : waits ? 'not yet accepted' : 'settled';
      return `Next: ${shown(next ?? 'the note names no next action')}\n  ${shown(title)}\n  from ${shown(from ?? 'somebody who left')}, ${ago(Date.parse(postedAt), io.now())}, ${taken}\n  ${shown(url)}\n`;
    })
    .join('\n');
}
