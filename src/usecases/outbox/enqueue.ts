import { UserError } from '../../core/errors';
import type { JournalEvent } from '../../core/journal/events';
import type { OutboxEntry, OutboxKind } from '../../core/outbox/entry';
import { placeHost, placeOf } from '../../core/outbox/place';
import { foldOutbox } from '../../core/outbox/step';
import type { RepositoryAddress } from '../../core/ports/github';
import type { RepositoryState } from '../../core/ports/state';

export interface ToSend {
  /** The same for the same thing: what is put again replaces what waits, and keeps its turn. */
  readonly id: string;
  readonly type: OutboxKind;
  readonly address: RepositoryAddress;
  /** One line for the view. */
  readonly title: string;
  /** What the sender of this kind needs. It is written to disk: no token, and nothing that the person had left out. */
  readonly payload: unknown;
}

/** What waits in the outbox of a repository, in the order in which it was put. */
export async function waiting(state: Pick<RepositoryState, 'read'>): Promise<readonly OutboxEntry[]> {
  return [...foldOutbox((await state.read()).events).values()];
}

/** Puts something into the outbox: from here on it is sent, waits visibly, or asks. Nothing is sent by this. */
export async function enqueue(
  state: Pick<RepositoryState, 'append'>,
  { id, type, address, title, payload }: ToSend,
  now: number,
): Promise<void> {
  const put: JournalEvent = {
    kind: 'outbox-put',
    at: new Date(now).toISOString(),
    entry: id,
    version: crypto.randomUUID(),
    type,
    place: placeOf(address),
    title,
    payload: JSON.stringify(payload),
  };
  await state.append([put]);
}

/** A person wants it tried now, whatever it waits for. */
export async function hurry(
  state: Pick<RepositoryState, 'append'>,
  entry: string,
  now: number,
): Promise<void> {
  await state.append([{ kind: 'outbox-hurried', at: new Date(now).toISOString(), entry }]);
}

/** Somebody signed in: what waits for just that, at hosts where somebody is signed in now, goes now. */
export async function hurrySignedIn(
  state: Pick<RepositoryState, 'append' | 'read'>,
  isSignedIn: (host: string) => Promise<boolean>,
  now: number,
): Promise<void> {
  for (const { id, place, signedOut } of await waiting(state))
    if (signedOut && (await isSignedIn(placeHost(place)))) await hurry(state, id, now);
}

/** Takes something out of the outbox. `restore` puts it back as it was, at the end of the queue. */
export async function drop(
  state: Pick<RepositoryState, 'append' | 'read'>,
  entry: string,
  now: () => number,
): Promise<{ restore(): Promise<void> }> {
  const before = foldOutbox((await state.read()).events).get(entry);
  if (!before) throw new UserError('It is not waiting any more: it was sent or discarded meanwhile.');
  const at = (): string => new Date(now()).toISOString();
  await state.append([{ kind: 'outbox-dropped', at: at(), entry }]);
  const { type, place, title, payload, version } = before;
  return {
    restore: () =>
      state.append([{ kind: 'outbox-put', at: at(), entry, version, type, place, title, payload }]),
  };
}
