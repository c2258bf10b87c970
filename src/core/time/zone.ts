import { DateTime, FixedOffsetZone, IANAZone, type Zone } from './luxon';

/** Zones that ICU still calls by their former names, and what the zone database calls them today. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** IANA's names without an area. ICU also takes `IST`, `PST` and their like, which mean different places to different people. */
const withoutArea = new Set(
  (
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland ' +
    'Iran Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ' +
    'ROK Singapore Turkey UCT UTC Universal W-SU WET Zulu'
  ).split(' '),
);

const linkShape = /^[A-Z][A-Za-z]*(?:\/[A-Z][A-Za-z0-9_+-]*){1,2}$/;
const offsetShape = /^UTC([+-])(\d{2}):(\d{2})$/;

/** What the zone database calls a zone today; browsers report some by their former names. */
export function currentName(zone: string): string {
  return renamed[zone] ?? zone;
}

/** Every zone that the runtime knows, by today's names, sorted. */
export function zoneNames(): string[] {
  return Intl.supportedValuesOf('timeZone').map(currentName).sort();
}

/** Whether `text` is exactly a zone's name: one of IANA's that this runtime knows, or `UTC±hh:mm`. */
export function isZone(text: string): boolean {
  if (offsetOfName(text) !== null) return true;
  if (text.length > 40) return false;
  if (!text.includes('/')) return withoutArea.has(text) && IANAZone.isValidZone(text);
  if (!linkShape.test(text) || text.startsWith('SystemV/') || !IANAZone.isValidZone(text)) return false;
  // Intl takes any case. What differs from a known name only in case is a slip that gets a proposal.
  const canonical = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  return canonical === text || canonical.toLowerCase() !== text.toLowerCase();
}

/** Minutes east of UTC of a name such as `UTC+05:30`; null when it is not one. */
function offsetOfName(name: string): number | null {
  const match = offsetShape.exec(name);
  if (!match) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  if (Number(match[3]) > 59 || minutes > 14 * 60) return null;
  return match[1] === '-' ? -minutes : minutes;
}

/** The luxon zone of a name that `isZone` accepts; throws RangeError for others. */
export function zoneOf(name: string): Zone {
  const offset = offsetOfName(name);
  if (offset !== null) return FixedOffsetZone.instance(offset);
  if (name === 'UTC') return FixedOffsetZone.utcInstance;
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError(`not a time zone: ${name}`);
  return zone;
}

/** `+05:30`: an offset given in minutes east of UTC. */
export function formatOffset(minutes: number): string {
  const size = Math.abs(Math.round(minutes));
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${minutes < 0 && size > 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** `UTC+05:30`: the zone of someone of whom only an offset is known. */
export function offsetZoneName(minutes: number): string {
  return `UTC${formatOffset(minutes)}`;
}

/** The instant, shown in a zone. */
export function instantIn(epochMs: number, zone: Zone | string): DateTime {
  return DateTime.fromMillis(epochMs, { zone: typeof zone === 'string' ? zoneOf(zone) : zone });
}
