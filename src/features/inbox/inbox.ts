import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Entry } from '../../core/inbox/waiting';
import { commands } from '../../ids';
import type { InboxServices, Known } from './reading';

/** A handoff, and what is known of where it was posted. */
export interface Found {
  readonly entry: Entry;
  readonly known: Known;
}

/** In the workspace's memory: something was read or posted here, so that editing and starting may look at it. */
export const usedKey = 'baton.inboxUsed';
export const postedKey = 'baton.inboxPosted';

/** The handoffs of this window: what is known of them, and how old that is. */
export class Inbox implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #abort = new AbortController();
  #known: readonly Known[] = [];
  #loading: Promise<readonly Known[]> | undefined;
  #refreshing: Promise<void> | undefined;
  /** When GitHub was asked last, milliseconds since the epoch. */
  askedAt = 0;
  count = 0;

  constructor(
    readonly services: InboxServices,
    private readonly folders?: readonly string[],
  ) {}

  /** What is known, without asking anybody; read from disk the first time. */
  async known(): Promise<readonly Known[]> {
    if (!this.#loading) {
      this.#loading = this.#load();
      // What was found changes what the view's icon counts.
      this.#loading.then(
        () => this.#changed.fire(),
        () => (this.#loading = undefined),
      );
    }
    await this.#loading;
    return this.#known;
  }

  async entries(): Promise<readonly Found[]> {
    return (await this.known())
      .flatMap((known) => known.entries.map((entry) => ({ entry, known })))
      .sort((one, other) => other.entry.handoff.postedAt.localeCompare(one.entry.handoff.postedAt));
  }

  /** @throws UserError when it is not known (any more) */
  async find(key: string): Promise<Found> {
    const found = (await this.entries()).find(({ entry }) => entry.handoff.key === key);
    if (!found)
      throw new UserError(
        vscode.l10n.t('This handoff is not known any more. Refresh the Handoffs view and try again.'),
        { title: vscode.l10n.t('Refresh'), command: commands.refreshInbox },
      );
    return found;
  }

  /** Asks GitHub what changed; one request at a time, whoever asks. */
  async refresh(mayAsk: boolean): Promise<void> {
    if (this.#refreshing) {
      await this.#refreshing;
      if (!mayAsk) return;
    }
    this.#refreshing = this.#refresh(mayAsk);
    try {
      await this.#refreshing;
    } finally {
      this.#refreshing = undefined;
    }
  }

  /** The person has opened a handoff as it is now. */
  async seen({ entry: { handoff }, known }: Found): Promise<void> {
    const { withSeen } = await import('../../core/inbox/snapshot');
    if (!known.snapshot) return;
    const snapshot = withSeen(known.snapshot, handoff.key, handoff.updatedAt);
    const written = await known.store.write(known.address, snapshot);
    const { seenBy } = await import('./reading');
    this.#keep(
      this.#known.map((each) =>
        each.store === known.store && each.address === known.address
          ? seenBy({ ...each, snapshot: written })
          : each,
      ),
    );
  }

  dispose(): void {
    this.#abort.abort();
    this.#changed.dispose();
  }

  async #load(): Promise<readonly Known[]> {
    const { readKnown } = await import('./reading');
    const known = await readKnown(this.services, this.folders);
    await this.#count(known);
    return (this.#known = known);
  }

  async #refresh(mayAsk: boolean): Promise<void> {
    this.askedAt = Date.now();
    const { readKnown, refreshKnown } = await import('./reading');
    // Folders come and go, and so do remotes and the team file.
    const known = await readKnown(this.services, this.folders);
    const signal = this.#abort.signal;
    const found = await refreshKnown(known, this.services, { mayAsk, signal });
    if (signal.aborted) return;
    await this.#count(found);
    this.#loading = Promise.resolve(found);
    this.#keep(found);
    await this.#remember(found);
  }

  #keep(known: readonly Known[]): void {
    this.#known = known;
    void this.#count(known).then(() => this.#changed.fire());
  }

  async #count(known: readonly Known[]): Promise<void> {
    const { countWaiting } = await import('../../core/inbox/waiting');
    this.count = known.reduce((sum, { entries }) => sum + countWaiting(entries), 0);
  }

  async #remember(known: readonly Known[]): Promise<void> {
    const memory = this.services.context.workspaceState;
    const isUsed = known.some(({ entries }) => entries.length > 0);
    if (isUsed && memory.get(usedKey) !== true) await memory.update(usedKey, true);
    if (memory.get(postedKey) === true) return;
    const own = known.some(({ entries, snapshot }) =>
      entries.some(({ handoff }) => handoff.from !== null && handoff.from === snapshot?.viewer),
    );
    if (own) await memory.update(postedKey, true);
  }
}
