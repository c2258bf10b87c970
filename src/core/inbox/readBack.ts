import { escapeInline } from '../text/markdown';
import type { Handoff } from './model';
import { likeness, plainText } from './plain';

/** What a read-back begins with, from the note: the person says it in their own words. */
export function readBackFrom(handoff: Pick<Handoff, 'next' | 'lines'>): {
  readonly next: string;
  readonly risk: string;
} {
  const [risk] = warningsOf(handoff);
  return { next: handoff.next ?? '', risk: risk ?? '' };
}

/** The do-not-touch and blocker lines of a note that a read-back leaves out. */
export function leftOut(handoff: Pick<Handoff, 'lines'>, said: string): string[] {
  const words = likeness(said);
  return warningsOf(handoff).filter((line) => !words.includes(likeness(line)));
}

/**
 * A read-back as it is posted: plain text, so that a name in it notifies nobody; null when nothing was said. Both parts
 * are one line.
 */
export function readBackText(next: string, risk: string): string | null {
  const lines = [
    ...(next.trim() === '' ? [] : [`**Next action, as I understand it:** ${escapeInline(next, 1_000)}`]),
    ...(risk.trim() === '' ? [] : [`**Risk I see:** ${escapeInline(risk, 1_000)}`]),
  ];
  return lines.length === 0 ? null : lines.join('\n\n');
}

function warningsOf({ lines }: Pick<Handoff, 'lines'>): string[] {
  const of = (wanted: string): string[] =>
    lines.filter(({ section }) => section === wanted).map(({ text }) => plainText(text));
  return [...of('doNotTouch'), ...of('blocked')].filter((line) => line !== '');
}
