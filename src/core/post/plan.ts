import type { Posted } from '../ports/github';

/** What is to be there in the end, and what a person has already said yes to. */
export interface PostOrder {
  /** Null for a comment. */
  readonly title: string | null;
  /** With the note's marker. */
  readonly body: string;
  /** What was posted last; null when the journal knows of no post. */
  readonly known: { readonly id: string; readonly title: string; readonly body: string } | null;
  /** An earlier attempt was sent, and nobody knows whether it arrived. */
  readonly doubt: boolean;
  /** The person looked and says that it is not there: send it again. */
  readonly resend: boolean;
  /** The person says that what others edited on GitHub may be replaced. */
  readonly overwrite: boolean;
  /** The text that the person saw there when saying so; null when nobody knows which that was. */
  readonly seen: string | null;
}

export type PostState =
  | { readonly at: 'start' | 'creating' | 'done' }
  | { readonly at: 'listing'; readonly left: number; readonly doubt: boolean; readonly resend: boolean }
  | { readonly at: 'rereading'; readonly before: Posted | null }
  | { readonly at: 'updating'; readonly before: Posted };

export type PostEvent =
  | { readonly kind: 'begin' }
  | { readonly kind: 'listed'; readonly found: Posted | null }
  | { readonly kind: 'reread'; readonly posted: Posted | null }
  | { readonly kind: 'written'; readonly posted: Posted }
  /** A write was sent and its answer never came. */
  | { readonly kind: 'lost' }
  /** GitHub could not be asked; nothing was written. */
  | { readonly kind: 'unavailable'; readonly why: string }
  /** GitHub answered no; nothing was written. `isFinal`: not for want of a sign-in, and not because of the text. */
  | { readonly kind: 'refused'; readonly why: string; readonly isFinal?: boolean };

export type PostOutcome =
  | { readonly state: 'posted' | 'unchanged'; readonly posted: Posted }
  /** `before` is what was there, as it was read just before the edit. */
  | { readonly state: 'updated'; readonly posted: Posted; readonly before: Posted | null }
  /** It is there and may not be edited: what is new goes in beside it. */
  | { readonly state: 'locked'; readonly posted: Posted }
  | { readonly state: 'waiting' | 'refused'; readonly why: string }
  /** A person is asked: `ask` is what must be said before it goes on, `lost` whether an attempt may have arrived. */
  | {
      readonly state: 'undecided';
      readonly why: string;
      readonly ask: 'resend' | 'overwrite';
      readonly lost: boolean;
      readonly url: string | null;
      /** What stands there now, where it is what somebody edited. */
      readonly there?: Posted;
    };

export type PostEffect =
  | { readonly do: 'list'; readonly pauseFirst: boolean }
  | { readonly do: 'reread'; readonly id: string }
  | { readonly do: 'create' }
  | { readonly do: 'update'; readonly id: string }
  | { readonly do: 'finish'; readonly outcome: PostOutcome };

type Next = readonly [PostState, PostEffect];

export const starting: PostState = { at: 'start' };

/**
 * Exactly once, as one pure step. Nothing is created before the place was listed for the note's marker; after a lost
 * answer it is listed twice, and if the note is in neither listing a person is asked: nothing is sent again by itself.
 */
export function step(order: PostOrder, state: PostState, event: PostEvent): Next {
  switch (event.kind) {
    case 'begin':
      return order.known
        ? reread(order.known.id, null)
        : list(order.doubt ? 2 : 1, order.doubt, order.resend);
    case 'listed':
      return state.at === 'listing' ? listed(order, state, event.found) : impossible(state, event);
    case 'reread':
      if (state.at !== 'rereading') return impossible(state, event);
      return state.before
        ? afterLostUpdate(order, state.before, event.posted)
        : compared(order, event.posted);
    case 'written':
      return state.at === 'updating'
        ? finish({ state: 'updated', posted: event.posted, before: state.before })
        : finish({ state: 'posted', posted: event.posted });
    case 'lost':
      if (state.at === 'updating') return reread(state.before.id, state.before);
      return state.at === 'creating' ? list(2, true, false) : impossible(state, event);
    case 'unavailable':
    case 'refused':
      if (state.at === 'listing' && state.doubt) return unsure(event.why);
      if (state.at === 'updating' && event.kind === 'refused' && event.isFinal)
        return finish({ state: 'locked', posted: state.before });
      return finish({ state: event.kind === 'refused' ? 'refused' : 'waiting', why: event.why });
  }
}

function listed(order: PostOrder, state: PostState & { at: 'listing' }, found: Posted | null): Next {
  if (found) {
    // The marker is there with this text: an attempt whose answer was lost had arrived.
    if (sameText(found.body, order.body)) return finish({ state: 'posted', posted: found });
    return compared(order, found);
  }
  if (state.left > 1) return list(state.left - 1, state.doubt, state.resend, true);
  if (state.doubt && !state.resend) {
    return unsure('GitHub never confirmed an earlier attempt, and the note is not listed there.');
  }
  return [{ at: 'creating' }, { do: 'create' }];
}

function compared(order: PostOrder, posted: Posted | null): Next {
  if (!posted) {
    if (order.resend) return list(2, true, true);
    return finish({
      state: 'undecided',
      ask: 'resend',
      lost: false,
      url: null,
      why: 'What was posted is no longer on GitHub, or you may no longer see it.',
    });
  }
  const { known } = order;
  const there = posted.title;
  const titleKept =
    order.title === null ||
    (there === undefined ? known?.title === order.title : sameTitle(there, order.title));
  const bodyKept = sameText(posted.body, order.body);
  if (bodyKept && (titleKept || known === null)) return finish({ state: 'unchanged', posted });
  const bodyEdited = !(known && sameText(posted.body, known.body)) && !bodyKept;
  const titleEdited = !titleKept && known !== null && there !== undefined && !sameTitle(there, known.title);
  if (!posted.viewerCanUpdate) return finish({ state: 'locked', posted });
  const mayReplace = order.overwrite && (order.seen === null || sameText(order.seen, posted.body));
  if ((bodyEdited || titleEdited) && !mayReplace) {
    return finish({
      state: 'undecided',
      ask: 'overwrite',
      lost: false,
      url: posted.url,
      there: posted,
      why: 'The text on GitHub is not what was posted last: somebody edited it there.',
    });
  }
  return [
    { at: 'updating', before: posted },
    { do: 'update', id: posted.id },
  ];
}

/** Sending the same edit twice does no harm, so an edit that is not there yet simply waits. */
function afterLostUpdate(order: PostOrder, before: Posted, posted: Posted | null): Next {
  if (posted && sameText(posted.body, order.body)) return finish({ state: 'updated', posted, before });
  return finish({
    state: 'waiting',
    why: 'GitHub did not confirm the edit. Post the note again to repeat it.',
  });
}

/** GitHub may change line ends and outer blank space, and nothing else. */
export function sameText(one: string, other: string): boolean {
  return one.replace(/\r\n?/g, '\n').trim() === other.replace(/\r\n?/g, '\n').trim();
}

/** GitHub trims titles and joins their blanks. */
function sameTitle(one: string, other: string): boolean {
  return one.trim().split(/\s+/).join(' ') === other.trim().split(/\s+/).join(' ');
}

function unsure(why: string): Next {
  return finish({ state: 'undecided', ask: 'resend', lost: true, url: null, why });
}

function list(left: number, doubt: boolean, resend: boolean, pauseFirst = false): Next {
  return [
    { at: 'listing', left, doubt, resend },
    { do: 'list', pauseFirst },
  ];
}

function reread(id: string, before: Posted | null): Next {
  return [
    { at: 'rereading', before },
    { do: 'reread', id },
  ];
}

function finish(outcome: PostOutcome): Next {
  return [{ at: 'done' }, { do: 'finish', outcome }];
}

function impossible(state: PostState, event: PostEvent): never {
  throw new Error(`a post cannot be ${state.at} and ${event.kind}`);
}
