import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import type { Services } from '../../host/services';
import type { TeamNotice, TeamViewModel } from '../../protocol';
import { arranged, arrangementEvent, arrangementIn, type Arrangement } from './arrangement';
import { noticeOf, noticeOfFailure } from './notice';
import { chosenIn, readWorkspaceTeam, type TeamReading } from './reading';

/** The shape of what is remembered; another one is not read. */
const version = 4;
const memoryKey = 'baton.team.model';

/** What a window remembers of the last one: what it showed, and under what Baton's own state about it is kept. */
interface Memory {
  readonly version: number;
  readonly model: TeamViewModel;
  readonly place: string | null;
}

/** The team as last read. Whoever shows it asks for a new reading; nothing is read before somebody does. */
export class TeamReader implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #services: Services;
  #reading: TeamReading | null = null;
  #model: TeamViewModel | null = null;
  #arrangement: Arrangement | null = null;
  /** Choices of the person are written one after the other: each begins with the one before. */
  #choosing: Promise<unknown> = Promise.resolve();
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

  /** Before the first reading: the remembered model gets the arrangement of now, which is remembered elsewhere. */
  async recall(): Promise<void> {
    const place = this.#memory()?.place;
    if (this.#model !== null || typeof place !== 'string') return;
    const remembered = arrangementIn(await chosenIn(this.#services, place));
    this.#arrangement ??= remembered;
  }

  /** Writes how the person wants the view down, given how they want it now, and shows it so. */
  arrange(change: (now: Arrangement) => Partial<Arrangement>): Promise<void> {
    const done = this.#choosing.then(() => this.#arrange(change));
    this.#choosing = done.catch(() => undefined);
    return done;
  }

  async #arrange(change: (now: Arrangement) => Partial<Arrangement>): Promise<void> {
    if (!this.#reading) await (this.#running ?? this.refresh());
    if (!this.#reading) return;
    // Another window may have chosen something meanwhile.
    const { place } = this.#reading;
    const state = this.#services.state.of(place);
    const now = arrangementIn((await state.read()).events);
    const arrangement = { ...now, ...change(now) };
    await state.append([arrangementEvent(arrangement, new Date().toISOString())]);
    // A reading that runs may have looked before this was written.
    this.#again ||= this.#running !== null;
    this.#reading = { ...this.#reading, arrangement };
    await this.#show(this.#reading, await this.#notice(this.#reading));
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
      noticeOf(reading, settings.current().inferFromCommits) ??
      noticeOfOldZones(reading, machine.zoneData)
    );
  }

  async #show(reading: TeamReading | null, notice: TeamNotice | null): Promise<void> {
    const [{ teamViewModel }, { factsOf }] = await Promise.all([import('./viewModel'), import('./facts')]);
    this.#model = teamViewModel(factsOf(this.#services, reading, notice));
    this.#changed.fire();
    const memory: Memory = { version, model: this.#model, place: reading?.place ?? null };
    await this.#services.context.workspaceState.update(memoryKey, memory);
  }

  #memory(): Memory | null {
    const memory = this.#services.context.workspaceState.get<Memory>(memoryKey);
    return memory?.version === version && memory.model.known.end > Date.now() ? memory : null;
  }

  #remembered(): TeamViewModel | null {
    const model = this.#memory()?.model ?? null;
    return model && this.#arrangement ? arranged(model, this.#arrangement) : model;
  }

  dispose(): void {
    this.#controller.abort();
    this.#changed.dispose();
  }
}
