const day = 86_400_000;
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const weekday = '(Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const date = `(?: (\\d{1,2}) (${months.join('|')}))?`;
const clock = '([01]\\d|2[0-3]):([0-5]\\d)';
const shape = new RegExp(
  `\\b${weekday}${date} ${clock}(?: UTC(?![+\\-−])|(?: [^()\\n]{1,40}?)? \\((?:${weekday} )?${clock} UTC\\b)`,
  'g',
);

/**
 * The instants that a text names as Baton's notes do: `Fri 10:00 Lisbon (10:00 UTC)`, `Fri 4 Dec 03:30 UTC`. A weekday
 * without a date is the one within the week after `written`. Epoch milliseconds, in the order of the text.
 */
export function timesIn(text: string, written: number): { readonly at: number; readonly index: number }[] {
  return [...text.matchAll(shape)].flatMap((match) => {
    const at = instantOf(match, written);
    return at === null ? [] : [{ at, index: match.index }];
  });
}

function instantOf(match: RegExpMatchArray, written: number): number | null {
  const [, localDay = '', dayOfMonth, month, hour, minute, utcDay, utcHour, utcMinute] = match;
  const clockMs = (Number(utcHour ?? hour) * 60 + Number(utcMinute ?? minute)) * 60_000;
  const wanted = days.indexOf(utcDay ?? localDay);
  const fits = (midnight: number): boolean => new Date(midnight).getUTCDay() === wanted;
  if (dayOfMonth === undefined || month === undefined) {
    // A deadline that was a few hours old when the note was posted is still that one.
    const from = Math.floor((written - day / 2) / day) * day;
    for (let midnight = from; midnight <= from + 8 * day; midnight += day) {
      if (fits(midnight) && midnight + clockMs >= written - day / 2) return midnight + clockMs;
    }
    return null;
  }
  const year = new Date(written).getUTCFullYear();
  const candidates = [year - 1, year, year + 1].flatMap((each) =>
    // The date is that of the place; UTC's may be the day before or after.
    [0, -1, 1].map((shift) => Date.UTC(each, months.indexOf(month), Number(dayOfMonth)) + shift * day),
  );
  const fitting = candidates.filter(fits).map((midnight) => midnight + clockMs);
  fitting.sort((one, other) => Math.abs(one - written) - Math.abs(other - written));
  return fitting[0] ?? null;
}
