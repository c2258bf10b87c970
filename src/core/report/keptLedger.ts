import type { Kind } from '../secrets/rule';
import { rules } from '../secrets/rules';
import type { HiddenValue } from '../secrets/redactor';

/** What a report is known to hide beside its text, and where it belongs: never part of the text itself. */
export interface ReportLedger {
  /** What its placeholders hide. */
  readonly hidden: readonly HiddenValue[];
  /** Values that its author allowed: they may stand in the text. */
  readonly allowed: readonly string[];
  /** The workspace folder that it was written for; null when none of its frames is in one. */
  readonly folder: string | null;
  readonly suspect: string | null;
  /** Where the fault is; null when no frame is the workspace's own. */
  readonly path: string | null;
}

interface Kept extends ReportLedger {
  readonly id: string;
  /** When it was kept last, milliseconds since the epoch. */
  readonly at: number;
}

const mostReports = 20;
/** A report that nobody touched for so long is posted, or given up. */
const longest = 30 * 86_400_000;
/** The store is made for small things. */
const mostCharacters = 200_000;
const kinds = new Set<string>(rules.map(({ kind }) => kind));

/** What is kept of a report; null when nothing is, or nobody can read it. */
export function ledgerOf(kept: string | undefined, id: string, now: number): ReportLedger | null {
  return keptIn(kept, now).find((each) => each.id === id) ?? null;
}

/** What is to be kept with a report's ledger put in, or taken out (null); undefined when nothing is left. */
export function withLedger(
  kept: string | undefined,
  id: string,
  ledger: ReportLedger | null,
  now: number,
): string | undefined {
  const others = keptIn(kept, now).filter((each) => each.id !== id);
  const all: Kept[] = ledger ? [...others, { ...ledger, id, at: now }] : others;
  for (let left = all.slice(-mostReports); left.length > 0; left = left.slice(1)) {
    const text = JSON.stringify(left);
    if (text.length <= mostCharacters) return text;
  }
  return undefined;
}

function keptIn(kept: string | undefined, now: number): readonly Kept[] {
  try {
    const value: unknown = JSON.parse(kept ?? '');
    const all = Array.isArray(value) ? value.flatMap(keptOf) : [];
    return all.filter(({ at }) => at > now - longest);
  } catch {
    return [];
  }
}

function keptOf(value: unknown): readonly Kept[] {
  const read = (key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  const text = (key: string): string | null => {
    const found = read(key);
    return typeof found === 'string' ? found : null;
  };
  const list = (key: string): readonly unknown[] => {
    const found = read(key);
    return Array.isArray(found) ? found : [];
  };
  const [id, at] = [text('id'), read('at')];
  if (id === null || typeof at !== 'number') return [];
  const hidden = list('hidden').filter(isHidden);
  const allowed = list('allowed').filter((each) => typeof each === 'string');
  return [{ id, at, hidden, allowed, folder: text('folder'), suspect: text('suspect'), path: text('path') }];
}

function isHidden(value: unknown): value is HiddenValue {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, placeholder, count, value: secret } = value as Record<string, unknown>;
  return isKind(kind) && [placeholder, secret].every(isText) && typeof count === 'number';
}

const isKind = (value: unknown): value is Kind => typeof value === 'string' && kinds.has(value);
const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
