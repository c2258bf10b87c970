import type { Cancellation } from '../../core/cancel';
import type { Commit } from '../../core/ports/git';
import { DateTime, FixedOffsetZone } from '../../core/time/luxon';
import { shortName } from './branches';
import type { GitRunner } from './runner';

const fields = ['%H', '%P', '%aN', '%aE', '%ad', '%cd', '%S', '%s', '%b'];
const format = [`--format=tformat:${fields.join('%x00')}`, '-z', '--date=raw', '--encoding=UTF-8'];
const everyBranch = ['--branches', '--remotes'];

/** How many commits older than the window are looked at for a clock that ran backwards. */
const tail = 1000;

/**
 * Commits on any local or remote-tracking branch committed at `since` or later, newest first, each once.
 *
 * git's own `--since` stops at the first commit that is too old, and would miss what lies beneath a commit whose
 * clock was wrong. So a bounded look past the edge follows: the 1,000 newest commits beyond it, and as many beneath
 * every commit at the edge that is stranger than those. When one of them is young after all, the whole history is
 * read once. What stays unseen is a young commit beneath more than 1,000 ill-dated ones, or beneath the tip of a
 * branch that is both ill-dated and older than the 1,000 newest: the price of not walking to the root every time.
 */
export async function* readCommits(
  runner: GitRunner,
  since: DateTime,
  signal?: Cancellation,
): AsyncGenerator<Commit> {
  const oldest = Math.max(0, Math.ceil(since.toSeconds()));
  const seen = new Set<string>();
  const edge = new Set<string>();
  const log = ['log', ...everyBranch, `--max-age=${oldest}`, ...format, '--'];
  for await (const commit of parse(runner.records(log, { signal }))) {
    seen.add(commit.sha);
    for (const parent of commit.parents) edge.add(parent);
    yield commit;
  }
  const missed = await beyondTheEdge(runner, oldest, seen, edge, signal);
  if (missed.length === 0) return;
  const named = ['log', '--no-walk=sorted', '--stdin', ...format];
  yield* parse(runner.records(named, { signal, input: missed.join('\n') + '\n' }));
}

async function beyondTheEdge(
  runner: GitRunner,
  oldest: number,
  seen: ReadonlySet<string>,
  edge: ReadonlySet<string>,
  signal: Cancellation | undefined,
): Promise<string[]> {
  const walk = async (args: readonly string[], input?: readonly string[]) => {
    const looked = new Set<string>();
    const young: string[] = [];
    const all = ['rev-list', '--timestamp', ...args];
    const run = { signal, separator: '\n', ...(input && { input: input.join('\n') + '\n' }) };
    for await (const line of runner.records(all, run)) {
      const space = line.indexOf(' ');
      const sha = line.slice(space + 1);
      looked.add(sha);
      if (Number(line.slice(0, space)) >= oldest && !seen.has(sha)) young.push(sha);
    }
    return { looked, young };
  };
  const nearby = await walk(['-n', String(seen.size + tail), ...everyBranch, '--']);
  const strange = [...edge].filter((sha) => !seen.has(sha) && !nearby.looked.has(sha));
  const wholeHistorySeen = nearby.looked.size < seen.size + tail;
  if (wholeHistorySeen) return nearby.young;
  const beneath = strange.length > 0 ? await walk(['-n', String(tail), '--stdin'], strange) : null;
  if (nearby.young.length === 0 && !beneath?.young.length) return [];
  return (await walk([...everyBranch, '--'])).young;
}

async function* parse(records: AsyncIterable<string>): AsyncGenerator<Commit> {
  let open: string[] = [];
  for await (const field of records) {
    open.push(field);
    if (open.length < fields.length) continue;
    const [sha = '', parents = '', name = '', email = '', authored = '', committed = '', source = ''] = open;
    yield {
      sha,
      parents: parents === '' ? [] : parents.split(' '),
      authorName: name,
      authorEmail: email,
      authoredAt: rawInstant(authored),
      committedAt: rawInstant(committed),
      subject: open[7] ?? '',
      body: (open[8] ?? '').trimEnd(),
      source: source.startsWith('refs/') ? shortName(source) : '',
    };
    open = [];
  }
}

/** git's raw date, `seconds ±hhmm`. A commit that carries none, or none that can be, counts as 1970. */
export function rawInstant(raw: string): DateTime {
  const [seconds = '', offset = ''] = raw.split(' ');
  const at = Number(seconds);
  const sign = offset.startsWith('-') ? -1 : 1;
  const minutes = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3, 5)));
  const zone = FixedOffsetZone.instance(Number.isFinite(minutes) && Math.abs(minutes) < 1440 ? minutes : 0);
  return DateTime.fromSeconds(Number.isFinite(at) && Math.abs(at) < 8.64e12 ? at : 0, { zone });
}
