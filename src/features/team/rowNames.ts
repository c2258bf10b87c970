import type { Teammate } from '../../core/team/model';

/** Stable from model to model: the login or name, numbered where two people share it. */
export function rowIds(members: readonly Teammate[]): string[] {
  const seen = new Map<string, number>();
  return members.map(({ login, emails, name }) => {
    const base = login ?? emails[0] ?? name;
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base}\n${count}`;
  });
}

/** At most two characters: `PD` for "pune-dev" and "Pune Dev". */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => word !== '');
  const firsts = words.map((word) => [...word][0] ?? '');
  const chosen = firsts.length > 1 ? [firsts[0], firsts.at(-1)] : firsts;
  return chosen.join('').toLocaleUpperCase('en');
}
