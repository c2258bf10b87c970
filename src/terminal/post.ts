import { dirname, resolve } from 'node:path';
import { UserError } from '../core/errors';
import type { GitRepository } from '../core/ports/git';
import type { StateStore } from '../core/ports/state';
import type { SenderPorts } from '../usecases/outbox/senderPorts';
import type { PreparedPost } from '../usecases/post/prepare';
import type { Somewhere } from '../usecases/post/elsewhere';
import type { NotePlace } from '../usecases/post/waitingNote';
import { readFlags } from './flags';
import { giveId, publishable, refuseCrowds, safeText } from './posting/safe';
import { announce, announceLeftOut, jsonOf, prose } from './posting/tell';
import { tokenFor } from './tokens';
import type { Io, Verb } from './verb';

const help = `baton post NOTE.md — the note becomes a GitHub Discussion, exactly once

Posting an edited note again edits what was posted. Before anything is sent, Baton looks whether it is there already.
The note is known by the hidden marker at its end; a file without one gets one. "-" reads standard input. What cannot
be sent now waits, and goes with the next "baton post" in this repository, or when the editor can send it.

  --category NAME              the Discussion's category (default: the one chosen last, else one for handoffs)
  --to-repository OWNER/NAME   where to post (default: the repository of this folder, its remote "origin")
  --comment-on NUMBER          a comment on this issue or pull request instead of a Discussion
  --in-discussion NUMBER       a comment in this Discussion instead of one of its own
  --redact                     replace secrets, addresses and home paths by placeholders
  --as-is                      post although something that looks like a secret was found
  --with-code                  keep quoted code in public although not all work here is pushed
  --mention-many               mention a team or everybody, as the note does
  --ask-instead                turn mentions of people who are off into questions in what is posted
  --resend                     an earlier attempt was never confirmed, you looked, and it is not there: send it again
  --overwrite                  replace what somebody edited on GitHub since
  --retract                    take back what was posted of this note, also from another machine (then it is looked
                               for where --to-repository, --comment-on and --in-discussion say); what others wrote
                               there stays
  --restore                    no NOTE.md: put back what somebody wrote in the moment of an update
  --until TIME                 the end of what the note speaks of (default: as drafted, else now)
  --zone ZONE                  the zone of a time without an offset (default: the machine's)
  --state DIR                  where Baton keeps its journal (default: the system's per-user state directory)
  --json                       one JSON value: id, state, url, why
  --help                       this text

Sign-in: GH_TOKEN or GITHUB_TOKEN for github.com; for another host the same, or GH_ENTERPRISE_TOKEN, together with
GH_HOST, which names it; else what "gh auth login" keeps.
Exit status: 0 it is there; 1 it waits, or you are asked (why says what); 2 the note or the call is wrong.
`;

export const post: Verb = {
  name: 'post',
  summary: 'post a handoff note as a GitHub Discussion',
  help,
  async run(args, io) {
    const { flags, rest } = readFlags('post', args, {
      category: 'value',
      'to-repository': 'value',
      'comment-on': 'value',
      'in-discussion': 'value',
      redact: 'switch',
      'as-is': 'switch',
      'with-code': 'switch',
      'mention-many': 'switch',
      'ask-instead': 'switch',
      resend: 'switch',
      overwrite: 'switch',
      restore: 'switch',
      retract: 'switch',
      until: 'value',
      zone: 'value',
      state: 'value',
      json: 'switch',
    });
    const [file, ...more] = rest;
    const states = await io.ports.state(flags.state === null ? undefined : resolve(io.cwd, flags.state));
    if (flags.restore) {
      if (file !== undefined) throw new UserError('--restore takes no note: baton post --restore.');
      const { restoreAll } = await import('./posting/restore');
      return restoreAll(portsOf(await io.ports.git.open(io.cwd, io.signal), states, io), io);
    }
    if (file === undefined || more.length > 0) throw new UserError('Name one note: baton post NOTE.md.');
    const number = numberOf(flags['comment-on'], '--comment-on', 'an issue or pull request');
    const thread = numberOf(flags['in-discussion'], '--in-discussion', 'a Discussion');
    if (number !== null && thread !== null)
      throw new UserError('Choose one of --comment-on and --in-discussion.');
    const until = await untilOf(flags.until, flags.zone, io);
    const path = file === '-' ? null : resolve(io.cwd, file);
    const text = path === null ? await io.stdin() : await io.ports.files.read(path);
    if (text === null) throw new UserError(`There is no note at ${file}, or it is larger than 1 MB.`);

    const repository =
      (await io.ports.git.open(io.cwd, io.signal)) ??
      (path === null ? null : await io.ports.git.open(dirname(path), io.signal));
    const ports = portsOf(repository, states, io);
    if (flags.retract) {
      const { retractPosted } = await import('./posting/retract');
      const remotes = (await repository?.remotes(io.signal)) ?? [];
      const asked = { text, remotes, repository: flags['to-repository'], where: placeNamed(number, thread) };
      return retractPosted({ ...asked, json: flags.json }, ports, io);
    }
    const [{ preparePost }, { peopleIn, awayIn, askingInstead }, { sendNote }] = await Promise.all([
      import('../usecases/post/prepare'),
      import('./posting/people'),
      import('../usecases/post/sendNote'),
    ]);
    const prepared = await preparePost(
      {
        markdown: text,
        remotes: (await repository?.remotes(io.signal)) ?? [],
        repository: flags['to-repository'],
        category: number === null && thread === null ? flags.category : null,
        people: await peopleIn(text, states, io),
        events: (await ports.state.read()).events,
        signal: io.signal,
      },
      ports,
    );
    const inThread = number !== null || thread !== null;
    const problem = prepared.problems.find(
      ({ blocks, kind }) => kind !== 'unavailable' && blocks.includes(inThread ? 'comment' : 'discussion'),
    );
    if (problem) throw new UserError(problem.message);
    refuseCrowds(prepared, flags['mention-many']);
    const asked = flags['ask-instead'] ? await askingInstead(text, prepared, io) : text;
    if (asked === text) for (const line of await awayIn(prepared, io)) io.stderr(`baton post: ${line}`);
    announceLeftOut(asked, io);
    const facts = prepared.repository?.facts ?? null;
    const markdown = await publishable(
      await safeText(asked, flags, io),
      {
        withCode: flags['with-code'],
        // What nobody could look at may be public.
        isPublic: facts?.isPrivate !== true,
        hasUnpushedWork: repository !== null && (await hasUnpushedWork(repository, io)),
      },
      io,
    );
    const place = placeOf(prepared, { number, thread, category: flags.category });
    const address = prepared.repository?.address;
    if (!address) throw new UserError('Name the repository to post to: --to-repository OWNER/NAME.');
    for (const { kind, message } of prepared.problems)
      if (kind === 'folded') io.stderr(`baton post: ${message}`);
    announce(prepared, whereOf(prepared, number, thread), io);
    const result = await sendNote(
      {
        noteId: prepared.noteId ?? (await giveId(path, text, io)),
        markdown,
        address,
        place,
        ...(until === null ? {} : { until }),
        resend: flags.resend,
        overwrite: flags.overwrite,
        mayBePublic: facts?.isPrivate === false,
      },
      prepared.title,
      ports,
      io.signal,
    );
    await io.stdout(flags.json ? `${JSON.stringify(jsonOf(result), null, 2)}\n` : prose(result));
    return result.state === 'waiting' || result.state === 'undecided' ? 1 : 0;
  },
};

function portsOf(repository: GitRepository | null, states: StateStore, io: Io): SenderPorts {
  return {
    state: states.of(repository?.commonDirectory ?? null),
    repository,
    gitHub: async (host) => io.ports.gitHub(host, await tokenFor(host, io)),
    now: () => io.now(),
    failed: (error) => io.stderr(`baton post: unexpected, please report it: ${String(error)}`),
  };
}

async function hasUnpushedWork(repository: GitRepository, { signal }: Io): Promise<boolean> {
  const { changes, head } = await repository.workingTree(signal);
  return changes.length > 0 || head.upstream === null || head.upstream.ahead > 0;
}

function numberOf(text: string | null, flag: string, what: string): number | null {
  if (text === null) return null;
  if (/^#?[1-9]\d{0,8}$/.test(text)) return Number(text.replace('#', ''));
  throw new UserError(`${flag}: "${text}" is not the number of ${what}, such as 142.`);
}

async function untilOf(text: string | null, zoneFlag: string | null, io: Io): Promise<string | null> {
  if (text === null && zoneFlag === null) return null;
  const [{ parseTime }, { isZone }] = await Promise.all([
    import('../core/time/parse'),
    import('../core/time/zone'),
  ]);
  const zone = zoneFlag ?? io.ports.machine.zone;
  if (!isZone(zone)) throw new UserError(`--zone: "${zone}" is not a time zone: write it as Europe/Lisbon.`);
  return text === null ? null : new Date(parseTime(text, zone, '--until').toMillis()).toISOString();
}

function placeOf(
  { repository }: PreparedPost,
  wanted: {
    readonly number: number | null;
    readonly thread: number | null;
    readonly category: string | null;
  },
): NotePlace {
  const named = placeNamed(wanted.number, wanted.thread);
  if (named.kind !== 'discussion') return named;
  if (repository?.facts && !repository.category) {
    const names = repository.facts.categories.map(({ name }) => name).join(', ');
    throw new UserError(`Choose the category with --category, one of: ${names}.`);
  }
  const category = wanted.category === null ? {} : { category: wanted.category };
  return { kind: 'discussion', categoryId: repository?.category?.category.id ?? null, ...category };
}

function placeNamed(number: number | null, thread: number | null): Somewhere {
  if (number !== null) return { kind: 'comment', number };
  return thread === null ? { kind: 'discussion' } : { kind: 'reply', number: thread };
}

function whereOf({ repository }: PreparedPost, number: number | null, thread: number | null): string {
  if (number !== null) return `comment on #${number}`;
  return thread === null
    ? `category ${repository?.category?.category.name ?? ''}`
    : `comment in Discussion #${thread}`;
}
