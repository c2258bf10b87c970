import type { Outcome } from '../../journal/fold';
import { codeSpan } from '../../text/markdown';
import { checksTheWork, failedWithin } from '../failures';
import { atHand } from '../atHand';
import type { Told } from '../told';
import type { Window } from '../model';
import { checkNames, numberLink } from '../workItems/text';

/** Something that fails, as the subject of a sentence and as the object of what to do about it. */
export interface Red {
  /** Such as `task refund test`. */
  readonly what: string;
  /** `fails`, `fail`, `stops on an exception`. */
  readonly how: string;
  /** What to do, such as `make the task refund test pass`. */
  readonly todo: string;
}

/** What fails of the work at hand, the most telling first. */
export function redOf({ reading, pulls }: Told, window: Pick<Window, 'since' | 'until'>): Red[] {
  const pull = pulls.ofBranch(atHand(reading.tree));
  const failed = (pull?.checks?.checks ?? []).filter(({ state }) => state === 'failed');
  const ended = failedWithin(reading, window).filter(checksTheWork).map(redOutcome);
  if (!pull || failed.length === 0) return ended;
  const [names, of] = [checkNames(failed), numberLink(pull)];
  const one = failed.length === 1;
  const check: Red = {
    what: `${one ? 'check' : 'checks'} ${names} of ${of}`,
    how: one ? 'fails' : 'fail',
    todo: `make the ${one ? 'check' : 'checks'} ${names} of ${of} pass`,
  };
  return [...ended, check];
}

function redOutcome({ kind, name, exitCode }: Outcome): Red {
  const called = codeSpan(name, 80);
  if (kind === 'debug') {
    const stops = exitCode === null || exitCode === 0;
    const how = stops ? 'stops on an exception' : `ends with exit code ${exitCode}`;
    return { what: `debug session ${called}`, how, todo: `find out why debug session ${called} ${how}` };
  }
  const what = kind === 'task' ? `task ${called}` : called;
  return { what, how: 'fails', todo: `make ${kind === 'task' ? 'the ' : ''}${what} pass` };
}
