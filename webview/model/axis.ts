import type { OffsetFrom, Span } from '../../src/protocol';
import { clockAt, localDay, localMidnight, minute, offsetAt } from './clock';

/** My day: what every band shows from edge to edge. */
export interface Axis extends Span {
  /** Minutes in the day: 1380 or 1500 when clocks change. */
  readonly length: number;
  readonly ticks: readonly { readonly label: string; readonly percent: number }[];
}

export function axisAt(at: number, mine: readonly OffsetFrom[], hour12: boolean): Axis {
  const { start, end } = localDay(at, mine);
  const date = clockAt(start, offsetAt(mine, start) ?? 0).date;
  const percent = (instant: number) => ((instant - start) / (end - start)) * 100;
  const ticks = [0, 6, 12, 18].map((hours) => ({
    label: hour12 ? `${hours % 12 === 0 ? 12 : hours % 12}${hours < 12 ? 'a' : 'p'}` : String(hours),
    percent: percent(localMidnight(date, mine, hours * 60)),
  }));
  return {
    start,
    end,
    length: (end - start) / minute,
    ticks: [...ticks, { label: hour12 ? '12a' : '24', percent: 100 }],
  };
}

export const percentOf = (axis: Span, at: number) =>
  Math.min(100, Math.max(0, ((at - axis.start) / (axis.end - axis.start)) * 100));

const night = { from: 22 * 60, to: 30 * 60 };

/** The nights (22:00 to 06:00) of somebody's own clock that touch my day. */
export function nightsOf(axis: Span, theirs: readonly OffsetFrom[]): Span[] {
  if (theirs.length === 0) return [];
  const first = clockAt(axis.start, offsetAt(theirs, axis.start) ?? 0).date - 1;
  return [0, 1, 2].map((days) => ({
    start: localMidnight(first + days, theirs, night.from),
    end: localMidnight(first + days, theirs, night.to),
  }));
}

/** Where two people's hours meet. */
export function shared(mine: readonly Span[], theirs: readonly Span[]): Span[] {
  return theirs.flatMap((their) =>
    mine
      .map((my) => ({ start: Math.max(my.start, their.start), end: Math.min(my.end, their.end) }))
      .filter(({ start, end }) => start < end),
  );
}

/** A row's spans as pieces of the band, in percent. */
export function bandOf(axis: Span, spans: readonly Span[]): { from: number; size: number }[] {
  return spans
    .filter((span) => span.end > axis.start && span.start < axis.end)
    .map((span) => {
      const from = percentOf(axis, span.start);
      return { from, size: percentOf(axis, span.end) - from };
    });
}

/** The same time of day on my clock, some days later (or earlier). */
export function daysLater(at: number, days: number, mine: readonly OffsetFrom[]): number {
  const { date, hours, minutes } = clockAt(at, offsetAt(mine, at) ?? 0);
  return localMidnight(date + days, mine, hours * 60 + minutes);
}
