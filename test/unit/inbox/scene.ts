import type { Handoff } from '../../../src/core/inbox/model';
import { handoffsIn } from '../../../src/core/inbox/parse';
import type { ReadDiscussion, Reply } from '../../../src/core/ports/inbox';
import { noteMarker } from '../../../src/core/post/marker';

export const address = { host: 'github.com', owner: 'baton-sample', name: 'ledger' };

/** A discussion that holds a note of pune-dev's for lisbon-dev, posted on Thursday, 19 November 2026, 12:30 UTC. */
export function discussion(text: string, change: Partial<ReadDiscussion> = {}): ReadDiscussion {
  const id = change.id ?? 'D_1';
  return {
    id,
    number: 1,
    url: `https://github.com/baton-sample/ledger/discussions/${id}`,
    title: 'Refund retries · pune-dev → lisbon-dev',
    author: 'pune-dev',
    isMember: true,
    body: `${text}\n\n${noteMarker(`note-${id.replace('_', '-')}`)}`,
    createdAt: '2026-11-19T12:30:00Z',
    updatedAt: '2026-11-19T12:30:00Z',
    editedAt: null,
    closed: false,
    isAnswerable: false,
    replies: [],
    hasEarlier: false,
    taken: [],
    ...change,
  };
}

let replies = 0;
export function reply(author: string, body: string, change: Partial<Reply> = {}): Reply {
  replies += 1;
  const id = `DC_${replies}`;
  return {
    id,
    url: `https://github.com/baton-sample/ledger/discussions/1#${id}`,
    author,
    body,
    createdAt: new Date(Date.parse('2026-11-19T13:00:00Z') + replies * 60_000).toISOString(),
    isAnswer: false,
    isMember: true,
    ...change,
  };
}

export function handoff(text: string, change: Partial<ReadDiscussion> = {}): Handoff {
  const [found] = handoffsIn(discussion(text, change), address, () => false);
  if (!found) throw new Error('the text is no note');
  return found;
}

export const posted = Date.parse('2026-11-19T12:30:00Z');
