import type { Cancellation } from '../core/cancel';
import { CancelledError } from '../core/errors';
import type { RecordedStamp, StampRange, StampStore } from '../core/ports/authors';
import type { GitRepository } from '../core/ports/git';
import { createEvidence, type Evidence } from '../core/team/people';
import { savedTable, StampTable, type Coverage } from '../core/team/stampTable';
import type { DateTime } from '../core/time/luxon';

export interface EvidenceRequest {
  readonly repository: Pick<GitRepository, 'authors' | 'isShallow'>;
  /** Commits authored in [from, at], and committed no later than `at`, count. */
  readonly from: DateTime;
  readonly at: DateTime;
  /** Where what was read is kept, so that the next reading takes only what is new. */
  readonly store: StampStore | null;
  readonly signal?: Cancellation | undefined;
}

/**
 * Who committed when and in which offset, as a clone made at `at` would tell it: nothing is counted that was authored,
 * committed or merged later.
 */
export async function readEvidence(request: EvidenceRequest): Promise<Evidence> {
  const { repository, at, store, signal } = request;
  const [oldest, newest] = [Math.ceil(request.from.toSeconds()), Math.floor(at.toSeconds())];
  const { shas, areToday, head } = await repository.authors.tips(newest, signal);
  const coverage: Coverage = { tips: shas, since: oldest };
  // What a shallow clone holds changes without any branch moving; and what was is not what is kept.
  const table =
    store !== null && areToday && !repository.isShallow
      ? await keptTable(repository, coverage, store, signal)
      : await readTable(repository, coverage, signal);
  const authors = await repository.authors.canonical(table.authors, head, signal);
  return evidenceOf(table, authors, oldest, newest);
}

async function readTable(
  { authors }: EvidenceRequest['repository'],
  { tips, since }: Coverage,
  signal: Cancellation | undefined,
): Promise<StampTable> {
  const table = new StampTable();
  for await (const stamps of authors.stamps({ from: tips, without: [], since }, signal)) table.add(stamps);
  return table;
}

/** The table as kept, brought up to date; read anew where that cannot be. */
async function keptTable(
  repository: EvidenceRequest['repository'],
  wanted: Coverage,
  store: StampStore,
  signal: Cancellation | undefined,
): Promise<StampTable> {
  const kept = await store.read();
  const known = kept && savedTable(kept.header, kept.rows);
  if (known && known.coverage.since <= wanted.since) {
    const { table, coverage } = known;
    if (coverage.tips.join() === wanted.tips.join()) return table;
    const isUpToDate = await update(repository, table, coverage, wanted.tips, signal);
    if (isUpToDate) {
      await keep(table, { ...wanted, since: coverage.since }, store);
      return table;
    }
  }
  const table = await readTable(repository, wanted, signal);
  await keep(table, wanted, store);
  return table;
}

function keep(table: StampTable, coverage: Coverage, store: StampStore): Promise<void> {
  const { header, rows } = table.saved(coverage);
  return store.write(header, rows);
}

/** Adds what is new and takes out what was rewritten; false when git no longer has what was read. */
async function update(
  { authors }: EvidenceRequest['repository'],
  table: StampTable,
  { tips, since }: Coverage,
  now: readonly string[],
  signal: Cancellation | undefined,
): Promise<boolean> {
  const all = async (range: StampRange): Promise<RecordedStamp[]> => {
    const found: RecordedStamp[] = [];
    for await (const stamps of authors.stamps(range, signal)) found.push(...stamps);
    return found;
  };
  try {
    const gone = await all({ from: tips, without: now, since });
    const come = await all({ from: now, without: tips, since });
    table.add(come);
    return gone.length === 0 || table.remove(gone);
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return false;
  }
}

function evidenceOf(
  table: StampTable,
  authors: readonly { readonly name: string; readonly email: string }[],
  oldest: number,
  newest: number,
): Evidence {
  const evidence = createEvidence();
  const adders = authors.map(({ name, email }) => evidence.author(name, email));
  table.each((place, authored, offset, committed) => {
    if (authored >= oldest && authored <= newest && committed <= newest) adders[place]?.(authored, offset);
  });
  return evidence;
}
