import { isZone, zoneNames } from './zone';

/** Abbreviations, and every zone that a person may mean by one. */
const abbreviations: Readonly<Record<string, readonly string[]>> = {
  ACST: ['Australia/Adelaide', 'Australia/Darwin'],
  ACDT: ['Australia/Adelaide'],
  AEST: ['Australia/Sydney', 'Australia/Brisbane'],
  AEDT: ['Australia/Sydney'],
  AKST: ['America/Anchorage'],
  AKDT: ['America/Anchorage'],
  ART: ['America/Argentina/Buenos_Aires'],
  AST: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  ADT: ['America/Halifax'],
  AWST: ['Australia/Perth'],
  BRT: ['America/Sao_Paulo'],
  BST: ['Europe/London', 'Asia/Dhaka'],
  CAT: ['Africa/Harare'],
  CEST: ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid'],
  CST: ['America/Chicago', 'Asia/Shanghai', 'America/Mexico_City', 'America/Havana'],
  CDT: ['America/Chicago', 'America/Havana'],
  EAT: ['Africa/Nairobi'],
  EEST: ['Europe/Helsinki', 'Europe/Athens', 'Europe/Kyiv'],
  ECT: ['America/Guayaquil'],
  EDT: ['America/New_York'],
  GST: ['Asia/Dubai', 'Atlantic/South_Georgia'],
  HDT: ['America/Adak'],
  HKT: ['Asia/Hong_Kong'],
  ICT: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh'],
  IDT: ['Asia/Jerusalem'],
  IST: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  MDT: ['America/Denver'],
  MSK: ['Europe/Moscow'],
  NPT: ['Asia/Kathmandu'],
  NST: ['America/St_Johns'],
  NDT: ['America/St_Johns'],
  NZST: ['Pacific/Auckland'],
  NZDT: ['Pacific/Auckland'],
  PDT: ['America/Los_Angeles'],
  PHT: ['Asia/Manila'],
  PKT: ['Asia/Karachi'],
  PST: ['America/Los_Angeles', 'Asia/Manila'],
  SAST: ['Africa/Johannesburg'],
  SGT: ['Asia/Singapore'],
  SST: ['Asia/Singapore', 'Pacific/Pago_Pago'],
  TRT: ['Europe/Istanbul'],
  WAT: ['Africa/Lagos'],
  WEST: ['Europe/Lisbon'],
  WIB: ['Asia/Jakarta'],
};

/** Cities, regions and Windows zone names (without "Standard Time") that are no IANA name's last part. */
const places: Readonly<Record<string, readonly string[]>> = {
  'abu dhabi': ['Asia/Dubai'],
  arabian: ['Asia/Dubai'],
  ankara: ['Europe/Istanbul'],
  argentina: ['America/Argentina/Buenos_Aires'],
  atlanta: ['America/New_York'],
  atlantic: ['America/Halifax'],
  austin: ['America/Chicago'],
  australia: ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Perth'],
  austria: ['Europe/Vienna'],
  bangalore: ['Asia/Kolkata'],
  bangladesh: ['Asia/Dhaka'],
  barcelona: ['Europe/Madrid'],
  beijing: ['Asia/Shanghai'],
  bengaluru: ['Asia/Kolkata'],
  boston: ['America/New_York'],
  brazil: ['America/Sao_Paulo'],
  'e. south america': ['America/Sao_Paulo'],
  california: ['America/Los_Angeles'],
  'cape town': ['Africa/Johannesburg'],
  central: ['America/Chicago'],
  'central europe': ['Europe/Budapest', 'Europe/Prague'],
  'central european': ['Europe/Warsaw'],
  chennai: ['Asia/Kolkata'],
  china: ['Asia/Shanghai'],
  cologne: ['Europe/Berlin'],
  dallas: ['America/Chicago'],
  delhi: ['Asia/Kolkata'],
  'e. africa': ['Africa/Nairobi'],
  'e. australia': ['Australia/Brisbane'],
  'e. europe': ['Europe/Chisinau'],
  eastern: ['America/New_York'],
  edinburgh: ['Europe/London'],
  egypt: ['Africa/Cairo'],
  england: ['Europe/London'],
  finland: ['Europe/Helsinki'],
  fle: ['Europe/Kyiv'],
  florence: ['Europe/Rome'],
  france: ['Europe/Paris'],
  frankfurt: ['Europe/Berlin'],
  geneva: ['Europe/Zurich'],
  germany: ['Europe/Berlin'],
  greece: ['Europe/Athens'],
  greenwich: ['Atlantic/Reykjavik', 'UTC'],
  gtb: ['Europe/Bucharest'],
  hamburg: ['Europe/Berlin'],
  hanoi: ['Asia/Ho_Chi_Minh'],
  hawaiian: ['Pacific/Honolulu'],
  hyderabad: ['Asia/Kolkata'],
  india: ['Asia/Kolkata'],
  ireland: ['Europe/Dublin'],
  islamabad: ['Asia/Karachi'],
  israel: ['Asia/Jerusalem'],
  italy: ['Europe/Rome'],
  japan: ['Asia/Tokyo'],
  kiev: ['Europe/Kyiv'],
  korea: ['Asia/Seoul'],
  krakow: ['Europe/Warsaw'],
  kyoto: ['Asia/Tokyo'],
  lahore: ['Asia/Karachi'],
  leipzig: ['Europe/Berlin'],
  lyon: ['Europe/Paris'],
  marseille: ['Europe/Paris'],
  melbourne: ['Australia/Melbourne'],
  mexico: ['America/Mexico_City'],
  miami: ['America/New_York'],
  milan: ['Europe/Rome'],
  montreal: ['America/Toronto'],
  mountain: ['America/Denver'],
  mumbai: ['Asia/Kolkata'],
  munich: ['Europe/Berlin'],
  nepal: ['Asia/Kathmandu'],
  netherlands: ['Europe/Amsterdam'],
  'new delhi': ['Asia/Kolkata'],
  'new zealand': ['Pacific/Auckland'],
  nyc: ['America/New_York'],
  osaka: ['Asia/Tokyo'],
  ottawa: ['America/Toronto'],
  pacific: ['America/Los_Angeles'],
  pakistan: ['Asia/Karachi'],
  philadelphia: ['America/New_York'],
  philippines: ['Asia/Manila'],
  poland: ['Europe/Warsaw'],
  portland: ['America/Los_Angeles'],
  porto: ['Europe/Lisbon'],
  portugal: ['Europe/Lisbon'],
  pune: ['Asia/Kolkata'],
  'rio de janeiro': ['America/Sao_Paulo'],
  romance: ['Europe/Paris', 'Europe/Madrid', 'Europe/Brussels'],
  russian: ['Europe/Moscow'],
  saigon: ['Asia/Ho_Chi_Minh'],
  'saint petersburg': ['Europe/Moscow'],
  'salt lake city': ['America/Denver'],
  'san diego': ['America/Los_Angeles'],
  'san francisco': ['America/Los_Angeles'],
  'san jose': ['America/Los_Angeles', 'America/Costa_Rica'],
  scotland: ['Europe/London'],
  seattle: ['America/Los_Angeles'],
  'se asia': ['Asia/Bangkok'],
  shenzhen: ['Asia/Shanghai'],
  'south africa': ['Africa/Johannesburg'],
  spain: ['Europe/Madrid'],
  sweden: ['Europe/Stockholm'],
  switzerland: ['Europe/Zurich'],
  'tel aviv': ['Asia/Jerusalem'],
  texas: ['America/Chicago'],
  tokio: ['Asia/Tokyo'],
  turkey: ['Europe/Istanbul'],
  uk: ['Europe/London'],
  ukraine: ['Europe/Kyiv'],
  'us eastern': ['America/Indiana/Indianapolis'],
  'us mountain': ['America/Phoenix'],
  vietnam: ['Asia/Ho_Chi_Minh'],
  'w. australia': ['Australia/Perth'],
  'w. central africa': ['Africa/Lagos'],
  'w. europe': ['Europe/Berlin', 'Europe/Vienna', 'Europe/Rome'],
  washington: ['America/New_York'],
  wellington: ['Pacific/Auckland'],
  wien: ['Europe/Vienna'],
  'aus eastern': ['Australia/Sydney', 'Australia/Melbourne'],
  'aus central': ['Australia/Darwin'],
  'cen. australia': ['Australia/Adelaide'],
  gmt: ['Europe/London'],
};

/**
 * What somebody may have meant who wrote `text` for a zone: at most three names, best first. They are of one mind
 * (`ambiguous` false) when the text is close to each, and alternatives when it is used for several places.
 */
export function suggestZones(text: string): {
  readonly zones: readonly string[];
  readonly ambiguous: boolean;
} {
  const wanted = text.trim().slice(0, 60);
  const offset = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(wanted);
  if (offset) {
    const [, sign = '+', hours = '0', minutes = '00'] = offset;
    const name = `UTC${sign}${hours.padStart(2, '0')}:${minutes}`;
    return { zones: isZone(name) ? [name] : [], ambiguous: false };
  }
  const known = abbreviations[wanted.toUpperCase()] ?? places[plain(wanted)];
  if (known) return { zones: known, ambiguous: known.length > 1 };
  const city = plain(wanted.slice(wanted.lastIndexOf('/') + 1));
  const names = zoneNames();
  const sameCity = names.filter((name) => plain(lastPart(name)) === city);
  if (sameCity.length > 0) return { zones: sameCity.slice(0, 3), ambiguous: sameCity.length > 1 };
  if (places[city]) return { zones: places[city], ambiguous: places[city].length > 1 };
  return { zones: nearest(wanted, city, names), ambiguous: false };
}

/** Zones whose whole name or city is spelled much like the text; the nearest, and those just as near. */
function nearest(wanted: string, city: string, names: readonly string[]): string[] {
  const whole = plain(wanted);
  const rated = names
    .map((name) => ({
      name,
      steps: Math.min(editDistance(whole, plain(name)), editDistance(city, plain(lastPart(name)))),
    }))
    .sort((a, b) => a.steps - b.steps);
  const best = rated[0]?.steps ?? Number.POSITIVE_INFINITY;
  if (best > Math.max(1, Math.floor(city.length / 3))) return [];
  return rated
    .filter(({ steps }) => steps === best)
    .slice(0, 3)
    .map(({ name }) => name);
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
