import { plainText } from '../inbox/plain';
import { oneLine, shortened, visible } from '../text/visible';
import type { Author, Item, Receiver } from './model';
import { byKind } from './outcome';
import { readMerge, readSubject } from './conventional';
import type { RepositoryReading } from './facts';
import type { Lines } from './lines';

/** The note's title as plain text: what it is about, from whom, to whom. */
export function titleOf(
  author: Pick<Author, 'name'>,
  receivers: readonly Pick<Receiver, 'name'>[],
  readings: readonly { readonly reading: RepositoryReading; readonly lines: Lines }[],
  items: readonly Pick<Item, 'section' | 'text'>[],
): string {
  const others = receivers.map(({ name }) => name).filter((name) => name !== author.name);
  const shown = others.length > 3 ? [...others.slice(0, 2), `${others.length - 2} more`] : others;
  const route = [author.name, shown.join(', ')].filter((name) => name !== '').join(' → ');
  return `${plain(themeOf(readings, items))} · ${plain(route)}`;
}

/**
 * A title is shown as plain text in one place and as a heading in another, so what would be markup in the heading is
 * left out, and nobody is mentioned.
 */
function plain(text: string): string {
  const bare = oneLine(visible(text).replace(/[`*[\]<>|~\\$]/g, ''));
  return shortened(bare, 90).replace(/@(?=[A-Za-z0-9])|#(?=\d)/g, '$&\u2060');
}

function themeOf(
  readings: readonly { readonly reading: RepositoryReading; readonly lines: Lines }[],
  items: readonly Pick<Item, 'section' | 'text'>[],
): string {
  for (const { lines } of readings) {
    if (lines.current && lines.current.commits.length > 0) {
      const [group] = byKind(lines.current.commits);
      const [commit] = group?.commits ?? [];
      if (commit) return capitalised(readSubject(commit.subject).description) || (lines.current.name ?? '');
    }
  }
  for (const { lines } of readings) {
    const [merge] = lines.merged;
    const told = merge && readMerge(merge.merge.subject, merge.merge.body);
    const name = told?.title ?? told?.branch;
    if (name) return capitalised(name);
    const [group] = byKind([...lines.direct, ...lines.others.flatMap(({ commits }) => commits)]);
    const [commit] = group?.commits ?? [];
    if (commit) return capitalised(readSubject(commit.subject).description) || 'Handoff';
  }
  // Nothing was committed, and something was shipped all the same: earlier work was merged, a review was given.
  const shipped = items.find(({ section }) => section === 'shipped');
  if (shipped) return capitalised(plainText(shipped.text));
  const branch = readings.find(({ reading }) => reading.tree.head.branch !== null)?.reading.tree.head.branch;
  return branch ? `Work on ${branch}` : 'Handoff';
}

function capitalised(text: string): string {
  const trimmed = text.trim();
  const [first = ''] = trimmed;
  return first.toUpperCase() + trimmed.slice(first.length);
}
