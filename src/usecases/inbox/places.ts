import type { JournalEvent } from '../../core/journal/events';
import { choiceOf } from '../../core/journal/notes';
import { placeHost } from '../../core/outbox/place';
import type { Remote } from '../../core/ports/git';
import type { RepositoryAddress } from '../../core/ports/github';
import type { RepositoryState } from '../../core/ports/state';
import { repositoryChoice } from '../../core/post/choices';
import { addressFromName, addressKey, addressOfRemote } from '../../core/post/remote';

/** The places that the editor's settings name, by its last look: a terminal does not read them. */
const namedKey = 'inbox.places';
/** Where a note was posted before that is no place to look at any more. */
const lookBack = 60 * 86_400_000;

/**
 * Where handoffs of a repository are looked for: its own Discussions first, those of what it was forked from (by the
 * remote "upstream"), where its notes were posted lately or are to go by the person's choice, and what is `named`
 * (`owner/name`). Empty for a repository that is not on GitHub. `now`: epoch milliseconds.
 */
export function inboxPlaces(
  remotes: readonly Remote[],
  named: readonly string[],
  events: readonly JournalEvent[],
  now: number,
): readonly RepositoryAddress[] {
  const origin = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  const own = origin ? addressOfRemote(origin) : null;
  if (own === null) return [];
  const upstream = remotes.find(({ name }) => name === 'upstream');
  const posted = events.flatMap((event) =>
    event.kind === 'note-posted' && now - Date.parse(event.at) < lookBack
      ? [event.destination?.split(' ')[1] ?? '']
      : [],
  );
  const all = [
    own,
    upstream ? addressOfRemote(upstream) : null,
    ...named.map((each) => addressFromName(each, own.host)),
    ...[choiceOf(events, repositoryChoice(own)) ?? '', ...posted].map(addressOfKey),
  ];
  const found = new Map<string, RepositoryAddress>();
  for (const each of all)
    if (each !== null && !found.has(addressKey(each))) found.set(addressKey(each), each);
  return [...found.values()];
}

/** Writes down what the editor's settings name, for the terminal, where that changed. */
export async function rememberNamed(
  named: readonly string[],
  events: readonly JournalEvent[],
  { append }: Pick<RepositoryState, 'append'>,
  now: number,
): Promise<void> {
  const value = named.length === 0 ? null : named.join(' ');
  if (value === choiceOf(events, namedKey)) return;
  await append([{ kind: 'choice', at: new Date(now).toISOString(), key: namedKey, value }]);
}

/** What the editor's settings named when it looked last. */
export function rememberedNames(events: readonly JournalEvent[]): readonly string[] {
  return (choiceOf(events, namedKey) ?? '').split(' ').filter((each) => each !== '');
}

function addressOfKey(key: string): RepositoryAddress | null {
  const host = placeHost(key);
  return host === key ? null : addressFromName(key.slice(host.length + 1), host);
}
