import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import type { Services } from '../../host/services';
import type { TeamNotice, TeamViewModel } from '../../protocol';
import { arrangementOf, type Arrangement } from './arrangement';
import { noticeOf, noticeOfFailure } from './notice';
import { readWorkspaceTeam, type TeamReading } from './reading';

/** The shape of what is remembered; another one is not read. */
const version = 3;
const memoryKey = 'baton.team.model';
const arrangementKey = 'baton.team.arrangement';

/** The team as last read. Whoever shows it asks for a new reading; nothing is read before somebody does. */
export class TeamReader implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #services: Services;
  #reading: TeamReading | null = null;
  #model: TeamViewModel | null = null;
  #running: Promise<void> | null = null;
  #again = false;
  #controller = new AbortController();

  constructor(services: Services) {
    this.#services = services;
  }

  get reading(): TeamReading | null {
    return this.#reading;
  }

  /** The model of the last reading, else the one remembered from an earlier window; null when there is neither. */
  get model(): TeamViewModel | null {
    return this.#model ?? this.#remembered();
  }

  get isRead(): boolean {
    return this.#model !== null;
  }

  get arrangement(): Arrangement {
    return arrangementOf(this.#services.context.workspaceState.get<unknown>(arrangementKey));
  }

  /** Remembers how the person wants the view, and shows it so without reading anything. */
  async arrange(change: Partial<Arrangement>): Promise<void> {
    await this.#services.context.workspaceState.update(arrangementKey, { ...this.arrangement, ...change });
    await this.showAgain();
  }

  /** Shows what was read as the settings have it now. */
  async showAgain(): Promise<void> {
    if (this.#reading) await this.#show(this.#reading, await this.#notice(this.#reading));
  }

  /** Reads the team anew. What is asked for while a reading runs is read once more after it. */
  refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#readUntilQuiet().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #readUntilQuiet(): Promise<void> {
    do {
      this.#again = false;
      await this.#read();
    } while (this.#again && !this.#controller.signal.aborted);
  }

  async #read(): Promise<void> {
    try {
      if (this.model === null) await this.#showFirst();
      this.#reading = await readWorkspaceTeam(this.#services, this.#controller.signal);
      await this.#show(this.#reading, await this.#notice(this.#reading));
    } catch (error) {
      if (error instanceof CancelledError || this.#controller.signal.aborted) return;
      if (!(error instanceof UserError)) this.#services.log.error(error as Error);
      this.#reading = null;
      await this.#show(null, noticeOfFailure(error));
    }
  }

  /** A first look at a team file paints its rows before git is asked for anything. */
  async #showFirst(): Promise<void> {
    const reading = await readWorkspaceTeam(this.#services, this.#controller.signal, 'file').catch(
      () => null,
    );
    if (reading?.file && reading.team.members.length > 0) await this.#show(reading, null);
  }

  async #notice(reading: TeamReading): Promise<TeamNotice | null> {
    const { noticeOfOldZones, noticeOfWrongZone } = await import('./zoneNotices');
    const { settings, machine } = this.#services;
    return (
      noticeOfWrongZone(settings.current().timeZone) ??
      noticeOf(reading) ??
      noticeOfOldZones(reading, machine.zoneData)
    );
  }

  async #show(reading: TeamReading | null, notice: TeamNotice | null): Promise<void> {
    const [{ teamViewModel }, { factsOf }] = await Promise.all([import('./viewModel'), import('./facts')]);
    this.#model = teamViewModel(factsOf(this.#services, reading, notice, this.arrangement));
    this.#changed.fire();
    await this.#services.context.workspaceState.update(memoryKey, { version, model: this.#model });
  }

  #remembered(): TeamViewModel | null {
    const memory = this.#services.context.workspaceState.get<{ version: number; model: TeamViewModel }>(
      memoryKey,
    );
    return memory?.version === version && memory.model.known.end > Date.now() ? memory.model : null;
  }

  dispose(): void {
    this.#controller.abort();
    this.#changed.dispose();
  }
}
