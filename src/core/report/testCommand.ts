import type { MappedFrame } from '../trace/map';
import type { ReportFacts } from './facts';
import type { Inferred } from './inferred';
import { runners } from './runners';
import { shellWord } from './shell';

const testFile = /(?:^|[/._-])(?:tests?|specs?|__tests__)(?:[/._-]|$)|Test\.\w+$/i;
const longestName = 200;

/** The outermost call in a test's file: the test itself, or what it is in. */
export function testFrame({
  trace,
  culprit,
}: Pick<ReportFacts, 'trace' | 'culprit'>): (MappedFrame & { path: string }) | null {
  const frames = trace.errors.flatMap((error) => error.frames);
  // In another of several folders its path would lead nowhere.
  const at = frames.find(({ inApp, path }) => inApp && path === culprit?.path)?.root;
  const found = frames.findLast(
    ({ inApp, path, root }) =>
      inApp && path !== null && (at === undefined || root === at) && testFile.test(path),
  );
  return found?.path ? { ...found, path: found.path } : null;
}

/** What runs a failed test again: the runner is on the trace or in the manifest, the file and the name are known. */
export function testCommand(facts: ReportFacts): Inferred | null {
  const { trace, setUp, tests } = facts;
  const frame = testFrame(facts);
  const name = nameOf(facts, frame);
  if (!frame || name === undefined) return null;
  const { path } = frame;
  // Go runs a package, and none of its runner's calls stands for itself.
  if (trace.language === 'go') return /^Test\w+$/.test(name ?? '') ? goTest(path, name ?? '') : null;
  const frames = trace.errors.flatMap((error) => error.frames);
  const runner =
    runners.find(({ calls }) => frames.some(({ file }) => calls.test(file))) ??
    runners.find((each) => each.name === tests?.runner);
  if (!runner) return null;
  const named = runner.name === tests?.runner ? tests.folder : null;
  const folder = [named, setUp?.folder].find((each) => each && path.startsWith(`${each}/`)) ?? '';
  const file = shellWord(folder === '' ? path : path.slice(folder.length + 1));
  return { command: runner.command({ file, name }), directory: folder === '' ? null : folder };
}

/** The test's own name; null where the whole file is to be run, undefined where nothing can be. */
function nameOf({ origin, tests, trace }: ReportFacts, frame: MappedFrame | null): string | null | undefined {
  if (origin.kind === 'test' && origin.name !== null) {
    const name = origin.name.split(' › ').at(-1)?.trim() ?? '';
    return isSafe(name) ? name : undefined;
  }
  const told = tests?.name ?? calledTest(trace.language, frame?.function ?? '');
  if (told !== null) return isSafe(told) ? told : undefined;
  return tests?.runner === undefined || tests.runner === null ? undefined : null;
}

/** A name that a shell or a runner could take for something else is for its author to write. */
function isSafe(name: string): boolean {
  return name !== '' && name.length <= longestName && !name.startsWith('-') && !/[\p{Cc}\p{Cf}]/u.test(name);
}

/** Where a test is a function, its call has the test's name. */
function calledTest(language: string, called: string): string | null {
  if (language === 'go')
    return /\.(Test\w{1,150})(?:\.func\d{1,4}(?:\.\d{1,4})*)?$/.exec(called)?.[1] ?? null;
  return language === 'python' ? (/^test\w{0,150}$/.exec(called)?.[0] ?? null) : null;
}

function goTest(path: string, name: string): Inferred {
  const folder = path.split('/').slice(0, -1).join('/');
  return {
    command: `go test ${shellWord(folder === '' ? '.' : `./${folder}`)} -run '^${name}$'`,
    directory: null,
  };
}
