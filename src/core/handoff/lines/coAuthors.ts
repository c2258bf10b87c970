import type { Commit } from '../../ports/git';

export interface CoAuthor {
  readonly name: string;
  readonly email: string;
}

/** More than this in one commit is a list of contributors, not a pair at work. */
const most = 20;

/** Who a commit's message says took part in it, by the trailer that GitHub and others know. */
export function coAuthorsOf({ body }: Pick<Commit, 'body'>): CoAuthor[] {
  // Trailers stand in the last paragraph.
  const last =
    body
      .slice(-8_000)
      .split(/\n[ \t]*\n/)
      .at(-1) ?? '';
  const found = last.split('\n').flatMap((line): CoAuthor[] => {
    const match = /^co-authored-by:[ \t]{1,9}([^<>]{1,200})<([^<>\s]{1,250})>[ \t]{0,9}$/i.exec(line);
    return match ? [{ name: (match[1] ?? '').trim(), email: match[2] ?? '' }] : [];
  });
  return found.slice(0, most);
}
