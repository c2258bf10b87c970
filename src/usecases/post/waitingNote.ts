import type { OutboxEntry } from '../../core/outbox/entry';
import type { RepositoryAddress } from '../../core/ports/github';
import { addressKey } from '../../core/post/remote';
import type { ToSend } from '../outbox/enqueue';

/** Where a note is to go, as far as it was known when it was put into the outbox. */
export type NotePlace =
  | {
      readonly kind: 'discussion';
      /** Null when nobody could ask GitHub for the categories: then one is proposed when it is sent. */
      readonly categoryId: string | null;
      /** What the person called it. */
      readonly category?: string;
    }
  | { readonly kind: 'comment'; readonly number: number }
  /** A comment in the Discussion with this number. */
  | { readonly kind: 'reply'; readonly number: number };

/** A note in the outbox: exactly what its author saw and said yes to. */
export interface WaitingNote {
  readonly noteId: string;
  /** The note with its title as a heading, redactions applied. */
  readonly markdown: string;
  readonly address: RepositoryAddress;
  readonly place: NotePlace;
  readonly until?: string;
  /** Answers hold for the attempt for which they were given: what is sent later by itself asks anew. */
  readonly resend: boolean;
  readonly overwrite: boolean;
  readonly seen?: string;
  readonly mayBePublic: boolean;
}

/** A note waits once for each repository: posted anew, it replaces what waits. */
export function entryOf(note: WaitingNote, title: string): ToSend {
  return {
    id: `note ${note.noteId} ${addressKey(note.address)}`,
    type: note.place.kind === 'discussion' ? 'discussion' : 'comment',
    address: note.address,
    title,
    payload: note,
  };
}

/** The note that an entry holds; null for an entry of another kind, or of a Baton that wrote it otherwise. */
export function noteOf(entry: Pick<OutboxEntry, 'payload' | 'type'>): WaitingNote | null {
  if (entry.type !== 'discussion' && entry.type !== 'comment') return null;
  try {
    const value = JSON.parse(entry.payload) as Partial<WaitingNote> | null;
    const { noteId, markdown, address, place } = value ?? {};
    const isWhole =
      typeof noteId === 'string' &&
      typeof markdown === 'string' &&
      [address?.host, address?.owner, address?.name].every((each) => typeof each === 'string') &&
      ['discussion', 'comment', 'reply'].includes(place?.kind ?? '');
    return isWhole ? (value as WaitingNote) : null;
  } catch {
    return null;
  }
}
