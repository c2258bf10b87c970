import { timesIn } from '../inbox/when';
import type { JournalEvent } from '../journal/events';
import { answerBy, responseTime, usualResponse } from '../team/answer';
import type { Teammate } from '../team/model';
import { scheduleOf } from '../team/spans';
import { escapeInline } from '../text/markdown';
import { postedTime } from '../time/format';
import type { DateTime } from '../time/luxon';
import { rulesOf } from '../time/rules';
import { instantIn } from '../time/zone';
import { openSince, openText, withAge, type Before } from './age';
import type { Author, Item, Receiver, Window } from './model';

/** Who can do something about a line: somebody who was named, or whoever takes over. */
export interface Owner {
  readonly name: string;
  readonly takesOver: boolean;
}

/** What a line ends with, and the same as facts. */
interface Asked extends Pick<Item, 'owner' | 'answerBy'> {
  readonly ending: string;
}

/** How a line says that its owner was not named. */
export const takesOver = ', who takes over';

/** How a line says that it has no owner. */
export const nobodyNamed = ' Nobody is named yet who can unblock it.';

/** Of whom the lines of a note ask something, and by when. */
export interface Asking {
  /** In which deadlines are told. */
  readonly zone: string;
  /** Who is named, else the first of those who take over and are not the author; null where nobody is either. */
  ownerOf(named: string | null): Owner | null;
  /**
   * By when an answer is needed that nobody gave a time for: what the last draft said of the same `item`, while that
   * lies ahead; else when the owner answers by their hours and response time; else a day of the receiver's.
   */
  deadline(item: string, owner: string | null): DateTime;
  /** The end of a line that asks somebody for something, and that nobody gave a time for. */
  ask(item: string, named: string | null, options?: { readonly isInferred: boolean }): Asked;
  /**
   * The line of an `item` that Baton found by itself, with since when it stands: by the notes that told it, else since
   * `at`; null where nobody knows.
   */
  aged(item: string, line: string, at: DateTime | null): Pick<Item, 'text' | 'since'>;
  /** The items that the last note told. */
  readonly told: Pick<ReadonlyMap<string, Before>, 'has' | 'size'>;
}

export function askingOf(note: {
  readonly author: Author;
  /** The author's logins elsewhere, such as the one that is signed in. */
  readonly logins?: readonly string[];
  readonly window: Window;
  readonly receivers: readonly Receiver[];
  readonly members: readonly Teammate[];
  readonly events: readonly JournalEvent[];
  /** What the last note told already, by item; nothing when left out. */
  readonly before?: ReadonlyMap<string, Before>;
}): Asking {
  const { author, window, receivers } = note;
  const zone = receivers.find((receiver) => receiver.zone !== null)?.zone ?? 'UTC';
  const own = new Set([author.login, ...(note.logins ?? [])].map((login) => login?.toLowerCase()));
  const next = receivers.find(
    ({ name, login }) => name !== author.name && (!login || !own.has(login.toLowerCase())),
  );
  let said: ReadonlyMap<string, Said> | null = null;

  const ownerOf = (named: string | null): Owner | null =>
    named !== null
      ? { name: named, takesOver: false }
      : next
        ? { name: next.login ?? next.name, takesOver: true }
        : null;
  const deadline = (item: string, owner: string | null): DateTime => {
    said ??= saidBefore(note.events);
    const before = said.get(item);
    const isSame = owner === null || (before?.line.includes(`→ ${ownerText(owner)}`) ?? false);
    if (before && isSame && before.at > window.until.toMillis()) return instantIn(before.at, zone);
    const at = owner === null ? null : answerOf(owner, note.members, fullHour(window.until).toMillis());
    return at === null ? dayOf(receivers, window.until) : instantIn(at, zone);
  };
  return {
    zone,
    ownerOf,
    deadline,
    ask(item, named, { isInferred } = { isInferred: false }) {
      const owner = ownerOf(named);
      const by = deadline(item, owner?.name ?? null);
      const time = postedTime(by, zone, window.until);
      // A line that is inferred as a whole says so at its beginning.
      const ending =
        owner === null
          ? `. Answer needed by ${time}${isInferred ? '' : ' (*inferred*)'}.${nobodyNamed}`
          : `${ownerEnding(owner)}, ${isInferred ? '' : '*inferred:* '}by ${time}`;
      return { ending, answerBy: by, ...(owner && { owner: owner.name }) };
    },
    told: note.before ?? new Map(),
    aged(item, line, at) {
      const before = note.before?.get(item);
      const since = openSince(before, at);
      return { text: withAge(line, openText(before, at, window)), ...(since && { since }) };
    },
  };
}

/** ` → lin, who takes over`. */
export function ownerEnding(owner: Owner): string {
  return ` → ${ownerText(owner.name)}${owner.takesOver ? takesOver : ''}`;
}

function ownerText(name: string): string {
  return escapeInline(name, 80);
}

/** When a known member answers what is asked at `at`; null for anybody else, and where their hours are not known. */
function answerOf(owner: string, members: readonly Teammate[], at: number): number | null {
  const wanted = owner.trim().replace(/^@/, '').toLowerCase();
  const member = members.find(({ login, name, emails }) =>
    [login, name, ...emails].some((each) => each?.toLowerCase() === wanted),
  );
  if (!member || member.zone === null || member.week === null) return null;
  const schedule = scheduleOf(member, member.week, rulesOf(member.zone));
  return answerBy(schedule, at, responseTime(member.response ?? usualResponse, false));
}

/** Counted from when the receiver starts, so that it does not tell when the author worked. */
function dayOf(receivers: readonly Receiver[], until: DateTime): DateTime {
  const starts = receivers.map(({ startsWorkAt }) => startsWorkAt).filter((time) => time !== null);
  const [first] = starts.sort((one, other) => one.toMillis() - other.toMillis());
  return (first ?? fullHour(until)).plus({ hours: 24 });
}

/** The minute at which a note was drafted is nobody's business. */
function fullHour(time: DateTime): DateTime {
  return time.toUTC().plus({ hours: 1 }).startOf('hour');
}

interface Said {
  readonly line: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The deadlines that earlier drafts said, by item, the last draft's first: a deadline does not move by drafting again. */
function saidBefore(events: readonly JournalEvent[]): Map<string, Said> {
  const said = new Map<string, Said>();
  for (const event of events) {
    if (event.kind !== 'note-drafted') continue;
    for (const whole of event.base.split('\n')) {
      const id = / <!-- b:([0-9a-z]{1,20}) -->$/.exec(whole)?.[1];
      if (id === undefined || !whole.includes('by ')) continue;
      const line = whole.slice(0, 4_000);
      const times = timesIn(line, Date.parse(event.until));
      const at = times.findLast(({ index }) => line.slice(0, index).endsWith('by '))?.at;
      if (at !== undefined) said.set(id, { line, at });
      else said.delete(id);
    }
  }
  return said;
}
