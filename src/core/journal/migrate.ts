/** The version of the log's lines that this Baton writes. */
export const journalVersion = 1;

/** How an event of version `n` becomes one of version `n + 1`; an event that has no successor becomes null. */
export type Migrations = Readonly<Record<number, (event: unknown) => unknown>>;

const known: Migrations = {
  // Version 0 is a line without a version: before the log had a header, events were what they are now.
  0: (event) => event,
};

/**
 * An event of an older version as the current version writes it. Null when it has no meaning any more, or when
 * it is of a version newer than `to`.
 */
export function migrate(
  event: unknown,
  from: number,
  to: number = journalVersion,
  migrations: Migrations = known,
): unknown {
  if (!Number.isInteger(from) || from < 0 || from > to) return null;
  let value = event;
  for (let version = from; version < to && value !== null; version++) {
    const step = migrations[version];
    if (!step) return null;
    value = step(value);
  }
  return value;
}
