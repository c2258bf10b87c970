import { abbreviations, places } from './nicknames';

/**
 * What else people call the place of a zone: abbreviations, cities, regions (`IST, Bangalore, Mumbai`). Who looks for a
 * zone in a list types one of these.
 */
export function callings(): (zone: string) => readonly string[] {
  const found = new Map<string, string[]>();
  for (const [name, zones] of [...abbreviations, ...places]) {
    // Windows' own short names tell a person nothing.
    if (/\.|^[a-z]{1,3}$/.test(name)) continue;
    for (const zone of zones) found.set(zone, [...(found.get(zone) ?? []), capitalized(name)]);
  }
  return (zone) => found.get(zone) ?? [];
}

const capitalized = (name: string): string =>
  name.replace(
    /(^| )(\p{L})/gu,
    (_, space: string, letter: string) => space + letter.toLocaleUpperCase('en'),
  );
