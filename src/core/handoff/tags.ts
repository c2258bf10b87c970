import type { DateTime } from '../time/luxon';
import { codeSpan } from '../text/markdown';
import { commitReferences } from './code/commit';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Author, Item, Window } from './model';
import { authorTest } from './rule';

const told = 5;

/**
 * The versions that the author tagged in the window, the newest first, in one line: annotated tags that the author
 * made, and plain ones on the author's own commits (a plain tag does not say who made it).
 */
export function tagItems(reading: RepositoryReading, author: Author, window: Window): Item[] {
  const isAuthor = authorTest(author.emails);
  const own = reading.tags.filter(
    ({ at, taggerEmail, sha }) =>
      isWithin(at, window) && (taggerEmail === null ? reading.mine.has(sha) : isAuthor(taggerEmail)),
  );
  if (own.length === 0) return [];
  const named = commitReferences(reading);
  const names = own.slice(0, told).map(({ name, sha }) => `${codeSpan(name, 80)} (${named(sha)})`);
  const rest = own.length > told ? ` and ${own.length - told} more` : '';
  return [
    {
      id: factId(reading.root, 'tags'),
      section: 'shipped',
      text: `**Tagged:** ${names.join(', ')}${rest}`,
      repository: reading.root,
      source: 'git',
      certainty: 'fact',
    },
  ];
}

function isWithin(at: DateTime, { since, until }: Window): boolean {
  return at >= since && at < until;
}
