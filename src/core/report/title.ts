import { oneLine, shortened, visible } from '../text/visible';
import { rootCause } from './cause';
import type { Culprit, TracedError } from './model';
import type { Origin } from './origin';

/**
 * Names the error, the place and, where an outer error tells it, the condition: one line of plain text, at most
 * about 200 characters.
 */
export function titleOf(
  errors: readonly TracedError<unknown>[],
  culprit: Culprit | null,
  origin: Pick<Origin, 'kind' | 'name' | 'request'> | null = null,
): string {
  const chain = rootCause(errors);
  const root = chain[0];
  const name = nameOf(root);
  const place = culprit ? ` in ${culprit.function ?? culprit.path}` : '';
  const outer = chain.at(-1);
  const wrapped = outer && outer !== root && outer.message ? plain(outer.message, 60) : null;
  const test = origin?.kind === 'test' && origin.name !== null ? `test “${plain(origin.name, 60)}”` : null;
  const request = origin?.request ? `on ${plain(origin.request, 60)}` : null;
  const told = wrapped ?? test ?? request;
  const condition = told === null ? '' : ` (${told})`;
  return `${name}${place}${condition}`;
}

/** `Type: message`, one line. */
export function nameOf(error: TracedError<unknown> | undefined): string {
  const message = error?.message ? plain(withoutAddresses(error.message), 120) : null;
  const type = error?.type ? plain(error.type, 80) : null;
  if (type && message) return `${type}: ${message}`;
  return type ?? message ?? 'Error without a name';
}

/** A sanitizer says first where in memory it was, which is of one run: what it says then tells more. */
function withoutAddresses(message: string): string {
  const [first = '', ...more] = message.split('\n');
  const told =
    /^on (?:unknown )?address 0x[0-9a-f]{1,16}\b/.test(first) && more.length > 0 ? more.join('\n') : message;
  return told.replace(/^((?:READ|WRITE) of size \d{1,19}) at 0x[0-9a-f]{1,16} thread T\d{1,9}/, '$1');
}

function plain(text: string, limit: number): string {
  const first = text.split(/\r\n|\n/).find((line) => line.trim() !== '') ?? '';
  const line = oneLine(visible(first));
  return line.length <= limit ? line : shortened(line, limit).replace(/… \(.*$/, '…');
}
