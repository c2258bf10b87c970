import type { Span, TeamRow, TeamViewModel } from '../../src/protocol';
import { element } from '../element';
import { bandOf, nightsOf, shared, type Axis } from '../model/axis';

/** Fills a row's band: nights dimmed, working hours, and more strongly those that are also mine. */
export function fillBand(spans: HTMLElement, axis: Axis, row: TeamRow, { me }: TeamViewModel): void {
  const pieces = (kind: string, list: readonly Span[]) =>
    bandOf(axis, list).map(({ from, size }) => {
      const piece = element('span', kind);
      piece.style.setProperty('inset-inline-start', `${from}%`);
      piece.style.setProperty('inline-size', `${size}%`);
      return piece;
    });
  const work = row.work ?? [];
  spans.replaceChildren(
    ...pieces('night', nightsOf(axis, row.offsets)),
    ...pieces(row.isMe ? 'span own' : 'span', work),
    ...(row.isMe ? [] : pieces('span together', shared(me.work ?? [], work))),
  );
}
