import { newerRules, rightOffset } from '../time/recent';
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
  /** What the runtime's zone data makes of it, where that is older than the rules. */
  readonly old?: ZoneRules;
}

/**
 * What may explain a history. Where the zone data here is older than a zone's rules, so may be that of the laptop which
 * wrote the commits: the zone as it is and the zone as old data has it may both.
 */
function zonesOf(name: string): readonly Zone[] {
  const rules = rulesOf(name);
  const newer = newerRules(name, rules);
  return newer === null
    ? [{ name, rules }]
    : [
        { name, rules: newer, old: rules },
        { name, rules },
      ];
}

const nothing: InferredZone = { zone: null, candidates: [] };

/** A day counts half as much for every so many days that have passed since. */
const HALF_LIFE = 365 * DAY;
/** What a day in a wrong offset costs a zone, in days in the right one. */
const PENALTY = 4;
/**
 * What a day at +0000 is worth to a zone that had that offset (London in winter), and what it costs another: little,
 * since it is also what servers, merge buttons and laptops set to UTC write.
 */
const UNIVERSAL_FIT = 0.5;
const UNIVERSAL_MISFIT = 0.15;
/** So many days on end in another offset, the latest ones, are a move and no journey … */
const MOVED_DAYS = 8;
/** … and so are fewer, if they reach back this far. */
const MOVED_FEW_DAYS = 3;
const MOVED_SPAN = 30 * DAY;
/** A machine is set to UTC when fewer days than this tell anything, or when none has for so many days and so long. */
const TELLING_SHARE = 0.1;
const SILENT_DAYS = 15;
const SILENT_SPAN = 60 * DAY;
/** A zone that none of so many latest days in any one offset fits is not looked at more closely. */
const GLANCE = 12;

const fits = (rules: ZoneRules, { first, last, offset }: Sighting): boolean =>
  rules.offsetAt(last) === offset && rules.offsetAt(first) === offset;

/**
 * Where somebody may live. Nobody does at Troll, whose clock leaps from +0 to +2 and so explains every laptop set to UTC
 * that was ever in Berlin.
 */
const isHome = (name: string): boolean =>
  name.includes('/') && !name.startsWith('Etc/') && name !== 'Antarctica/Troll';

/** Infers zones from what commits show, looking at nothing later than `at`. */
export function createInference(at: number): ZoneInference {
  const zones: readonly Zone[] = zoneNames().filter(isHome).flatMap(zonesOf);
  const weightOf = ({ last }: Sighting): number => 2 ** (-(at - last) / HALF_LIFE);

  /**
   * How well a zone explains a history: the best that any most recent part of it reaches, counting days, older ones
   * less. Null for a zone that its owner has left: none of the latest days is in it, and they are too many for a trip.
   */
  const rate = (rules: ZoneRules, sightings: readonly Sighting[]): number | null => {
    let sum = 0;
    let best = 0;
    let misses = 0;
    let leaving = true;
    let newest: number | null = null;
    for (const sighting of sightings) {
      const weight = weightOf(sighting);
      const isFit = fits(rules, sighting);
      if (isFit) leaving = false;
      if (sighting.offset === 0) {
        sum += (isFit ? UNIVERSAL_FIT : -UNIVERSAL_MISFIT) * weight;
        continue;
      }
      newest ??= sighting.last;
      if (isFit) {
        sum += weight;
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

  /** Whether what these days show is a machine set to UTC: +0000 that the zone does not explain, and little else. */
  const isUniversal = (zone: Zone | undefined, sightings: readonly Sighting[]): boolean => {
    const silent = sightings.findIndex(({ offset }) => offset !== 0);
    const silence = (sightings[0]?.last ?? at) - (sightings[silent - 1]?.first ?? at);
    const isSilent = silent >= SILENT_DAYS && silence >= SILENT_SPAN;
    let [telling, explained, unexplained] = [0, 0, 0];
    for (const sighting of isSilent ? sightings.slice(0, silent) : sightings) {
      const weight = weightOf(sighting);
      if (sighting.offset !== 0) telling += weight;
      else if (zone && fits(zone.rules, sighting)) explained += weight;
      else unexplained += weight;
    }
    return telling + explained < TELLING_SHARE * (telling + explained + unexplained);
  };

  return {
    zoneOf(sightings) {
      const latest = sightings.find(({ offset }) => offset !== 0);
      if (!latest) return nothing;
      const glance = newestOfEachOffset(sightings);
      const rated = zones.flatMap((zone) => {
        if (!glance.some((sighting) => fits(zone.rules, sighting))) return [];
        const rating = rate(zone.rules, sightings);
        return rating === null ? [] : [{ zone, rating }];
      });
      const best = Math.max(0, ...rated.map(({ rating }) => rating));
      const fitting = rated
        .filter(({ rating }) => rating === best)
        .map(({ zone }) => zone)
        .sort((a, b) => byPopulation(a.name, b.name));
      const [first] = fitting;
      if (isUniversal(first, sightings)) return nothing;
      // A name whose clock is wrong here would be worse than the offset alone.
      const right = first?.old ? rightOffset(first.name, at, first.old) : null;
      return {
        zone: right ?? first?.name ?? offsetZoneName(latest.offset),
        candidates: [...new Set(fitting.map(({ name }) => name))],
      };
    },
  };
}

function newestOfEachOffset(sightings: readonly Sighting[]): Sighting[] {
  const seen = new Map<number, number>();
  return sightings.filter(({ offset }) => {
    const count = (seen.get(offset) ?? 0) + 1;
    seen.set(offset, count);
    return offset !== 0 && count <= GLANCE;
  });
}
