import type { Outcome } from '../../journal/fold';
import { codeSpan } from '../../text/markdown';
import { failedWithin } from '../failures';
import { atHand, type Told } from '../told';
import type { Window } from '../model';
import { checkNames, numberLink } from '../work/text';

/** Something that fails, as the subject of a sentence and as the object of what to do about it. */
export interface Red {
  /** Such as `task refund test`. */
  readonly what: string;
  /** `fails`, `fail`, `stops on an exception`. */
  readonly how: string;
  /** What to do, such as `make the task refund test pass`. */
  readonly todo: string;
}

/** What checks the work: of everything else that fails in a terminal nobody can say whether it matters. */
const checks =
  /(?:^|[\s:/_.-])(?:tests?|specs?|checks?|lint|build|ci|verify|compile|typecheck|tsc|eslint|mocha|jest|vitest|ava|tap|pytest|tox|nox|ruff|mypy|rspec|rake|cargo|go|gradlew?|mvnw?|make|ctest|phpunit|dotnet|mix|bazel|playwright|cypress|node --test)(?=$|[\s:_.-])/i;

/** Whether a command, by its line, says something about the work. */
export function checksTheWork({ kind, name }: Pick<Outcome, 'kind' | 'name'>): boolean {
  return kind !== 'command' || checks.test(name);
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
