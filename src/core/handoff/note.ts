import { noteMarker } from '../post/marker';
import { postedTime } from '../time/format';
import { escapeInline } from '../text/markdown';
import type { HandoffDraft, Item, Receiver, Section } from './model';

/** What only the author can say. A note that still holds one of these is not finished. */
export const statePlaceholder = '_say in one sentence where the work stands_';
export const nextPlaceholder = '_name the one thing to do next_';

/** The sections in the order of a note, with what stands before the commands to pick the work up. */
export const sectionTitles: Readonly<Record<Section, string>> = {
  shipped: 'Shipped',
  now: 'Working on now',
  blocked: 'Blocked or unclear',
  next: 'Next',
  decisions: 'Decided',
  tried: 'Tried, did not work',
  plans: 'If … then',
  watch: 'Watch',
  doNotTouch: 'Please do not touch',
};

const beforePickUp: readonly Section[] = ['shipped', 'now', 'blocked', 'next'];
const afterPickUp: readonly Section[] = ['decisions', 'tried', 'plans', 'watch', 'doNotTouch'];

/** The line of an item: its id rides along unseen, so that a later draft finds the line again. */
function itemLine(item: Pick<Item, 'id' | 'text' | 'certainty'>): string {
  return `- ${item.certainty === 'inferred' ? '*inferred:* ' : ''}${item.text} <!-- b:${item.id} -->`;
}

/** The whole note as Markdown. Sections with nothing to say are left out. */
export function noteMarkdown(
  note: Pick<HandoffDraft, 'id' | 'title' | 'window' | 'receivers' | 'items'> & {
    /** Markdown of "Pick it up here"; null when there is nothing to pick up. */
    readonly pickUp: string | null;
    readonly continues: { readonly title: string; readonly url: string } | null;
  },
): string {
  const section = (title: string, body: string): string => `## ${title}\n\n${body}`;
  const sections = (names: readonly Section[]): string[] =>
    names.flatMap((name) => {
      const items = note.items.filter((item) => item.section === name);
      return items.length === 0 ? [] : [section(sectionTitles[name], items.map(itemLine).join('\n'))];
    });
  const blocks = [
    `# ${note.title}`,
    `**State:** ${statePlaceholder}\n**Next action:** ${nextPlaceholder}`,
    opening(note),
    ...sections(beforePickUp),
    note.pickUp === null ? '' : section('Pick it up here', note.pickUp),
    ...sections(afterPickUp),
    noteMarker(note.id),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function opening({
  continues,
  receivers,
  window,
}: Pick<HandoffDraft, 'receivers' | 'window'> & {
  readonly continues: { readonly title: string; readonly url: string } | null;
}): string {
  const before = continues && /^https?:\/\/[^\s<>()]+$/.test(continues.url) ? continues : null;
  const starts = receivers.flatMap((receiver) => receiverText(receiver, window.until));
  return [before && `Continues [${escapeInline(before.title, 100)}](${before.url}).`, ...starts]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function receiverText(
  { name, zone, startsWorkAt }: Receiver,
  until: HandoffDraft['window']['until'],
): string[] {
  if (startsWorkAt === null || zone === null) return [];
  return [`${escapeInline(name, 80)} starts ${postedTime(startsWorkAt, zone, until)}.`];
}
