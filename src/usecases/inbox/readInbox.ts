import type { Cancellation } from '../../core/cancel';
import type { Handoff } from '../../core/inbox/model';
import { handoffsIn } from '../../core/inbox/parse';
import { memberCalled, type Reader } from '../../core/inbox/reader';
import { fold, type Snapshot } from '../../core/inbox/snapshot';
import { entriesOf, type Entry } from '../../core/inbox/waiting';
import type { RepositoryAddress } from '../../core/ports/github';
import type { DiscussionPage, InboxGitHub } from '../../core/ports/inbox';
import type { InboxStore } from '../../core/ports/inboxStore';
import { goneBack } from './goBack';
import { asTwo, readOn, type LookedPage } from './readOn';

const day = 86_400_000;
/** A refresh that finds nothing new reads so many; one that goes on reads larger pages. */
const firstPage = 10;
const nextPages = 50;
/** The first look goes so far back, and no refresh reads more pages than this. */
const lookBack = 30 * day;
const mostPages = 20;
/** Notes are posted as comments too. Of busy issues and pull requests no refresh looks through more pages, and as many of what one before had to leave. */
const threadPages = 4;
/** Where more long conversations wait to be read, no more are looked for. */
const mostGaps = 100;
/** Reactions change no date, so what nobody took over yet is asked for by name: the newest of it. */
const mostWatched = 30;

/** The handoffs of one repository, from where a reader stands; from what is known, without asking anybody. */
export function entriesIn(
  snapshot: Snapshot,
  address: RepositoryAddress,
  reader: Reader,
  now: number,
): readonly Entry[] {
  const knows = (login: string): boolean =>
    snapshot.isPrivate || memberCalled(login, reader.team) !== null || login === reader.login;
  const handoffs = snapshot.discussions.flatMap((each): Handoff[] => handoffsIn(each, address, knows));
  return entriesOf(handoffs, { ...reader, login: reader.login ?? snapshot.viewer }, snapshot.seen, now);
}

/**
 * Asks GitHub what changed since the last time and keeps it: one request where nothing did. Rejects with UserError when
 * GitHub cannot be asked; what was known stays.
 */
export async function refreshInbox(
  address: RepositoryAddress,
  ports: { readonly gitHub: InboxGitHub; readonly store: InboxStore; now(): number },
  signal?: Cancellation,
): Promise<Snapshot> {
  const known = await ports.store.read(address);
  const asked = watchedIn(known, ports.now());
  const farthest = new Date(ports.now() - lookBack).toISOString().slice(0, 19);
  let until = known?.mark ?? farthest;
  const pages: LookedPage[] = [];
  let threadsReach: string | null = null;
  let after: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const first = known === null || page > 0 ? nextPages : firstPage;
    const watched = page === 0 ? asked : [];
    const wanted = { first, after, watched, threads: page < threadPages };
    const found: DiscussionPage = await ports.gitHub.changed(address, wanted, signal);
    if (wanted.threads) threadsReach = found.threadsReach;
    after = found.next;
    // Of what another account saw nothing counts: this one begins anew.
    if (known !== null && found.viewer !== known.viewer) until = farthest;
    pages.push({ page: found, until });
    if (after === null || found.reaches === null || found.reaches < until) break;
  }
  const mine = known !== null && known.viewer === pages[0]?.page.viewer ? known : null;
  const [oldest, ...younger] = mine?.rests ?? [];
  const left = [...younger];
  if (after !== null && threadsReach !== null && threadsReach >= until) left.push({ after, until });
  if (oldest && (mine?.gaps ?? []).length > mostGaps) left.unshift(oldest);
  else if (oldest) {
    const more = { first: nextPages, watched: [], discussions: false, threads: true } as const;
    const found = await readOn(oldest, threadPages, (from) =>
      ports.gitHub.changed(address, { ...more, after: from }, signal),
    );
    pages.push(...found.pages);
    if (found.left) left.unshift(found.left);
  }
  const asOf = new Date(ports.now()).toISOString();
  const back = await goneBack(pages, mine, ports.gitHub, signal);
  const rests = asTwo(left);
  return ports.store.write(address, fold(known, back.pages, asked, asOf, { gaps: back.gaps, rests }));
}

function watchedIn(known: Snapshot | null, now: number): string[] {
  return (known?.discussions ?? [])
    .filter(({ kind, createdAt, closed, replies }) => {
      // Of an issue or a pull request the notes count, which are comments and may be younger.
      const posted = kind === undefined ? createdAt : (replies.at(-1)?.createdAt ?? createdAt);
      return !(closed && kind === undefined) && now - Date.parse(posted) < 21 * day;
    })
    .slice(0, mostWatched)
    .map(({ id }) => id);
}
