import type { Cancellation } from '../../core/cancel';
import type { Commit } from '../../core/ports/git';
import type { DateTime } from '../../core/time/luxon';
import { rawInstant } from './date';
import type { GitRunner } from './runner';

const fields = ['%H', '%P', '%aN', '%aE', '%ad', '%cd', '%s', '%b'];
const format = [`--format=tformat:${fields.join('%x00')}`, '-z', '--date=raw', '--encoding=UTF-8'];
const everyBranch = ['--branches', '--remotes'];

/** How many commits are read at first: for most weeks, one short command tells all. */
const page = 500;

/** How many old commits are looked at for dates that cannot be. */
const mostAged = 1_000;

/** How many commits older than the window are looked at for a clock that ran backwards. */
const tail = 300;

/**
 * Commits on any local or remote-tracking branch committed at `since` or later, newest first, each once; then those
 * among the older ones that a wrong clock dated, as they show: authored later, or on top of a commit of these.
 *
 * git's own `--since` stops at the first commit that is too old, and would miss what lies beneath a commit whose
 * clock was wrong. So a bounded look past the edge is part of it: the 300 newest commits beyond it, and as many beneath
 * every commit at the edge that is stranger than those. When one of them is young after all, the whole history is
 * read once. What stays unseen is a young commit beneath more than 300 ill-dated ones, or beneath the tip of a
 * branch that is both ill-dated and older than the 300 newest: the price of not walking to the root every time.
 */
export async function* readCommits(
  runner: GitRunner,
  since: DateTime,
  signal?: Cancellation,
): AsyncGenerator<Commit> {
  const walk: Walk = {
    runner,
    oldest: Math.max(0, Math.ceil(since.toSeconds())),
    young: new Set(),
    old: new Set(),
    edge: new Set(),
    aged: [],
    rows: 0,
    missed: false,
    ...(signal && { signal }),
  };
  yield* readYoung(walk);
  for (const fields of walk.aged) {
    const [, parents = '', , , authored = ''] = fields;
    const isAuthoredLater = (secondsOf(authored) ?? 0) >= walk.oldest;
    if (isAuthoredLater || parents.split(' ').some((sha) => walk.young.has(sha))) yield commitOf(fields);
  }
}

async function* readYoung(walk: Walk): AsyncGenerator<Commit> {
  while (walk.old.size < tail) {
    const done = walk.rows;
    const size = Math.max(page, done);
    yield* readLog(walk, ['-n', String(size), `--skip=${done}`, ...everyBranch]);
    // That was the whole history.
    if (walk.rows < done + size) return;
  }
  const strange = [...walk.edge].filter((sha) => !walk.young.has(sha) && !walk.old.has(sha));
  if (strange.length > 0) await look(walk, ['-n', String(tail), '--stdin'], strange);
  if (!walk.missed) return;
  const missed = await look(walk, everyBranch);
  yield* readLog(walk, ['--no-walk=sorted', '--stdin'], missed);
}

/** What was seen so far. */
interface Walk {
  readonly runner: GitRunner;
  readonly signal?: Cancellation;
  /** Epoch seconds. */
  readonly oldest: number;
  readonly young: Set<string>;
  readonly old: Set<string>;
  /** The parents of young commits. */
  readonly edge: Set<string>;
  /** The old ones, without their messages' bodies, which can be long. */
  readonly aged: (readonly string[])[];
  /** How many commits `git log` told of. */
  rows: number;
  /** Whether a young commit was found where `--since` does not look. */
  missed: boolean;
}

/** The young commits of one `git log` that were not read yet. */
async function* readLog(
  walk: Walk,
  args: readonly string[],
  input?: readonly string[],
): AsyncGenerator<Commit> {
  const run = { signal: walk.signal, ...(input && { input: `${input.join('\n')}\n` }) };
  for await (const fields of inRows(walk.runner.records(['log', ...args, ...format, '--'], run))) {
    const [sha = '', , , , , committed = ''] = fields;
    const seconds = secondsOf(committed);
    walk.rows += 1;
    // git sorts a date that cannot be before all others: it says nothing about what follows.
    if (seconds === null) continue;
    if (seconds < walk.oldest) {
      if (!walk.old.has(sha) && walk.aged.length < mostAged) walk.aged.push(fields.slice(0, -1));
      walk.old.add(sha);
    } else if (!walk.young.has(sha)) {
      // Newest first: a young one after an old one lay beneath it, and others may.
      if (walk.old.size > 0) walk.missed = true;
      walk.young.add(sha);
      const commit = commitOf(fields);
      for (const parent of commit.parents) walk.edge.add(parent);
      yield commit;
    }
  }
}

/** Looks at shas and dates only, and returns the young commits that were not read yet. */
async function look(walk: Walk, args: readonly string[], input?: readonly string[]): Promise<string[]> {
  const { runner, signal } = walk;
  const run = { signal, separator: '\n', ...(input && { input: `${input.join('\n')}\n` }) };
  const young: string[] = [];
  for await (const line of runner.records(['rev-list', '--timestamp', ...args, '--'], run)) {
    const sha = line.slice(line.indexOf(' ') + 1);
    const seconds = secondsOf(line);
    if (seconds === null) continue;
    if (seconds < walk.oldest) walk.old.add(sha);
    else if (!walk.young.has(sha)) young.push(sha);
  }
  if (young.length > 0) walk.missed = true;
  return young;
}

/** The records of git, as many at a time as a commit has fields. */
async function* inRows(records: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let row: string[] = [];
  for await (const field of records) {
    row.push(field);
    if (row.length < fields.length) continue;
    yield row;
    row = [];
  }
}

function commitOf(row: readonly string[]): Commit {
  const [
    sha = '',
    parents = '',
    name = '',
    email = '',
    authored = '',
    committed = '',
    subject = '',
    body = '',
  ] = row;
  return {
    sha,
    parents: parents === '' ? [] : parents.split(' '),
    authorName: name,
    authorEmail: email,
    authoredAt: rawInstant(authored),
    committedAt: rawInstant(committed),
    subject,
    body: body.trimEnd(),
  };
}

/** The seconds before the first space; null when there are none, or more than a date can have. */
function secondsOf(raw: string): number | null {
  const text = raw.slice(0, raw.indexOf(' '));
  const seconds = text === '' ? NaN : Number(text);
  return Math.abs(seconds) < 8.64e12 ? seconds : null;
}
