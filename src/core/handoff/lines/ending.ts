import type { Commit } from '../../ports/git';
import { escapeInline } from '../../text/markdown';
import { coAuthorsOf } from './coAuthors';
import { copiesText, type Copy } from './copies';

const namesTold = 4;

/** The end of a line about commits: who took part in them, and on which other branches the same changes stand. */
export function endingOf(
  commits: readonly Commit[],
  lines: { readonly copies: ReadonlyMap<string, readonly Copy[]> },
): string {
  return `${togetherText(commits)}${copiesText(commits, lines)}`;
}

function togetherText(commits: readonly Commit[]): string {
  const authors = new Set(commits.map(({ authorEmail }) => authorEmail.toLowerCase()));
  const byEmail = new Map<string, string>();
  for (const { name, email } of commits.flatMap(coAuthorsOf)) {
    const key = email.toLowerCase();
    if (name !== '' && !authors.has(key) && !byEmail.has(key)) byEmail.set(key, name);
  }
  const names = [...new Set(byEmail.values())];
  if (names.length === 0) return '';
  const told = names.slice(0, namesTold).map((name) => escapeInline(name, 60));
  const rest = names.length - told.length;
  return `, with ${told.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
