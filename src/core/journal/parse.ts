import type { AddedKind, JournalEvent } from './events';

type Check = (value: unknown) => boolean;
const text: Check = (value) => typeof value === 'string';
const textOrNull: Check = (value) => value === null || typeof value === 'string';
const numberOrNull: Check = (value) => value === null || Number.isInteger(value);
const flag: Check = (value) => typeof value === 'boolean';
/** ISO 8601 with Z or an offset: an instant, not a time on some wall. */
const instant: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value));

const instantOrNull: Check = (value) => value === null || instant(value);
/** It becomes part of a hidden comment in the note. */
const itemId: Check = (value) => typeof value === 'string' && /^[0-9a-z]{1,20}$/.test(value);
const addedKinds: Readonly<Record<AddedKind, true>> = {
  blocker: true,
  question: true,
  decision: true,
  'dead-end': true,
  'next-step': true,
  'do-not-touch': true,
};
const addedKind: Check = (value) => typeof value === 'string' && Object.hasOwn(addedKinds, value);

const asks: Check = (value) =>
  Array.isArray(value) &&
  value.every((each: unknown) => {
    const { item, lacks } = (each ?? {}) as { item?: unknown; lacks?: unknown };
    return itemId(item) && text(lacks);
  });

const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

// Held against the union of events, so that a new field or kind cannot be forgotten here.
const shapes: {
  readonly [K in JournalEvent['kind']]: {
    readonly [F in Exclude<keyof Extract<JournalEvent, { kind: K }>, 'kind'>]-?: Check;
  };
} = {
  'note-drafted': {
    at: instant,
    note: text,
    since: instant,
    until: instant,
    base: text,
    branch: optional(text),
    asks: optional(asks),
    printed: optional(flag),
  },
  'post-attempted': { at: instant, note: text, destination: text, attempt: optional(text) },
  'note-posted': {
    at: instant,
    note: text,
    url: text,
    until: instant,
    title: text,
    nodeId: text,
    body: text,
    destination: optional(text),
    attempt: optional(text),
    branch: optional(text),
    partOf: optional(text),
  },
  'post-failed': { at: instant, note: text, why: text, undecided: flag, attempt: optional(text) },
  'note-discarded': { at: instant, note: text },
  'note-retracted': { at: instant, note: text, destination: text },
  choice: { at: instant, key: text, value: textOrNull },
  'task-ended': { at: instant, name: text, exitCode: numberOrNull, folder: text },
  'debug-ended': { at: instant, name: text, exception: flag, exitCode: numberOrNull, folder: text },
  'command-ended': { at: instant, command: text, exitCode: numberOrNull, folder: text },
  'activity-deleted': { at: instant },
  'item-added': {
    at: instant,
    item: itemId,
    type: addedKind,
    text,
    path: textOrNull,
    line: numberOrNull,
    owner: textOrNull,
    answerBy: instantOrNull,
    since: optional(instant),
  },
  'item-changed': {
    at: instant,
    item: itemId,
    type: addedKind,
    text,
    owner: textOrNull,
    answerBy: instantOrNull,
  },
  'item-removed': { at: instant, item: itemId },
  'outbox-put': {
    at: instant,
    entry: text,
    version: text,
    type: text,
    place: text,
    title: text,
    payload: text,
  },
  'outbox-begun': { at: instant, entry: text, version: text, attempt: text },
  'outbox-ended': {
    at: instant,
    entry: text,
    version: text,
    attempt: text,
    outcome: (value) => value === 'sent' || value === 'waiting' || value === 'asks',
    why: textOrNull,
    until: instantOrNull,
    scope: (value) => value === 'entry' || value === 'host',
    failures: (value) => Number.isInteger(value) && Number(value) >= 0,
    url: textOrNull,
    signedOut: optional(flag),
  },
  'outbox-hurried': { at: instant, entry: text },
  'outbox-dropped': { at: instant, entry: text },
};

/**
 * The event in a value of unknown origin (a line of the log, as JSON); null when it is none that this version knows.
 * Fields that this version does not know are left alone.
 */
export function parseEvent(value: unknown): JournalEvent | null {
  if (typeof value !== 'object' || value === null) return null;
  const kind: unknown = Object.hasOwn(value, 'kind') ? (value as { kind: unknown }).kind : undefined;
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return null;
  const shape = Object.entries<Check>(shapes[kind as JournalEvent['kind']]);
  const fields = value as Record<string, unknown>;
  return shape.every(([name, holds]) => holds(Object.hasOwn(fields, name) ? fields[name] : undefined))
    ? (value as JournalEvent)
    : null;
}

/** What the person ran. */
export type Activity = Extract<JournalEvent, { kind: 'task-ended' | 'debug-ended' | 'command-ended' }>;

/** Whether an event records what the person ran (as opposed to what the person decided or sent). */
export function isActivity(event: JournalEvent): event is Activity {
  return event.kind === 'task-ended' || event.kind === 'debug-ended' || event.kind === 'command-ended';
}
