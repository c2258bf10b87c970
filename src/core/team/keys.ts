import { editDistance } from '../time/suggest';

/** The keys of a member and of the whole file: the documented spelling first, then others that are taken for it. */
export const memberKeys = {
  name: ['name'],
  login: ['login', 'github', 'username'],
  emails: ['emails', 'email', 'e-mails'],
  zone: ['zone', 'timezone', 'timeZone', 'time-zone', 'time_zone', 'tz'],
  hours: ['hours', 'workingHours', 'working-hours', 'working_hours'],
  days: ['days', 'workingDays', 'working-days', 'working_days'],
  leave: ['leave', 'vacation', 'holidays', 'daysOff', 'days-off', 'days_off'],
  onCall: ['on-call', 'onCall', 'on_call', 'oncall'],
  groups: ['groups', 'group'],
  response: ['response', 'responseTime', 'response-time', 'response_time'],
} as const;

export const fileKeys = {
  members: ['members', 'team', 'teammates', 'people'],
  hours: memberKeys.hours,
  days: memberKeys.days,
  baton: ['baton', 'batonOrder', 'baton-order', 'baton_order'],
  daysOff: ['days-off', 'daysOff', 'days_off', 'holidays'],
  rotation: ['on-call-rotation', 'onCallRotation', 'on_call_rotation', 'rotation'],
  zoneData: ['zone-data', 'zoneData', 'zone_data', 'tzdata'],
} as const;

export type MemberKey = keyof typeof memberKeys;
export type FileKey = keyof typeof fileKeys;

/** The key that a spelling stands for; null when it is none. */
export function keyOf<K extends string>(
  keys: Readonly<Record<K, readonly string[]>>,
  spelling: string,
): K | null {
  for (const key of Object.keys(keys) as K[]) if (keys[key].includes(spelling)) return key;
  return null;
}

/** The documented spelling nearest to one that is unknown; null when none is near. */
export function nearestKey(
  keys: Readonly<Record<string, readonly string[]>>,
  spelling: string,
): string | null {
  let best: { documented: string; steps: number } | null = null;
  const wanted = spelling.slice(0, 30).toLowerCase();
  for (const spellings of Object.values(keys)) {
    for (const each of spellings) {
      const steps = editDistance(wanted, each.toLowerCase());
      if (best === null || steps < best.steps) best = { documented: spellings[0] ?? each, steps };
    }
  }
  return best && best.steps <= Math.max(1, Math.floor(wanted.length / 3)) ? best.documented : null;
}
