import type { DateTime } from '../time/luxon';

/** A span of a day in minutes from midnight; `end` is greater than `start` and may exceed 1440 for work over midnight. */
export interface DaySpan {
  readonly start: number;
  readonly end: number;
}

/** Working spans for ISO weekdays 1 (Monday) to 7 (Sunday); a day without an entry is a day off. */
export type WorkingWeek = Readonly<Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, readonly DaySpan[]>>>;

/** Whole days in the teammate's own zone, both ends included, as ISO dates. */
export interface Leave {
  readonly from: string;
  readonly to: string;
  /** A day off for everybody, such as a holiday, and nobody's own leave. */
  readonly forAll?: true;
}

/** Who is on call in turn: each of `members` (names) for `everyDays` days from `from` (an ISO date), then again. */
export interface Rotation {
  readonly members: readonly string[];
  readonly from: string;
  readonly everyDays: number;
}

/** How soon a teammate answers, in hours: `normal` by the clock, `urgent` of their working time. */
export interface ResponseHours {
  readonly normal: number;
  readonly urgent: number;
}

/** A teammate as declared in `.baton/team.yml`, or inferred from commits. */
export interface Teammate {
  readonly name: string;
  readonly login?: string;
  readonly emails: readonly string[];
  /** IANA name, or `UTC±hh:mm` when only an offset is known, or null when nothing is. */
  readonly zone: string | null;
  readonly zoneFrom: 'declared' | 'commits' | 'unknown';
  /** All IANA zones that fit the history, best first; only for zones from commits. */
  readonly candidates?: readonly string[];
  /** Null when working hours are not known (from commits nobody knows them). */
  readonly week: WorkingWeek | null;
  readonly leave: readonly Leave[];
  readonly onCall: readonly Leave[];
  readonly groups?: readonly string[];
  readonly response?: ResponseHours;
}

export interface Team {
  readonly source: 'file' | 'commits';
  /** From commits: everybody who ever committed is in it, and not only who did lately. */
  readonly ever?: true;
  /** In the order of the baton. */
  readonly members: readonly Teammate[];
  readonly rotation?: Rotation;
  /** The version of the zone database that the file needs, such as `2026b`. */
  readonly zoneData?: string;
}

export type PresenceState = 'working' | 'off-hours' | 'day-off' | 'on-leave';

/** One teammate at one instant: what `baton team` prints and the sidebar shows. Null where hours or zone are unknown. */
export interface MemberNow {
  readonly member: Teammate;
  readonly localTime: DateTime | null;
  readonly state: PresenceState | null;
  readonly until: DateTime | null;
  /** When the next stretch of work begins, later than now (also for those who work now). */
  readonly startsAt: DateTime | null;
  readonly onCall: boolean;
}

export interface TeamNow {
  readonly at: DateTime;
  readonly source: Team['source'];
  /** Sorted by who works next: those working first (by who ends last), then by when each starts. */
  readonly members: readonly MemberNow[];
  readonly baton: {
    readonly holder: string | null;
    readonly next: { readonly name: string; readonly startsAt: DateTime } | null;
  };
  readonly overlaps: readonly {
    readonly start: DateTime;
    readonly end: DateTime;
    readonly members: readonly string[];
  }[];
  readonly gaps: readonly { readonly start: DateTime; readonly end: DateTime }[];
}

/** A problem in the team file, with its exact place (1-based line and column, end exclusive). */
export interface TeamFileProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: 'error' | 'warning';
  /** What may be written at that place instead, best first. */
  readonly fixes?: readonly string[];
}
