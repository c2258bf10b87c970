import { proseOf } from './prose';

/** Somebody (or many) whom GitHub would notify. `line` is 1-based, `name` without the `@`. */
export interface Mention {
  readonly kind: 'person' | 'team' | 'everyone';
  readonly name: string;
  readonly line: number;
}

const pattern =
  /(?<!\w)@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:_[A-Za-z0-9]{1,20})?)(\/[A-Za-z0-9_.-]{1,100})?/g;

/** Each name once, in the order of first mention; code is left out. */
export function mentionsIn(markdown: string): Mention[] {
  const found = new Map<string, Mention>();
  for (const [index, line] of proseOf(markdown).split('\n').entries()) {
    for (const match of line.matchAll(pattern)) {
      const [, login = '', team] = match;
      // A scoped package in a path, such as node_modules/@scope/name.
      if (team && line.charAt(match.index - 1) === '/') continue;
      const name = login.replace(/-+$/, '') + (team ?? '').replace(/[.]+$/, '');
      const kind = team ? 'team' : /^(here|all|everyone|channel|team)$/i.test(name) ? 'everyone' : 'person';
      const key = name.toLowerCase();
      if (!found.has(key)) found.set(key, { kind, name, line: index + 1 });
    }
  }
  return [...found.values()];
}
