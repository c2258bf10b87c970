import * as vscode from 'vscode';
import { foldJournal } from '../../core/journal/fold';
import { choiceOf } from '../../core/journal/notes';
import type { RepositoryState } from '../../core/ports/state';
import { myZone } from '../../host/myZone';
import type { Services } from '../../host/services';
import { whileSettings } from '../../host/whileSettings';
import { commands, settings as ids } from '../../ids';
import type { myHours as MyHours } from '../../usecases/myHours';
import { openRepositories } from './repositories';

const keys = { notified: 'reminder.notified', dismissed: 'reminder.dismissed' } as const;
/** A sleeping machine or a set clock must not let the moment pass: ask at least this often, milliseconds. */
const longestSleep = 30 * 60_000;

/** Reminds of the handoff before the working day ends, while the person wants it. */
export function whileReminding(
  services: Pick<Services, 'settings' | 'context' | 'machine' | 'state' | 'git' | 'files' | 'log'>,
  clock: () => number = () => Date.now(),
): vscode.Disposable {
  return whileSettings(
    services.settings,
    ({ reminder }) => reminder,
    () => new Reminder(services, clock),
  );
}

type Declared = Awaited<ReturnType<typeof MyHours>>;

class Reminder implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #subscriptions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #disposed = false;
  #read: { readonly at: number; readonly declared: Declared } | null = null;

  constructor(
    private readonly services: Parameters<typeof whileReminding>[0],
    private readonly clock: () => number,
  ) {
    this.#item = vscode.window.createStatusBarItem('baton.reminder', vscode.StatusBarAlignment.Right, 0);
    this.#item.name = vscode.l10n.t('Baton: Reminder');
    this.#item.text = vscode.l10n.t('Hand over');
    this.#item.tooltip = vscode.l10n.t('Your working day ends soon. Draft the handoff note.');
    this.#item.command = commands.draft;
    const again = (): void => this.#ask();
    this.#subscriptions = vscode.Disposable.from(
      this.#item,
      vscode.debug.onDidStartDebugSession(again),
      vscode.debug.onDidTerminateDebugSession(again),
      vscode.window.onDidChangeWindowState(again),
      services.settings.onDidChange(again),
    );
    this.#ask();
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
  }

  #ask(): void {
    this.#turn = this.#turn
      .then(() => this.#update())
      .catch((error: unknown) => {
        this.services.log.warn(
          `The reminder failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
  }

  async #update(): Promise<void> {
    if (this.#disposed) return;
    const [{ remind }, { DateTime }, { instantIn }] = await Promise.all([
      import('../../core/reminder/schedule'),
      import('../../core/time/luxon'),
      import('../../core/time/zone'),
    ]);
    const { context, settings, machine, state } = this.services;
    const declared = await this.#declared();
    const zone = myZone({
      setting: settings.current().timeZone,
      memory: context.globalState,
      team: declared?.zone ?? null,
      machine: machine.zone,
    });
    const person = state.of(null);
    const { choices } = foldJournal((await person.read()).events);
    const now = instantIn(this.clock(), zone);
    const input = {
      now,
      // What I set myself comes before what the team file says of me.
      hours:
        settings.isAnswered(ids.workingHours) || !declared ? settings.current().workingHours : declared.hours,
      dismissed: choices.get(keys.dismissed) ?? null,
      notified: choices.get(keys.notified) ?? null,
      handedOver: null,
      debugging: vscode.debug.activeDebugSession !== undefined,
    };
    let reminder = remind(input);
    // Repositories are only looked into where it matters, in the last twenty minutes of a day.
    const posted = reminder.day === null ? null : await this.#postedLast();
    if (posted !== null) reminder = remind({ ...input, handedOver: DateTime.fromISO(posted, { zone }) });
    const { shown, notify, day, next } = reminder;
    if (this.#disposed) return;
    if (shown) this.#item.show();
    else this.#item.hide();
    clearTimeout(this.#timer);
    const wait = Math.min(Math.max(next.toMillis() - now.toMillis(), 1_000), longestSleep);
    this.#timer = setTimeout(() => this.#ask(), wait);
    // Only the window in front of the person speaks; the others have read that it did.
    if (notify && day !== null && vscode.window.state.focused) {
      await remember(person, keys.notified, day);
      void this.#notify(person, day);
    }
  }

  async #notify(person: RepositoryState, day: string): Promise<void> {
    const draft = vscode.l10n.t('Draft Handoff Note');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('Your working day ends soon. Hand over now?'),
      draft,
      vscode.l10n.t('Not Today'),
    );
    if (answer === draft) {
      await vscode.commands.executeCommand(commands.draft);
      return;
    }
    // Closing it says the same as "Not Today".
    await remember(person, keys.dismissed, day);
    this.#ask();
  }

  /** What the team file says of me; read anew when a moment has passed, since it seldom changes. */
  async #declared(): Promise<Declared> {
    const { clock, services } = this;
    if (this.#read && clock() - this.#read.at < longestSleep / 2) return this.#read.declared;
    const [{ myHours }, { DateTime }] = await Promise.all([
      import('../../usecases/myHours'),
      import('../../core/time/luxon'),
    ]);
    let declared: Declared = null;
    for (const { root, state } of await openRepositories(services)) {
      const as = choiceOf((await state.read()).events, 'identity');
      const request = { directory: root, as, at: DateTime.fromMillis(clock()) };
      // A team file that cannot be read is told where it is shown; the reminder goes by the setting then.
      declared ??= await myHours(request, services).catch(() => null);
    }
    this.#read = { at: clock(), declared };
    return declared;
  }

  /** When a note of this workspace was posted last, ISO 8601; null when none was. */
  async #postedLast(): Promise<string | null> {
    const instants: string[] = [];
    for (const { state } of await openRepositories(this.services)) {
      const { lastHandoff } = foldJournal((await state.read()).events);
      if (lastHandoff) instants.push(lastHandoff.postedAt);
    }
    return instants.sort((one, other) => Date.parse(one) - Date.parse(other)).at(-1) ?? null;
  }
}

async function remember(person: RepositoryState, key: string, value: string): Promise<void> {
  await person.append([{ kind: 'choice', at: new Date().toISOString(), key, value }]);
}
