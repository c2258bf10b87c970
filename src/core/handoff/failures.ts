import type { Outcome } from '../journal/fold';
import { codeSpan } from '../text/markdown';
import { DateTime } from '../time/luxon';
import type { Asking } from './asking';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Item, Window } from './model';

/** How many are told by name: who has more that fails will say so. */
const told = 5;

/**
 * Tasks, debug sessions and commands that failed the last time they ran, within the window, or that the last note told
 * and that were not run since: the newest first, with who can do something about it, since when in days, and by when.
 * When they ran is not said.
 */
export function failureItems(
  reading: RepositoryReading,
  window: Pick<Window, 'since' | 'until'>,
  asking: Asking,
): Item[] {
  const { root } = reading;
  const idOf = ({ kind, folder, name }: Outcome): string => factId(root, 'failed', kind, folder, name);
  return failedBefore(reading, window.until)
    .filter((outcome) => isWithin(Date.parse(outcome.at), window) || asking.told.has(idOf(outcome)))
    .slice(0, told)
    .map((outcome) => {
      const id = idOf(outcome);
      const { ending, ...asked } = asking.ask(id, null);
      const first = DateTime.fromISO(outcome.failures[0] ?? outcome.at, { zone: window.until.zone });
      return {
        id,
        section: 'blocked',
        repository: root,
        source: 'editor',
        certainty: 'fact',
        ...asked,
        ...asking.aged(id, `${textOf(outcome)}${ending}`, first),
        lacks: 'cause',
      };
    });
}

/** So often a thing is not run for its own sake: somebody tried to make it work. */
const often = 3;

/** What only looks at things, and fails where it finds none. */
const looks =
  /^(?:cd|ls|cat|less|man|echo|which|grep|rg|find|test|\[|git|gh|pgrep|diff|cmp|ping|exit|kill|killall|pkill)\b/i;

/**
 * Commands that failed again and again and never worked since: they may be a dead end. What checks the work is red
 * instead, and stands in the way until it is green.
 */
export function repeatedItems(reading: RepositoryReading, window: Pick<Window, 'since' | 'until'>): Item[] {
  return failedWithin(reading, window)
    .filter(({ kind, name }) => kind === 'command' && !checksTheWork({ kind, name }) && !looks.test(name))
    .flatMap((outcome) => {
      const times = outcome.failures.filter((at) => isWithin(Date.parse(at), window)).length;
      return times < often ? [] : [{ outcome, times }];
    })
    .slice(0, told)
    .map(({ outcome, times }) => ({
      id: factId(reading.root, 'repeated', outcome.folder, outcome.name),
      section: 'tried',
      text: `${nameOf(outcome)}: failed ${times} times in a row`,
      repository: reading.root,
      source: 'editor',
      certainty: 'inferred',
    }));
}

/** What failed last within the window, the newest first; `folder` is below the repository's root. */
export function failedWithin(
  reading: Pick<RepositoryReading, 'root' | 'outcomes'>,
  window: Pick<Window, 'since' | 'until'>,
): Outcome[] {
  return failedBefore(reading, window.until).filter(({ at }) => isWithin(Date.parse(at), window));
}

function failedBefore(
  { root, outcomes }: Pick<RepositoryReading, 'root' | 'outcomes'>,
  until: DateTime,
): Outcome[] {
  const failed = outcomes.flatMap((outcome) => {
    const folder = below(root, outcome.folder);
    const isBefore = Date.parse(outcome.at) < until.toMillis();
    return outcome.failed && isBefore && folder !== null ? [{ ...outcome, folder }] : [];
  });
  return failed.reverse();
}

/** What checks the work: of everything else that fails in a terminal nobody can say whether it matters. */
const checks =
  /(?:^|[\s:/_.-])(?:tests?|specs?|checks?|lint|build|ci|verify|compile|typecheck|tsc|eslint|mocha|jest|vitest|ava|tap|pytest|tox|nox|ruff|mypy|rspec|rake|cargo|go|gradlew?|mvnw?|make|ctest|phpunit|dotnet|mix|bazel|playwright|cypress|node --test)(?=$|[\s:_.-])/i;

/** Whether a command, by its line, says something about the work. */
export function checksTheWork({ kind, name }: Pick<Outcome, 'kind' | 'name'>): boolean {
  return kind !== 'command' || checks.test(name);
}

const words: Readonly<Record<Outcome['kind'], string>> = {
  task: 'Task',
  debug: 'Debug session',
  command: 'Command',
};

function isWithin(at: number, { since, until }: Pick<Window, 'since' | 'until'>): boolean {
  return at >= since.toMillis() && at < until.toMillis();
}

function nameOf({ kind, name, folder }: Outcome): string {
  const where = folder === '' ? '' : ` in ${codeSpan(folder, 80)}`;
  return `${words[kind]} ${codeSpan(name, 80)}${where}`;
}

function textOf(outcome: Outcome): string {
  const { exitCode } = outcome;
  if (exitCode === null || exitCode === 0) return `${nameOf(outcome)} stopped on an exception last`;
  return `${nameOf(outcome)} failed last: exit code ${exitCode}`;
}

/** The folder below the root with forward slashes, empty for the root itself; null when it is outside of it. */
function below(root: string, folder: string): string | null {
  const plain = (path: string): string => path.replaceAll('\\', '/').replace(/\/+$/, '');
  const [top, inner] = [plain(root), plain(folder)];
  if (inner === top) return '';
  return inner.startsWith(`${top}/`) ? inner.slice(top.length + 1) : null;
}
