import { abbreviations, places } from './nicknames';
import { isZone, zoneNames } from './zone';

/**
 * What somebody may have meant who wrote `text` for a zone: at most three names, best first. They are of one mind
 * (`ambiguous` false) when the text is close to each, and alternatives when it is used for several places.
 */
export function suggestZones(text: string): {
  readonly zones: readonly string[];
  readonly ambiguous: boolean;
} {
  const wanted = text.trim().slice(0, 60);
  const windows = /^\(UTC(?:[+-]\d\d:\d\d)?\) ?(.+)$/.exec(wanted);
  if (windows) return ofWindows(windows[1] ?? '');
  const offset = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(wanted);
  if (offset) {
    const [, sign = '+', hours = '0', minutes = '00'] = offset;
    const name = `UTC${sign}${hours.padStart(2, '0')}:${minutes}`;
    return { zones: isZone(name) ? [name] : [], ambiguous: false };
  }
  const known = abbreviations.get(wanted.toUpperCase()) ?? places.get(plain(wanted));
  if (known) return { zones: known, ambiguous: known.length > 1 };
  const city = plain(wanted.slice(wanted.lastIndexOf('/') + 1));
  const names = zoneNames();
  const sameCity = names.filter((name) => plain(lastPart(name)) === city);
  if (sameCity.length > 0) return { zones: sameCity.slice(0, 3), ambiguous: sameCity.length > 1 };
  const place = places.get(city);
  if (place) return { zones: place, ambiguous: place.length > 1 };
  const [zone, misspelt] = [nearest(wanted, city, names), nearestPlace(city)];
  return { zones: misspelt.steps < zone.steps ? misspelt.zones : zone.zones, ambiguous: false };
}

interface Near {
  readonly zones: readonly string[];
  readonly steps: number;
}
const nothingNear: Near = { zones: [], steps: Number.POSITIVE_INFINITY };

/** The zones of a city that is no zone's own and is misspelt: `San Fransisco`. A slip makes no short word of another. */
function nearestPlace(city: string): Near {
  let most = Math.floor(city.length / 6);
  let best = nothingNear;
  for (const [name, zones] of places) {
    if (Math.abs(name.length - city.length) > most) continue;
    const steps = editDistance(city, name);
    if (steps > most) continue;
    best = { zones: zones.slice(0, 3), steps };
    most = steps - 1;
  }
  return best;
}

/** What Windows shows: `Chennai, Kolkata, Mumbai`, or `Pacific Time (US & Canada)`. The first that is known counts. */
function ofWindows(text: string): { zones: readonly string[]; ambiguous: boolean } {
  const names = text.split(/[,(]/).map((each) => plain(each));
  const found = names.flatMap((name) => {
    const zones = places.get(name) ?? zoneNames().filter((zone) => plain(lastPart(zone)) === name);
    return zones.length > 0 ? [zones] : [];
  })[0];
  return { zones: found ?? [], ambiguous: (found?.length ?? 0) > 1 };
}

/** Zones whose whole name or city is spelled much like the text; the nearest, and those just as near. */
function nearest(wanted: string, city: string, names: readonly string[]): Near {
  const whole = plain(wanted);
  const rated = names
    .map((name) => ({
      name,
      steps: Math.min(editDistance(whole, plain(name)), editDistance(city, plain(lastPart(name)))),
    }))
    .sort((a, b) => a.steps - b.steps);
  const best = rated[0]?.steps ?? Number.POSITIVE_INFINITY;
  if (best > Math.max(1, Math.floor(city.length / 3))) return nothingNear;
  const zones = rated.filter(({ steps }) => steps === best).map(({ name }) => name);
  return { zones: zones.slice(0, 3), steps: best };
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** Lower case, without accents, with single spaces: how names of places are compared. */
function plain(text: string): string {
  const bare = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
  return bare.replace(/ ?(?:standard|daylight|summer)? time$/, '');
}

/** How many letters must be put in, left out, changed or swapped with a neighbour to make one word of the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let steps = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, (beforeLast[j - 2] ?? 0) + 1);
      row.push(steps);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** One sentence for a zone that is none: what was written, and what may have been meant. */
export function zoneAdvice(text: string): string {
  const { zones, ambiguous } = suggestZones(text);
  const shown = text.slice(0, 60);
  if (zones.length === 0)
    return `"${shown}" is not a time zone. Write an IANA name such as Europe/Lisbon, or an offset such as UTC+05:30.`;
  const list = zones.length > 1 ? `${zones.slice(0, -1).join(', ')} or ${zones.at(-1)}` : zones[0];
  return ambiguous
    ? `"${shown}" is not a time zone's name: ${shown} is ${list}. Write one of them.`
    : `"${shown}" is not a time zone. Did you mean ${list}?`;
}
