import type { AddedItem } from '../journal/items';
import type { AddedKind } from '../journal/events';
import { escapeInline } from '../text/markdown';
import { carriedText, daysOpen } from './age';
import { ownerEnding, type Asking } from './asking';
import { reference } from './code/reference';
import { postedTime } from '../time/format';
import { DateTime } from '../time/luxon';
import type { RepositoryReading } from './facts';
import type { HandoffDraft, Item, Section } from './model';
import { planOf, planText } from './plan';
import { count } from './outcome';
import { saysWhy } from './why';

const sections: Readonly<Record<AddedKind, Section>> = {
  blocker: 'blocked',
  question: 'blocked',
  decision: 'decisions',
  'dead-end': 'tried',
  'next-step': 'next',
  'do-not-touch': 'doNotTouch',
};

/** What the author added by hand: declared, with who can answer, by when, how old it is and where in the code it is. */
export function addedItems(
  reading: RepositoryReading,
  note: Pick<HandoffDraft, 'window'> & {
    readonly asking: Asking;
    /** Items that their author gave other words in a note, as Markdown. */
    readonly words: ReadonlyMap<string, string>;
  },
): Item[] {
  return reading.added.map((added) => {
    const words = note.words.get(added.id);
    const by = deadlineOf(added, note.asking);
    const owner = isAsk(added) ? (note.asking.ownerOf(added.owner)?.name ?? null) : added.owner;
    const since = DateTime.fromISO(added.at, { zone: note.window.until.zone });
    return {
      id: added.id,
      section: planIn(added) ? 'plans' : sections[added.type],
      text:
        words === undefined
          ? textOf(added, by, since, { ...note, code: reading.code })
          : `${words}${ageText(added, since, note.window.until)}`,
      repository: reading.root,
      ...(added.path !== null && { paths: [added.path] }),
      source: 'capture',
      certainty: 'declared',
      ...(owner !== null && { owner }),
      since,
      ...(by && (added.type === 'do-not-touch' ? { until: by } : { answerBy: by })),
      ...lackOf(added),
    };
  });
}

/** What only the author can add, and did not. */
function lackOf(added: AddedItem): Pick<Item, 'lacks'> {
  const { type, text, owner } = added;
  if (planIn(added)) return {};
  if (type === 'decision' && !saysWhy(text)) return { lacks: 'why' };
  return isAsk(added) && owner === null ? { lacks: 'owner' } : {};
}

function isAsk({ type }: AddedItem): boolean {
  return type === 'blocker' || type === 'question';
}

/** A next step or a decision for one case only is a plan. */
function planIn({ type, text }: AddedItem): ReturnType<typeof planOf> {
  return type === 'next-step' || type === 'decision' ? planOf(text) : null;
}

function textOf(
  added: AddedItem,
  by: DateTime | null,
  since: DateTime,
  {
    window,
    asking,
    code,
  }: Pick<HandoffDraft, 'window'> & { readonly asking: Asking } & Pick<RepositoryReading, 'code'>,
): string {
  const plan = planIn(added);
  const said = plan ? planText(plan) : escapeInline(added.text, 500);
  const time = by && postedTime(by, asking.zone, window.until);
  const place = added.path === null ? '' : ` (${reference({ path: added.path, line: added.line }, code)})`;
  if (added.type === 'do-not-touch') return `${said}${place}${time ? ` until ${time}` : ''}`;
  const who = isAsk(added) || added.owner !== null ? asking.ownerOf(added.owner) : null;
  const owner = who === null ? '' : ownerEnding(who);
  const isGiven = added.answerBy !== null;
  const answer = !time
    ? ''
    : owner === ''
      ? ` Answer needed by ${time}${isGiven ? '' : ' (*inferred*)'}.`
      : `, ${isGiven ? '' : '*inferred:* '}by ${time}.`;
  const head = isAsk(added) ? `**${said}**` : said;
  return `${head}${place}${owner}${answer}${ageText(added, since, window.until)}`;
}

function ageText({ carriedFrom, type }: AddedItem, since: DateTime, until: DateTime): string {
  const days = daysOpen(since, until);
  if (type !== 'blocker' && type !== 'question') return '';
  if (carriedFrom !== null) return ` ${carriedText(days, carriedFrom)}`;
  return days > 0 ? ` Open ${count(days, 'day')}.` : '';
}

/** What was asked for, else for what waits for an answer when it is needed. */
function deadlineOf(added: AddedItem, asking: Asking): DateTime | null {
  if (added.answerBy !== null) return DateTime.fromISO(added.answerBy);
  if (!isAsk(added)) return null;
  return asking.deadline(added.id, asking.ownerOf(added.owner)?.name ?? null);
}
