import * as vscode from 'vscode';
import { settings as ids } from '../ids';
import { travelOf, type Travel, zoneSetAt } from './travel';

/** Baton's settings, parsed once per change; a bad value names itself in the log and falls back to its default. */
export interface Settings {
  /** The name of a zone, or null for the one of the machine. A zone until a day is told as long as it holds. */
  readonly timeZone: string | null;
  /** Where I am until a day; null when I am not travelling, or no longer. */
  readonly travel: Travel | null;
  /** Minutes from midnight; the end of work over midnight exceeds 1440. */
  readonly workingHours: { readonly start: number; readonly end: number };
  readonly inferFromCommits: 'recent' | 'all' | 'off';
  readonly record: 'ask' | 'on' | 'off';
  /** Whether command lines of terminals are kept too, while `record` is on. */
  readonly recordTerminal: boolean;
  readonly reminder: boolean;
  /** `current`, or `owner/name` to post to. */
  readonly postRepository: string;
  /** `owner/name` for notes about a public repository; null for none. */
  readonly postForPublic: string | null;
  readonly postCategory: string;
  /** The number of the Discussion that notes are added to as comments, by `owner/name` in lower case. */
  readonly rolling: ReadonlyMap<string, number>;
  readonly postPublic: 'ask' | 'allow' | 'refuse';
  readonly inboxRefresh: 'whenVisible' | 'onStart' | 'never';
  /** How a handoff is accepted by one click. */
  readonly acceptBy: 'reply' | 'reaction';
  /** Whether an acceptance is marked as the answer, where the category has answers. */
  readonly markAnswer: 'ask' | 'always' | 'never';
  /** How many days a snapshot lives. */
  readonly shareDays: number;
  /** In bytes. */
  readonly shareMaxSize: number;
  readonly statusBar: boolean;
  /** Whether a report holds what variables held when a program stopped. */
  readonly includeVariables: boolean;
  /** Whether pictures are asked of GitHub. */
  readonly avatars: 'initials' | 'github';
  /** Entries as in the team file, which only this person sees. */
  readonly privateTeam: readonly unknown[];
}

export interface SettingsReader {
  current(): Settings;
  onDidChange(listener: () => void): vscode.Disposable;
  /** Whether the person has given the setting (an id of `src/ids.ts`) a value of their own. */
  isAnswered(key: string): boolean;
  /** Writes a value into the person's own settings, of all workspaces. */
  answer(key: string, value: string | boolean): Promise<void>;
}

const span = /^([01]?\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)$/;

function daySpan(start: number, end: number): Settings['workingHours'] {
  return { start, end: end > start ? end : end + 1440 };
}

/** Discussions by repository; what is none names itself in the log. */
function numbersOf(value: unknown, log: vscode.LogOutputChannel): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  if (typeof value !== 'object' || value === null) return numbers;
  for (const [name, number] of Object.entries(value)) {
    if (/^[\w.-]+\/[\w.-]+$/.test(name) && Number.isInteger(number) && Number(number) > 0)
      numbers.set(name.toLowerCase(), Number(number));
    else
      log.warn(
        `baton.${ids.postRolling}: write it as { "owner/name": 12 }; leaving out ${JSON.stringify(name)}`,
      );
  }
  return numbers;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export function createSettings(log: vscode.LogOutputChannel): SettingsReader {
  const read = (): Settings => {
    const values = vscode.workspace.getConfiguration(ids.section);
    const choice = <T extends string>(key: string, allowed: readonly T[]): T => {
      const value = values.get<unknown>(key);
      if (allowed.some((each) => each === value)) return value as T;
      if (value !== undefined)
        log.warn(
          `baton.${key}: ${JSON.stringify(value)} is none of ${allowed.join(', ')}; using ${allowed[0]}`,
        );
      return allowed[0] as T;
    };
    const text = (key: string, fallback: string): string => {
      const value = values.get<unknown>(key);
      return typeof value === 'string' && value.trim() !== '' ? value.trim() : fallback;
    };
    const number = (key: string, fallback: number): number => {
      const value = values.get<unknown>(key);
      if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
      if (value !== undefined) log.warn(`baton.${key}: write it as a number such as ${fallback}; using that`);
      return fallback;
    };
    const hours = span.exec(text(ids.workingHours, '09:00–17:00'));
    if (!hours) log.warn(`baton.${ids.workingHours}: write it as 09:00–17:00; using that`);
    const zone = text(ids.timeZone, 'auto');
    return {
      get timeZone() {
        return zoneSetAt(zone, new Date());
      },
      get travel() {
        const travel = travelOf(zone);
        return travel !== null && zoneSetAt(zone, new Date()) === travel.zone ? travel : null;
      },
      workingHours: hours
        ? daySpan(Number(hours[1]) * 60 + Number(hours[2]), Number(hours[3]) * 60 + Number(hours[4]))
        : daySpan(540, 1020),
      inferFromCommits: choice(ids.inferFromCommits, ['recent', 'all', 'off']),
      record: choice(ids.record, ['ask', 'on', 'off']),
      recordTerminal: values.get<unknown>(ids.recordTerminal) === true,
      reminder: values.get<unknown>(ids.reminder) === true,
      postRepository: text(ids.postRepository, 'current'),
      postForPublic: text(ids.postForPublic, '') || null,
      postCategory: text(ids.postCategory, 'ask'),
      rolling: numbersOf(values.get<unknown>(ids.postRolling), log),
      postPublic: choice(ids.postPublic, ['ask', 'allow', 'refuse']),
      inboxRefresh: choice(ids.inboxRefresh, ['whenVisible', 'onStart', 'never']),
      acceptBy: choice(ids.acceptBy, ['reply', 'reaction']),
      markAnswer: choice(ids.markAnswer, ['ask', 'always', 'never']),
      shareDays: number(ids.shareDays, 14),
      shareMaxSize: number(ids.shareMaxSize, 10) * 1_000_000,
      statusBar: values.get<unknown>(ids.statusBar) === true,
      includeVariables: values.get<unknown>(ids.includeVariables) === true,
      avatars: choice(ids.avatars, ['initials', 'github']),
      privateTeam: listOf(values.get<unknown>(ids.privateTeam)),
    };
  };
  let current: Settings | undefined;
  return {
    current: () => (current ??= read()),
    onDidChange: (listener) =>
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(ids.section)) return;
        current = undefined;
        listener();
      }),
    isAnswered: (key) =>
      vscode.workspace.getConfiguration(ids.section).inspect(key)?.globalValue !== undefined,
    answer: async (key, value) => {
      const global = vscode.ConfigurationTarget.Global;
      await vscode.workspace.getConfiguration(ids.section).update(key, value, global);
      current = undefined;
    },
  };
}
