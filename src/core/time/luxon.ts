import { DateTime, FixedOffsetZone, IANAZone, Settings, type Zone } from 'luxon';

// An invalid zone or instant is a bug at its source; silently computing with `Invalid DateTime` would hide it.
Settings.throwOnInvalid = true;
declare module 'luxon' {
  interface TSSettings {
    throwOnInvalid: true;
  }
}

/** The one door to luxon: everything else in Baton imports time from here. */
export { DateTime, FixedOffsetZone, IANAZone };
export type { Zone };
