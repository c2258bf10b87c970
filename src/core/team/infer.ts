import { DAY, type ZoneRules, rulesOf } from '../time/rules';
import { offsetZoneName, zoneNames } from '../time/zone';
import type { Sighting } from './people';
import { byPopulation } from './populous';

/** What a history says of somebody's zone. `zone` is null when it says nothing. */
export interface InferredZone {
  readonly zone: string | null;
  /** All IANA zones that fit as well as the first, best first. */
  readonly candidates: readonly string[];
}

export interface ZoneInference {
  /** `sightings` newest first, none later than `at`. */
  zoneOf(sightings: readonly Sighting[]): InferredZone;
}

interface Zone {
  readonly name: string;
  readonly rules: ZoneRules;
}

const nothing: InferredZone = { zone: null, candidates: [] };

/** What a day in a wrong offset costs a zone, in days in the right one. */
const PENALTY = 4;
/** So many days on end in another offset, the latest ones, are a move and no journey … */
const MOVED_DAYS = 8;
/** … and so are fewer, if they reach back this far. */
const MOVED_FEW_DAYS = 3;
const MOVED_SPAN = 30 * DAY;

/** Infers zones from what commits show, looking at nothing later than `at`. */
export function createInference(at: number): ZoneInference {
  const zones = zoneNames()
    .filter((name) => name.includes('/') && !name.startsWith('Etc/'))
    .map((name) => ({ name, rules: rulesOf(name) }));
  const fits = (rules: ZoneRules, { first, last, offset }: Sighting): boolean =>
    rules.offsetAt(last) === offset && rules.offsetAt(first) === offset;

  /**
   * How well a zone explains a history: the best that any most recent part of it reaches, counting days, older ones
   * less. Null for a zone that its owner has left: none of the latest days is in it, and they are too many for a trip.
   */
  const rate = (rules: ZoneRules, sightings: readonly Sighting[]): number | null => {
    let sum = 0;
    let best = 0;
    let misses = 0;
    let leaving = true;
    const newest = sightings[0]?.last ?? at;
    for (const sighting of sightings) {
      const weight = 2 ** (-(at - sighting.last) / (365 * DAY));
      if (fits(rules, sighting)) {
        sum += weight;
        leaving = false;
        if (sum > best) best = sum;
        continue;
      }
      sum -= PENALTY * weight;
      misses++;
      const far = newest - sighting.first >= MOVED_SPAN;
      if (leaving && (misses >= MOVED_DAYS || (misses >= MOVED_FEW_DAYS && far))) return null;
    }
    return best > 0 ? best : null;
  };

  /** Of zones that explain the rest alike, those that explain most days at +0000 (London in winter), if any do. */
  const narrowed = (fitting: readonly Zone[], universal: readonly Sighting[]): readonly Zone[] => {
    const rated = fitting.map((zone) => {
      const hits = universal.filter((sighting) => fits(zone.rules, sighting)).length;
      return { zone, gain: hits - (universal.length - hits) / PENALTY };
    });
    const best = Math.max(0, ...rated.map(({ gain }) => gain));
    return best > 0 ? rated.filter(({ gain }) => gain === best).map(({ zone }) => zone) : fitting;
  };

  return {
    zoneOf(sightings) {
      // +0000 is what servers, merge buttons and laptops set to UTC write: it tells nothing by itself.
      const telling = sightings.filter(({ offset }) => offset !== 0);
      const universal = sightings.filter(({ offset }) => offset === 0);
      if (telling.length === 0) return nothing;
      const rated = zones.flatMap((zone) => {
        const rating = rate(zone.rules, telling);
        return rating === null ? [] : [{ zone, rating }];
      });
      const best = Math.max(0, ...rated.map(({ rating }) => rating));
      const fitting = rated.filter(({ rating }) => rating === best).map(({ zone }) => zone);
      const candidates = narrowed(fitting, universal)
        .map(({ name }) => name)
        .sort(byPopulation);
      const latest = telling[0]?.offset ?? 0;
      return { zone: candidates[0] ?? offsetZoneName(latest), candidates };
    },
  };
}
