import type { RepositoryAddress } from '../ports/github';

/** GitHub's limit for the address of a prefilled page, in bytes. */
export const longestUrl = 8_191;

/** A page in the browser that already holds the text. `complete` is false when the body did not fit and was left out. */
export interface PrefilledPage {
  readonly url: string;
  readonly complete: boolean;
}

export function prefilledIssue(address: RepositoryAddress, title: string, body: string): PrefilledPage {
  return page(`${webUrl(address)}/issues/new`, [], title, body);
}

/** GitHub takes the category as the slug of its name and asks when there is none. */
export function prefilledDiscussion(
  address: RepositoryAddress,
  category: string | null,
  title: string,
  body: string,
): PrefilledPage {
  const slug = category
    ?.toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return page(`${webUrl(address)}/discussions/new`, slug ? [['category', slug]] : [], title, body);
}

export function webUrl({ host, owner, name }: RepositoryAddress): string {
  return `${host.includes('://') ? host : `https://${host}`}/${owner}/${name}`;
}

function page(base: string, first: readonly [string, string][], title: string, body: string): PrefilledPage {
  const query = (pairs: readonly [string, string][]): string =>
    `${base}?${pairs.map(([key, value]) => `${key}=${percent(value)}`).join('&')}`;
  const whole = query([...first, ['title', title], ['body', body]]);
  if (whole.length <= longestUrl) return { url: whole, complete: true };
  const titled = query([...first, ['title', title]]);
  return { url: titled.length <= longestUrl ? titled : query(first), complete: false };
}

/** A lone surrogate has no percent form; it becomes U+FFFD instead of an exception. */
export function percent(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}
