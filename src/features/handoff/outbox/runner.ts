import type * as vscode from 'vscode';
import type { Services } from '../../../host/services';
import type { Home, Notebook } from '../notebook';

/** In the workspace's memory while something waits, so that a start that finds nothing reads nothing. */
const key = 'baton.outboxWaits';
/** A start has better things to do first, milliseconds. */
const afterStart = 5_000;
/** A timer says nothing about a machine that slept: while something waits, the clock is looked at this often. */
const look = 30_000;

/**
 * Sends what waits when its time has come. A timer runs only while something waits, and a start looks only if something
 * waited when the window was closed.
 */
export class OutboxRunner implements vscode.Disposable {
  readonly #abort = new AbortController();
  readonly #subscription: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(
    private readonly services: Pick<
      Services,
      'context' | 'sessions' | 'gitHub' | 'inbox' | 'log' | 'sharing'
    >,
    private readonly notebook: Notebook,
  ) {
    if (this.#waits) this.#timer = setTimeout(() => void this.run(), afterStart);
    // Who signs in may have done so for what waits.
    this.#subscription = services.sessions.onDidChange(() => {
      if (this.#waits) void this.#runSignedIn();
    });
  }

  async #runSignedIn(): Promise<void> {
    try {
      const { hurrySignedIn } = await import('../../../usecases/outbox/enqueue');
      const isSignedIn = async (host: string) =>
        (await this.services.sessions.existing(host).catch(() => null)) !== null;
      for (const { state } of await this.#homes()) await hurrySignedIn(state, isSignedIn, Date.now());
    } catch (error) {
      this.services.log.warn(`what waits for a sign-in could not be read: ${String(error)}`);
    }
    await this.run();
  }

  async #homes(): Promise<readonly Home[]> {
    const homes = await this.notebook.homesIfAny();
    return [...new Map(homes.map((home) => [home.repository.commonDirectory, home])).values()];
  }

  get #waits(): boolean {
    return this.services.context.workspaceState.get<unknown>(key) === true;
  }

  /** Sends what is due, and sets the timer for what is not. One run at a time; asked meanwhile, it runs once more. */
  async run(): Promise<void> {
    if (this.#abort.signal.aborted) return;
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#runUntilQuiet();
    try {
      await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  dispose(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }

  async #runUntilQuiet(): Promise<void> {
    do {
      this.#again = false;
      clearTimeout(this.#timer);
      try {
        const wakeAt = await this.#sendAll();
        await this.services.context.workspaceState.update(key, wakeAt === null ? undefined : true);
        if (wakeAt !== null) this.#wakeAt(wakeAt);
      } catch (error) {
        // Nobody asked for this run: the log says what went wrong, and the view still shows what waits.
        this.services.log.warn(`the outbox could not be sent: ${String(error)}`);
        this.#wakeAt(Date.now() + 10 * look);
      }
    } while (this.#again && !this.#abort.signal.aborted);
  }

  #wakeAt(at: number): void {
    if (this.#abort.signal.aborted) return;
    const left = at - Date.now();
    this.#timer = setTimeout(
      () => (Date.now() >= at ? void this.run() : this.#wakeAt(at)),
      Math.max(0, Math.min(left, look)),
    );
  }

  /** When something is next due, milliseconds since the epoch; null when nothing waits. */
  async #sendAll(): Promise<number | null> {
    const [{ sendWaiting }, { outboxPorts }] = await Promise.all([
      import('../../../usecases/outbox/senders'),
      import('./ports'),
    ]);
    let next: number | null = null;
    let tried = 0;
    for (const home of await this.#homes()) {
      const flushed = await sendWaiting(outboxPorts(home, this.services), this.#abort.signal);
      tried += flushed.results.size;
      if (flushed.wakeAt !== null) next = Math.min(next ?? Infinity, flushed.wakeAt);
    }
    if (tried > 0) this.notebook.changed();
    return next;
  }
}
