// Messages between the extension and its two webviews, and the parsers of what comes in: a webview is the outside
// world, so its messages are read, never cast. Instants are epoch milliseconds.

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
  /** In the order of the baton; the webview sorts by who works next. */
  readonly rows: readonly TeamRow[];
  /** Who holds the baton when (ids of rows), ascending and apart; nobody does in between. */
  readonly turns: readonly (Span & { readonly id: string })[];
  /** My own zone, which is the axis of every band: also there when I am in no row. */
  readonly me: { readonly zone: string; readonly offsets: readonly OffsetFrom[] };
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
  | { readonly type: 'ready'; readonly zone: string | null }
  | { readonly type: 'command'; readonly command: TeamCommand }
  /** Opens what can be done about the teammate of a row: ask, mention … */
  | { readonly type: 'member'; readonly id: string }
  | { readonly type: 'group'; readonly group: string | null };

export const destinations = ['discussion', 'comment', 'copy', 'browser'] as const;
/** A Discussion; a comment on a pull request or issue; Markdown on the clipboard; a prefilled page in the browser. */
export type Destination = (typeof destinations)[number];

/** The review page before posting. The extension owns all of it: each click is a message, each answer a new model. */
export interface ReviewModel {
  readonly title: string;
  /** The body as it would be posted now: redactions applied, consents honoured. Rendered without scripts or images. */
  readonly markdown: string;
  /** Null when the note belongs to no GitHub repository. `isPublic` and `watchers` are null before signing in. */
  readonly repository: {
    readonly name: string;
    readonly host: string;
    readonly isPublic: boolean | null;
    readonly watchers: number | null;
  } | null;
  readonly signedInAs: string | null;
  /** In the order shown. `unavailable` is one sentence that says why it cannot be chosen. */
  readonly destinations: readonly { readonly kind: Destination; readonly unavailable: string | null }[];
  readonly destination: Destination;
  /** Discussion categories; empty before signing in. */
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly category: string | null;
  /** The pull request or issue to comment on, and its title once it is known. */
  readonly number: number | null;
  readonly numberTitle: string | null;
  /** `note` says what is special about now ("off until Fri 09:00 Lisbon"); null when nothing is. */
  readonly mentions: readonly { readonly login: string; readonly note: string | null }[];
  /** `excerpt` shows enough to recognise it and not the secret itself. `line` is 1-based in the note's document. */
  readonly redactions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly excerpt: string;
    readonly line: number;
    readonly applied: boolean;
  }[];
  /** What a person must say yes to (`required`), or may: "Post to a public repository", "Include unpushed code". */
  readonly consents: readonly {
    readonly id: string;
    readonly text: string;
    readonly given: boolean;
    readonly required: boolean;
  }[];
  /** At most three: what a reader would ask. `line` is where in the note the answer goes. */
  readonly questions: readonly { readonly text: string; readonly line: number | null }[];
  /** What stands in the way, one sentence each. */
  readonly problems: readonly string[];
  /** What the main button does: `signIn` when the destination needs a session and there is none. */
  readonly primary: 'post' | 'signIn' | 'copy' | 'open';
  /** False while something required is missing; `problems` says what. */
  readonly canSubmit: boolean;
  /** What is under way ("Posting to pune/ledger…"); null when nothing is. */
  readonly progress: string | null;
  /** Done: one sentence, and where it went. */
  readonly result: { readonly text: string; readonly url: string | null } | null;
}

export type ReviewToWebview = { readonly type: 'model'; readonly model: ReviewModel };

export type ReviewFromWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'destination'; readonly destination: Destination }
  | { readonly type: 'category'; readonly category: string }
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'redact'; readonly id: string; readonly applied: boolean }
  | { readonly type: 'consent'; readonly id: string; readonly given: boolean }
  /** Shows the note's document at a 1-based line. */
  | { readonly type: 'goTo'; readonly line: number }
  /** The main button: posts, signs in, copies or opens, whichever the last model said it does. */
  | { readonly type: 'submit' }
  | { readonly type: 'openResult' }
  | { readonly type: 'cancel' };

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= longest;

const isNumberUpTo = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;

/** A message from the Team view; null for anything that is not one. */
export function parseTeamMessage(value: unknown): TeamFromWebview | null {
  const fields = fieldsOf(value);
  if (fields?.type === 'ready') {
    return { type: 'ready', zone: isText(fields.zone, 64) ? fields.zone : null };
  }
  if (fields?.type === 'command') {
    const command = teamCommands.find((each) => each === fields.command);
    return command ? { type: 'command', command } : null;
  }
  if (fields?.type === 'group') {
    const { group } = fields;
    return group === null || isText(group, 100) ? { type: 'group', group } : null;
  }
  if (fields?.type === 'member') return isText(fields.id, 400) ? { type: 'member', id: fields.id } : null;
  return null;
}

/** A message from the review page; null for anything that is not one. */
export function parseReviewMessage(value: unknown): ReviewFromWebview | null {
  const fields = fieldsOf(value);
  if (!fields) return null;
  const { type, id, given, applied, line, number, category } = fields;
  switch (type) {
    case 'ready':
    case 'submit':
    case 'openResult':
    case 'cancel':
      return { type };
    case 'destination': {
      const destination = destinations.find((each) => each === fields.destination);
      return destination ? { type, destination } : null;
    }
    case 'category':
      return isText(category, 256) ? { type, category } : null;
    case 'number':
      return number === null || isNumberUpTo(number, 1e9) ? { type, number } : null;
    case 'redact':
      return isText(id, 256) && typeof applied === 'boolean' ? { type, id, applied } : null;
    case 'consent':
      return isText(id, 256) && typeof given === 'boolean' ? { type, id, given } : null;
    case 'goTo':
      return isNumberUpTo(line, 1e7) ? { type, line } : null;
    default:
      return null;
  }
}
