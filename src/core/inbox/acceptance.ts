import type { ReadDiscussion, Reply } from '../ports/inbox';
import { noteIdIn } from '../post/marker';
import { withoutFences } from '../post/prose';
import type { Acceptance, Said } from './model';
import { likeness, quotedIn } from './plain';
import { same } from './recipients';

const alone = /^<!-- baton:accept ([A-Za-z0-9_-]{1,64}) -->$/;

/** The hidden line by which a reply accepts a note. */
export function acceptMarker(note: string): string {
  const marker = `<!-- baton:accept ${note} -->`;
  if (!alone.test(marker)) throw new RangeError('not the id of a note');
  return marker;
}

/** The note that a reply accepts, by the marker that stands alone on a line outside code; null when it is none. */
export function acceptedIn(body: string): string | null {
  if (!body.includes('<!-- baton:accept ')) return null;
  const found = withoutFences(body.replace(/\r\n?/g, '\n'))
    .split('\n')
    .flatMap((line) => alone.exec(line.trim())?.[1] ?? []);
  return found.length === 1 ? (found[0] ?? null) : null;
}

type Text = Pick<Reply, 'id' | 'author'>;

/**
 * Who took the note over first. Only GitHub's word on who wrote counts, and only people of the repository and those the
 * note is for: else any passer-by could make a note look taken. Of a reaction GitHub tells no more than the login, so
 * those count that `knows` knows. An author's own "mine now" counts where nobody else said it: who works alone hands
 * over to themselves.
 */
export function acceptanceOf(
  discussion: ReadDiscussion,
  note: Text & { readonly note: string; readonly to: readonly string[]; readonly isFirst: boolean },
  knows: (login: string) => boolean,
): Acceptance | null {
  const isFor = (login: string): boolean =>
    login === note.author || note.to.some((name) => same(name, login));
  const replies = discussion.replies.flatMap(({ author, createdAt, body, isMember, isAnswer }) => {
    const counts = author !== null && (isMember || isFor(author)) && acceptedIn(body) === note.note;
    return counts ? [{ by: author, at: createdAt, readBack: readBackIn(body), isAnswer }] : [];
  });
  const reactions = (note.isFirst ? discussion.taken : [])
    .filter(({ login }) => knows(login) || isFor(login))
    .map(({ login, at }) => ({ by: login, at, readBack: null, isAnswer: null }));
  const all = [...replies, ...reactions].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return all.find(({ by }) => by !== note.author) ?? all[0] ?? null;
}

/**
 * What people said about a note, without bare acceptances and without other notes. Where several notes and other talk
 * stand in one thread, a reply speaks of the note that it accepts, or quotes a line of.
 */
export function saidUnder(
  discussion: ReadDiscussion,
  note: Text & { readonly note: string; readonly body: string; readonly createdAt: string },
  isFirst: boolean,
): Said[] {
  const replies = discussion.replies
    .filter(({ id, author, body }) => id !== note.id && author !== null && noteIdIn(body) === null)
    .filter(({ body }) => acceptedIn(body) === null || readBackIn(body) !== null);
  let words: string | undefined;
  const speaksOf = ({ body, createdAt }: Reply): boolean => {
    if (createdAt < note.createdAt) return false;
    const accepted = acceptedIn(body);
    if (accepted !== null) return accepted === note.note;
    const quoted = quotedIn(body);
    return quoted !== '' && (words ??= likeness(note.body)).includes(quoted);
  };
  return replies
    .filter((reply) => isFirst || speaksOf(reply))
    .map(({ id, author, createdAt, url, body, isAnswer }) => ({
      id,
      by: author ?? '',
      at: createdAt,
      url,
      text: withoutHidden(body),
      isAnswer,
    }));
}

/** The words of an acceptance beyond "mine now". */
function readBackIn(body: string): string | null {
  const text = withoutHidden(body)
    .replace(/^Mine now\.?/i, '')
    .trim();
  return text === '' ? null : text;
}

function withoutHidden(body: string): string {
  return body.replace(/^[ \t]{0,3}<!-- baton:[a-z]{1,10} [A-Za-z0-9_-]{1,64} -->[ \t]{0,3}$/gm, '').trim();
}
