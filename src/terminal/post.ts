import { createHash, randomBytes } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../core/errors';
import type { Destination } from '../core/post/ledger';
import type { Finding } from '../core/secrets/find';
import type { PostResult } from '../usecases/post/postNote';
import type { PreparedPost } from '../usecases/post/prepare';
import { readFlags } from './flags';
import { tokenFor } from './tokens';
import type { Io, Verb } from './verb';

const help = `baton post NOTE.md — the note becomes a GitHub Discussion, exactly once

Posting an edited note again edits what was posted. Before anything is sent, Baton looks whether it is there already.
The note is known by the hidden marker at its end; a file without one gets one. "-" reads standard input.

  --category NAME              the Discussion's category (default: the one chosen last, else one for handoffs)
  --to-repository OWNER/NAME   where to post (default: the repository of this folder, its remote "origin")
  --comment-on NUMBER          a comment on this issue or pull request instead of a Discussion
  --redact                     replace secrets, addresses and home paths by placeholders
  --as-is                      post although something that looks like a secret was found
  --resend                     an earlier attempt was never confirmed, you looked, and it is not there: send it again
  --overwrite                  replace what somebody edited on GitHub since
  --until TIME                 the end of what the note speaks of (default: as drafted, else now)
  --zone ZONE                  the zone of a time without an offset (default: the machine's)
  --state DIR                  where Baton keeps its journal (default: the system's per-user state directory)
  --json                       one JSON value: id, state, url, why
  --help                       this text

Sign-in: GH_TOKEN or GITHUB_TOKEN, for another host GH_ENTERPRISE_TOKEN with GH_HOST, else what "gh auth login" keeps.
Exit status: 0 it is there; 1 it waits, or you are asked (why says what); 2 the note or the call is wrong.
`;

/** Kinds that are told and posted all the same: they are seldom secret. */
const mild = new Set(['e-mail address', 'private address', 'home path']);

export const post: Verb = {
  name: 'post',
  summary: 'post a handoff note as a GitHub Discussion',
  help,
  async run(args, io) {
    const { flags, rest } = readFlags('post', args, {
      category: 'value',
      'to-repository': 'value',
      'comment-on': 'value',
      redact: 'switch',
      'as-is': 'switch',
      resend: 'switch',
      overwrite: 'switch',
      until: 'value',
      zone: 'value',
      state: 'value',
      json: 'switch',
    });
    const [file, ...more] = rest;
    if (file === undefined || more.length > 0) throw new UserError('Name one note: baton post NOTE.md.');
    const number = numberOf(flags['comment-on']);
    const until = await untilOf(flags.until, flags.zone, io);
    const [{ preparePost }, { postNote }] = await Promise.all([
      import('../usecases/post/prepare'),
      import('../usecases/post/postNote'),
    ]);
    const path = file === '-' ? null : resolve(io.cwd, file);
    const text = path === null ? await io.stdin() : await io.ports.files.read(path);
    if (text === null) throw new UserError(`There is no note at ${file}, or it is larger than 1 MB.`);

    const git = io.ports.git;
    const repository =
      (await git.open(io.cwd, io.signal)) ??
      (path === null ? null : await git.open(dirname(path), io.signal));
    const store = await io.ports.state(flags.state === null ? undefined : resolve(io.cwd, flags.state));
    const state = store.of(repository?.commonDirectory ?? null);
    const gitHubAt = async (host: string) => io.ports.gitHub(host, await tokenFor(host, io));
    const prepared = await preparePost(
      {
        markdown: text,
        remotes: (await repository?.remotes(io.signal)) ?? [],
        repository: flags['to-repository'],
        category: flags.category,
        people: [],
        events: (await state.read()).events,
        signal: io.signal,
      },
      { gitHub: gitHubAt },
    );
    const tell = async (result: PostResult): Promise<0 | 1> => {
      await io.stdout(flags.json ? `${JSON.stringify(result, null, 2)}\n` : prose(result));
      return result.state === 'waiting' || result.state === 'undecided' ? 1 : 0;
    };
    const blocking = prepared.problems.filter(({ blocks }) =>
      blocks.includes(number === null ? 'discussion' : 'comment'),
    );
    const [problem] = blocking;
    if (problem && problem.kind !== 'unavailable') throw new UserError(problem.message);
    const markdown = await safeText(text, flags, io);
    const noteId = prepared.noteId ?? (await giveId(path, text, io));
    if (problem) {
      const at = new Date(io.now()).toISOString();
      const attempt = randomBytes(8).toString('hex');
      const why = problem.message;
      await state.append([{ kind: 'post-failed', at, note: noteId, why, undecided: false, attempt }]);
      return tell({ id: noteId, state: 'waiting', url: null, why });
    }
    const destination = destinationOf(prepared, number);
    announce(prepared, number, io);
    const result = await postNote(
      {
        markdown,
        noteId,
        destination,
        resend: flags.resend,
        overwrite: flags.overwrite,
        ...(until === null ? {} : { until }),
      },
      { gitHub: await gitHubAt(destination.address.host), state, now: () => io.now() },
      io.signal,
    );
    return tell(result);
  },
};

function numberOf(text: string | null): number | null {
  if (text === null) return null;
  if (/^#?[1-9]\d{0,8}$/.test(text)) return Number(text.replace('#', ''));
  throw new UserError(`--comment-on: "${text}" is not the number of an issue or pull request, such as 142.`);
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

function destinationOf(prepared: PreparedPost, number: number | null): Destination {
  const { repository } = prepared;
  if (!repository?.facts) throw new UserError('Name the repository to post to: --to-repository OWNER/NAME.');
  const { address, category, facts } = repository;
  if (number !== null) return { kind: 'comment', address, number };
  if (!category) {
    const names = facts.categories.map(({ name }) => name).join(', ');
    throw new UserError(`Choose the category with --category, one of: ${names}.`);
  }
  return { kind: 'discussion', address, categoryId: category.category.id };
}

/** The text, its title too, with what must not be posted taken out, or a refusal that says what it is. */
async function safeText(
  text: string,
  flags: { readonly redact: boolean; readonly 'as-is': boolean },
  io: Io,
): Promise<string> {
  const { findSecrets, redact } = await import('../core/secrets/find');
  const findings = findSecrets(text);
  if (flags.redact) return redact(text, findings);
  const told = (each: Finding): string => `${each.kind} (${each.excerpt})`;
  const severe = findings.filter(({ kind }) => !mild.has(kind));
  if (severe.length > 0 && !flags['as-is']) {
    throw new UserError(
      `The note holds ${severe.map(told).join(', ')}: take it out, or say --redact or --as-is. Nothing was posted.`,
    );
  }
  for (const each of findings) io.stderr(`baton post: the note holds ${told(each)}`);
  return text;
}

/** A note without a marker gets one in its file, so that posting it again edits what was posted. */
async function giveId(path: string | null, text: string, io: Io): Promise<string> {
  const { markerCount, noteIdIn, noteMarker } = await import('../core/post/marker');
  if (markerCount(text) > 1) {
    throw new UserError('The note holds more than one "baton:note" marker: keep the one that is its own.');
  }
  const id = `note-${randomBytes(6).toString('hex')}`;
  const line = `${text.endsWith('\n') ? '' : '\n'}\n${noteMarker(id)}\n`;
  // In a fence that is never closed the marker would be code.
  if (path !== null && noteIdIn(text + line) === id) {
    try {
      await appendFile(path, line);
      return id;
    } catch {
      io.stderr('baton post: the file cannot be written, so an edited copy will be posted as a new note');
    }
  }
  return `text-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}

/** Who will see it, said before it is sent. */
function announce({ repository, mentions }: PreparedPost, number: number | null, io: Io): void {
  if (!repository?.facts) return;
  const { facts, category } = repository;
  const where = number === null ? `category ${category?.category.name ?? ''}` : `comment on #${number}`;
  io.stderr(`baton post: to ${facts.nameWithOwner}, ${where}; ${facts.watchers} watching`);
  if (!facts.isPrivate) io.stderr(`baton post: PUBLIC: everybody can read ${facts.nameWithOwner}`);
  const many = mentions
    .filter(({ mention }) => mention.kind !== 'person')
    .map(({ mention }) => `@${mention.name}`);
  if (many.length > 0) io.stderr(`baton post: mentions many people at once: ${many.join(', ')}`);
}

function prose(result: PostResult): string {
  const first = {
    posted: 'Posted',
    updated: 'Updated',
    unchanged: 'Unchanged',
    waiting: 'Waiting',
    undecided: 'Undecided',
  };
  const next =
    result.ask === 'resend'
      ? ' Look there; if the note is missing, say --resend.'
      : result.ask === 'overwrite'
        ? ' Look there; to replace it, say --overwrite.'
        : '';
  const why = result.why === undefined ? '' : `: ${result.why}${next}`;
  return `${first[result.state]}${why}${result.url ? ` ${result.url}` : ''}\n`;
}
