import { escapeInline } from '../text/markdown';

/** A link to an earlier note; its title alone where its address is none that a link could hold. */
export function linkTo({ title, url }: { readonly title: string; readonly url: string }): string {
  const text = escapeInline(title, 100);
  return /^https?:\/\/[^\s<>()]+$/.test(url) ? `[${text}](${url})` : text;
}
