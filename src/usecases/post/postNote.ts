import type { Cancellation } from '../../core/cancel';
import { UserError } from '../../core/errors';
import { choiceOf } from '../../core/journal/notes';
import type { Posted } from '../../core/ports/github';
import { categoryChoice } from '../../core/post/category';
import { foldLists } from '../../core/post/fold';
import type { Destination } from '../../core/post/ledger';
import { withMarker } from '../../core/post/marker';
import type { Overwritten } from '../../core/post/overwritten';
import { staleParts, partId } from '../../core/post/parts';
import { addressKey } from '../../core/post/remote';
import { bodyOf, headingOf, isEmptyNote, longestBody, titleOf } from '../../core/post/text';
import { emptiedPart } from '../../core/post/unfold';
import { digest } from '../../core/text/digest';
import { owingALook } from './lookBack';
import { postText, type PostPorts, type TextOrder, type TextResult } from './text';

export type { PostPorts } from './text';

export interface PostRequest {
  /** The note as its author left it, redactions applied. */
  readonly markdown: string;
  readonly noteId: string;
  readonly destination: Destination;
  /** The end of what the note speaks of, ISO 8601; by default of the window it was drafted for, else now. */
  readonly until?: string;
  /** The person looked: an attempt that nobody confirmed did not arrive, or what was posted is gone. */
  readonly resend?: boolean;
  /** The person wants what others edited on GitHub replaced. */
  readonly overwrite?: boolean;
  /** The text that the person saw there when saying so: another one is not replaced. */
  readonly seen?: string;
  /** The person said yes to a public place. */
  readonly mayBePublic: boolean;
}

export interface PostResult {
  readonly id: string;
  /** `waiting`: nothing was sent, try again later. `undecided`: a person must say how it goes on. */
  readonly state: 'posted' | 'updated' | 'unchanged' | 'waiting' | 'undecided';
  readonly url: string | null;
  readonly why?: string;
  /** What to ask when it is undecided: the flag of the request that carries a yes. */
  readonly ask?: 'resend' | 'overwrite';
  /** What stands there now, where it is not what was posted last. */
  readonly there?: string;
  /** When it is worth trying again (ISO 8601 in UTC), where GitHub said so. */
  readonly retryAt?: string;
  /** Another window is posting it. */
  readonly busy?: true;
  /** What somebody wrote there in the very moment of the edit; it is kept in the outbox, to be restored. */
  readonly overwritten?: Overwritten;
}

/** The marker, and the title that heads a comment. */
const markerRoom = 400;

/**
 * Posts a note exactly once, or edits what was posted before. What does not fit into one text goes into comments below
 * it; where GitHub lets nobody edit it, what is new goes in as a comment. Rejects with a UserError when the note or
 * GitHub's answer needs a person to act, and with CancelledError when it was called off before anything was sent.
 */
export async function postNote(
  request: PostRequest,
  ports: PostPorts,
  signal?: Cancellation,
): Promise<PostResult> {
  const { noteId, destination } = request;
  const { title, text, parts } = fitting(request);
  const order = (id: string, body: string, to: Destination): TextOrder => ({
    id,
    title: to.kind === 'discussion' ? title : null,
    name: title,
    body: withMarker(body, id),
    destination: to,
    ...(request.until !== undefined && { until: request.until }),
    resend: request.resend ?? false,
    overwrite: request.overwrite ?? false,
    ...(request.seen !== undefined && { seen: request.seen }),
    mayBePublic: request.mayBePublic,
  });
  const note = order(noteId, text, destination);
  let lookBack: Awaited<ReturnType<typeof owingALook>> | null = null;
  const watching: PostPorts = {
    ...ports,
    updating: async (posted, { body, destination: { address, kind } }) => {
      lookBack = await owingALook({ address, kind, noteId, ours: body, posted }, ports);
    },
  };
  const lookedBack = async (): Promise<Overwritten | null> => {
    const look = lookBack;
    lookBack = null;
    return look && look(ports.gitHub, signal);
  };
  const main = await postText(note, watching, signal);
  if (main.state === 'waiting' || main.state === 'undecided') return resultOf(noteId, main, null);
  let overwritten = main.state === 'updated' ? await lookedBack() : null;
  const below = beside(destination, main.posted);
  const result = resultOf(noteId, main, overwritten);

  const more = parts.map((part, index) => ({ id: partId(noteId, `c${index + 1}`), body: part }));
  if (main.state === 'locked') more.unshift(updateOf(noteId, text));
  const { events } = await ports.state.read();
  let changed = false;
  for (const id of staleParts(
    events,
    noteId,
    more.map((each) => each.id),
  ))
    more.push({ id, body: emptiedPart });
  for (const each of more) {
    const part = await postText({ ...order(each.id, each.body, below), partOf: noteId }, watching, signal);
    if (part.state === 'updated') overwritten = (await lookedBack()) ?? overwritten;
    if (part.state === 'waiting' || part.state === 'undecided')
      return { ...resultOf(noteId, part, overwritten), url: result.url };
    if (part.state !== 'locked') changed ||= part.state !== 'unchanged';
    // Nothing of the note is left unsaid; that a list is in the note again need not be said anew.
    else if (parts.includes(each.body)) more.push(updateOf(noteId, each.body));
  }
  await rememberCategory(destination, events, ports);
  const state = changed && result.state === 'unchanged' ? 'updated' : result.state;
  return {
    ...result,
    ...(overwritten && { overwritten }),
    state: main.state === 'locked' && !changed ? 'unchanged' : state,
  };
}

/** The texts of a note, each of which GitHub takes. */
function fitting({ markdown, destination }: PostRequest): {
  readonly title: string;
  readonly text: string;
  readonly parts: readonly string[];
} {
  const title = titleOf(markdown);
  if (title === null || isEmptyNote(markdown)) {
    throw new UserError('This note is empty. Say where the work stands and what to do next, then post it.');
  }
  // A comment has no title of its own, so the note keeps its heading.
  const body =
    destination.kind === 'discussion'
      ? bodyOf(markdown)
      : `### ${headingOf(markdown) ?? title}\n\n${bodyOf(markdown)}`;
  const folded = foldLists(body, longestBody - markerRoom);
  if (!folded) {
    throw new UserError(
      `The note is ${body.length.toLocaleString('en')} characters long, GitHub takes ${longestBody.toLocaleString('en')}, and its lists are not what makes it so long. Shorten it, then post it.`,
    );
  }
  return { title, ...folded };
}

/** Where what continues a text goes. */
function beside(to: Destination, posted: Posted): Destination {
  return to.kind === 'discussion' ? { kind: 'reply', address: to.address, discussionId: posted.id } : to;
}

/** GitHub lets nobody edit the note: the whole of it as it is now, under a name of its own. */
function updateOf(noteId: string, text: string): { readonly id: string; readonly body: string } {
  return { id: partId(noteId, `u${digest(text)}`), body: `**Update of the note above**\n\n${text}` };
}

function resultOf(id: string, result: TextResult, overwritten: Overwritten | null): PostResult {
  const more = overwritten ? { overwritten } : {};
  switch (result.state) {
    case 'waiting': {
      const { why, retryAt, busy, url } = result;
      return {
        id,
        state: 'waiting',
        url,
        why,
        ...(retryAt !== null && { retryAt }),
        ...(busy && { busy }),
        ...more,
      };
    }
    case 'undecided': {
      const { why, ask, url, there } = result;
      return { id, state: 'undecided', url, why, ask, ...(there && { there: there.body }), ...more };
    }
    case 'locked':
      return { id, state: 'updated', url: result.posted.url, ...more };
    case 'posted':
    case 'updated':
    case 'unchanged':
      return { id, state: result.state, url: result.posted.url, ...more };
  }
}

async function rememberCategory(
  destination: Destination,
  events: Parameters<typeof choiceOf>[0],
  { state, now }: PostPorts,
): Promise<void> {
  if (destination.kind !== 'discussion') return;
  const key = categoryChoice(addressKey(destination.address));
  const value = destination.categoryId;
  if (choiceOf(events, key) === value) return;
  await state.append([{ kind: 'choice', at: new Date(now()).toISOString(), key, value }]);
}
