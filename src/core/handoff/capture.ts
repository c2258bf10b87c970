import { parseTime } from '../time/parse';

/** What a person typed in one line. `answerBy` is ISO 8601 in UTC. */
export interface Captured {
  readonly text: string;
  readonly owner: string | null;
  readonly answerBy: string | null;
}

/**
 * Reads one line such as `Is a retry after a 409 right? → payments-dev by 2026-11-20T10:00`. A time without an offset is
 * read in `zone`. Anything else is text. Throws a UserError for a time that cannot be.
 */
export function readCapture(line: string, zone: string): Captured {
  let text = line.replace(/\s+/g, ' ').trim();
  let answerBy: string | null = null;
  let owner: string | null = null;
  const time = / by (\d{4}-\d\d-\d\d(?:T[\d:.]{2,12}(?:Z|[+-]\d\d:?\d\d)?)?)$/i.exec(text);
  if (time?.[1] !== undefined) {
    answerBy = new Date(parseTime(time[1], zone, 'by').toMillis()).toISOString();
    text = text.slice(0, time.index).trimEnd();
  }
  const arrow = / (?:→|->) ?@?([^\s→]{1,80})$/.exec(text);
  if (arrow?.[1] !== undefined) {
    owner = arrow[1].replace(/[,.;]$/, '');
    text = text.slice(0, arrow.index).trimEnd();
  }
  return { text, owner, answerBy };
}

/** The line that reads back as the same. */
export function captureLine({ text, owner, answerBy }: Captured): string {
  return `${text}${owner === null ? '' : ` → ${owner}`}${answerBy === null ? '' : ` by ${answerBy}`}`;
}
