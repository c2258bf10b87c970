import type { DateTime } from '../time/luxon';
import { isoOf } from '../time/format';
import type { HandoffDraft, Item } from './model';

/** The draft as other programs read it (cli.md): plain values, every time with its offset. */
export function draftJson(draft: HandoffDraft): unknown {
  const { id, title, author, window, receivers, repositories, items, markdown } = draft;
  return {
    id,
    title,
    author,
    window: { since: isoOf(window.since), until: isoOf(window.until), reason: window.reason },
    receivers: receivers.map((receiver) => ({
      ...receiver,
      startsWorkAt: timeOrNull(receiver.startsWorkAt),
    })),
    repositories,
    items: items.map(itemJson),
    markdown,
  };
}

function itemJson({ since, answerBy, until, ...item }: Item): unknown {
  return {
    ...item,
    ...(since && { since: isoOf(since) }),
    ...(answerBy && { answerBy: isoOf(answerBy) }),
    ...(until && { until: isoOf(until) }),
  };
}

function timeOrNull(time: DateTime | null): string | null {
  return time && isoOf(time);
}
