import { fieldsOf, isText } from './fields';

// Instants are epoch milliseconds.

/** [start, end) */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** From `from` on, the zone's clock is `minutes` east of UTC, until the next entry says otherwise. */
export interface OffsetFrom {
  readonly from: number;
  readonly minutes: number;
}

/** One teammate as data to look up, so that the webview needs no zone rules of its own and no message a minute. */
export interface TeamRow {
  /** Unique in the model, and the same from model to model. */
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly isMe: boolean;
  /** The offset was read from commits, and the row says so. */
  readonly fromCommits: boolean;
  /** One click writes the zone that the commits tell into the team file. */
  readonly canDeclare: boolean;
  /** The address of a picture; null for initials alone. */
  readonly avatar: string | null;
  /** The fixed offset (`UTC-07:00`) that is right where the zone data in use is older than the zone's rules; else null. */
  readonly rightOffset: string | null;
  /** The declared zone for a tooltip (`Europe/Lisbon`); null when nobody declared one: no city is guessed. */
  readonly zone: string | null;
  /** Ascending; the first reaches back before anything that is shown. Empty when the zone is unknown. */
  readonly offsets: readonly OffsetFrom[];
  /** Working spans without leave, ascending and apart; null when working hours are unknown. */
  readonly work: readonly Span[] | null;
  /** Whole days on leave, whole days without working hours and whole days on call, each ascending and apart. */
  readonly leave: readonly Span[];
  readonly daysOff: readonly Span[];
  readonly onCall: readonly Span[];
  readonly groups: readonly string[];
  /** The person wants this row near the top, or not at all. */
  readonly pinned: boolean;
  readonly hidden: boolean;
}

/** A sentence that says what is missing and, where a click mends it, that click. */
export interface TeamNotice {
  readonly text: string;
  readonly action?: { readonly title: string; readonly command: TeamCommand };
}

export interface TeamViewModel {
  readonly at: number;
  readonly source: 'file' | 'commits';
  /** From commits: everybody who ever committed, and not only who did lately. */
  readonly ever?: true;
  /** In the order of the baton; the webview sorts by who works next. */
  readonly rows: readonly TeamRow[];
  /** Who holds the baton when (ids of rows), ascending and apart; nobody does in between. */
  readonly turns: readonly (Span & { readonly id: string })[];
  /** My own zone, which is the axis of every band: also there when I am in no row. */
  readonly me: {
    readonly zone: string;
    readonly offsets: readonly OffsetFrom[];
    /** When I work, with which everybody's hours are compared; null when my hours are unknown. */
    readonly work: readonly Span[] | null;
  };
  /** Whether clocks show twelve hours and AM or PM, as my own locale has it. */
  readonly hour12: boolean;
  /** Nothing is known outside of this: the extension sends a new model before it is used up. */
  readonly known: Span;
  /** The one group that the person wants to see; null for everybody. */
  readonly group: string | null;
  readonly notice: TeamNotice | null;
}

export const teamCommands = [
  'draft',
  'editTeam',
  'setTimeZone',
  'chooseIdentity',
  'manageTrust',
  'openFolder',
  'refresh',
  'showHidden',
] as const;
export type TeamCommand = (typeof teamCommands)[number];

export type TeamToWebview =
  | { readonly type: 'model'; readonly model: TeamViewModel }
  | { readonly type: 'visibility'; readonly visible: boolean };

export type TeamFromWebview =
  /** `zone` is what the browser says of the machine the person sits at; null when it does not say. */
  | { readonly type: 'ready'; readonly zone: string | null; readonly hour12: boolean }
  | { readonly type: 'command'; readonly command: TeamCommand }
  /** Opens what can be done about the teammate of a row: ask, mention … */
  | { readonly type: 'member'; readonly id: string }
  /** Writes the zone that somebody's commits tell into the team file. */
  | { readonly type: 'declare'; readonly id: string }
  | { readonly type: 'group'; readonly group: string | null };

/** A message from the Team view; null for anything that is not one. */
export function parseTeamMessage(value: unknown): TeamFromWebview | null {
  const fields = fieldsOf(value);
  if (fields?.type === 'ready') {
    return {
      type: 'ready',
      zone: isText(fields.zone, 64) ? fields.zone : null,
      hour12: fields.hour12 === true,
    };
  }
  if (fields?.type === 'command') {
    const command = teamCommands.find((each) => each === fields.command);
    return command ? { type: 'command', command } : null;
  }
  if (fields?.type === 'group') {
    const { group } = fields;
    return group === null || isText(group, 100) ? { type: 'group', group } : null;
  }
  if (fields?.type === 'member' || fields?.type === 'declare')
    return isText(fields.id, 400) ? { type: fields.type, id: fields.id } : null;
  return null;
}
