import type { Outcome } from '../journal/fold';
import { codeSpan } from '../text/markdown';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Item, Window } from './model';

/** How many are told by name: who has more that fails will say so. */
const told = 5;

/**
 * Tasks, debug sessions and commands that failed the last time they ran, within the window: the newest first. When they
 * ran is not said.
 */
export function failureItems(reading: RepositoryReading, window: Pick<Window, 'since' | 'until'>): Item[] {
  const { root } = reading;
  return failedWithin(reading, window)
    .slice(0, told)
    .map((outcome) => ({
      id: factId(root, 'failed', outcome.kind, outcome.folder, outcome.name),
      section: 'blocked',
      text: textOf(outcome),
      repository: root,
      source: 'editor',
      certainty: 'fact',
      lacks: 'cause',
    }));
}

/** What failed last within the window, the newest first; `folder` is below the repository's root. */
export function failedWithin(
  { root, outcomes }: Pick<RepositoryReading, 'root' | 'outcomes'>,
  window: Pick<Window, 'since' | 'until'>,
): Outcome[] {
  const failed = outcomes.flatMap((outcome) => {
    const folder = below(root, outcome.folder);
    const at = Date.parse(outcome.at);
    const isToday = at >= window.since.toMillis() && at < window.until.toMillis();
    return outcome.failed && isToday && folder !== null ? [{ ...outcome, folder }] : [];
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

function textOf({ kind, name, folder, exitCode }: Outcome): string {
  const what = `${words[kind]} ${codeSpan(name, 80)}`;
  const where = folder === '' ? '' : ` in ${codeSpan(folder, 80)}`;
  if (exitCode === null || exitCode === 0) return `${what}${where} stopped on an exception last`;
  return `${what}${where} failed last: exit code ${exitCode}`;
}

/** The folder below the root with forward slashes, empty for the root itself; null when it is outside of it. */
function below(root: string, folder: string): string | null {
  const plain = (path: string): string => path.replaceAll('\\', '/').replace(/\/+$/, '');
  const [top, inner] = [plain(root), plain(folder)];
  if (inner === top) return '';
  return inner.startsWith(`${top}/`) ? inner.slice(top.length + 1) : null;
}
