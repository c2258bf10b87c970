import { noteMarker } from '../post/marker';
import { postedTime } from '../time/format';
import { escapeInline } from '../text/markdown';
import { labelLine } from './labels';
import { noConclusion, type Conclusion } from './conclusion';
import type { HandoffDraft, Item, Receiver } from './model';
import { headingOf, type SectionKey } from './sections';
import { usualTemplate, type Template } from './template';

/** What only the author can say. A note that still holds one of these is not finished. */
export const statePlaceholder = '_say in one sentence where the work stands_';
export const nextPlaceholder = '_name the one thing to do next_';

/** What Baton concluded says so. */
const inferredMark = '*inferred:* ';

/** The line of an item: its id rides along unseen, so that a later draft finds the line again. */
function itemLine(item: Pick<Item, 'id' | 'text' | 'certainty'>): string {
  return `- ${item.certainty === 'inferred' ? inferredMark : ''}${item.text} <!-- b:${item.id} -->`;
}

function stateOf({ state }: Conclusion): string {
  return state === null ? statePlaceholder : `${inferredMark}${state}`;
}

function nextOf({ next }: Conclusion): string {
  if (next === null) return nextPlaceholder;
  return `${next.isInferred ? inferredMark : ''}${next.text}`;
}

/** A fact that is the next action rides along there, so that a later draft knows it. */
function idOf({ next }: Conclusion): string {
  return next === null || next.item === null ? '' : ` <!-- b:${next.item} -->`;
}

/** The whole note as Markdown, as its template has it. Sections with nothing to say are left out. */
export function noteMarkdown(
  note: Pick<HandoffDraft, 'id' | 'title' | 'window' | 'receivers' | 'items'> & {
    /** Markdown of "Pick it up here"; null when there is nothing to pick up. */
    readonly pickUp: string | null;
    readonly continues: { readonly title: string; readonly url: string } | null;
    readonly template?: Template;
    /** What Baton concludes; the author's to say where it is left out. */
    readonly conclusion?: Conclusion;
  },
): string {
  const conclusion = note.conclusion ?? noConclusion;
  const { state, nextAction, sections } = note.template ?? usualTemplate;
  const bodyOf = (key: SectionKey): string =>
    key === 'pickUp'
      ? (note.pickUp ?? '')
      : note.items
          .filter((item) => item.section === key && item.id !== conclusion.next?.item)
          .map(itemLine)
          .join('\n');
  const blocks = [
    `# ${note.title}`,
    `${labelLine('state', state, stateOf(conclusion))}\n${labelLine('next', nextAction, nextOf(conclusion))}${idOf(conclusion)}`,
    opening(note),
    ...sections.map(({ key, title }) => {
      const body = bodyOf(key);
      return body === '' ? '' : `${headingOf(key, title)}\n\n${body}`;
    }),
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
