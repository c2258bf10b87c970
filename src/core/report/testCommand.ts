import type { ReportFacts } from './facts';
import { shellWord } from './shell';

/** A command, and the folder below the repository's root that it runs in; null where nothing tells. */
export interface Inferred {
  readonly command: string;
  readonly directory: string | null;
}

interface FailedTest {
  /** Relative to the folder that it is run in, as a shell takes it. */
  readonly file: string;
  readonly name: string;
}

/** Test runners by their own calls on the trace, and how each of them runs one test again. */
const runners: readonly (readonly [calls: RegExp, command: (test: FailedTest) => string])[] = [
  [
    /[\\/]node_modules[\\/](?:@vitest|vitest)[\\/]/,
    ({ file, name }) => `npx vitest run ${file} -t ${literal(name)}`,
  ],
  [
    /[\\/]node_modules[\\/]jest-(?:circus|jasmine2|runner)[\\/]/,
    ({ file, name }) => `npx jest ${file} -t ${literal(name)}`,
  ],
  [/[\\/]node_modules[\\/]mocha[\\/]/, ({ file, name }) => `npx mocha ${file} --fgrep ${shellWord(name)}`],
  [
    /^node:internal[\\/]test_runner[\\/]/,
    ({ file, name }) => `node --test --test-name-pattern ${literal(name)} ${file}`,
  ],
  [/[\\/](?:_pytest|pluggy)[\\/]/, pytest],
  [/[\\/]rspec-core-[\w.]{1,20}[\\/]/, ({ file, name }) => `bundle exec rspec ${file} -e ${shellWord(name)}`],
  [
    /[\\/]phpunit[\\/]phpunit[\\/]/,
    ({ file, name }) => `vendor/bin/phpunit --filter ${literal(name)} ${file}`,
  ],
];

/** What it selects by is an expression: of a name with parameters, only the name is one. */
function pytest({ file, name }: FailedTest): string {
  const plain = /^(\w+)(?:\[|$)/.exec(name)?.[1];
  return `python -m pytest ${file}${plain === undefined ? '' : ` -k ${plain}`}`;
}

const testFile = /(?:^|[/._-])(?:tests?|specs?|__tests__)(?:[/._-]|$)|Test\.\w+$/i;
const longestName = 200;

/** What runs a failed test again: the runner is on the trace, the file and the name are known. */
export function testCommand({ origin, trace, setUp }: ReportFacts): Inferred | null {
  if (origin.kind !== 'test' || origin.name === null) return null;
  const name = origin.name.split(' › ').at(-1)?.trim() ?? '';
  const frames = trace.errors.flatMap((error) => error.frames);
  const path = frames.findLast(
    (frame) => frame.inApp && frame.path !== null && testFile.test(frame.path),
  )?.path;
  // A name that a shell or a runner could take for something else is for its author to write.
  if (
    !path ||
    /[\p{Cc}\p{Cf}]/u.test(name) ||
    name === '' ||
    name.startsWith('-') ||
    name.length > longestName
  )
    return null;
  const folder = setUp && path.startsWith(`${setUp.folder}/`) ? setUp.folder : '';
  // Go runs a package, and none of its runner's calls stands for itself.
  if (trace.language === 'go') return /^Test\w+$/.test(name) ? goTest(path, name) : null;
  const runner = runners.find(([calls]) => frames.some(({ file }) => calls.test(file)));
  if (!runner) return null;
  const file = shellWord(folder === '' ? path : path.slice(folder.length + 1));
  return { command: runner[1]({ file, name }), directory: folder === '' ? null : folder };
}

function goTest(path: string, name: string): Inferred {
  const folder = path.split('/').slice(0, -1).join('/');
  return {
    command: `go test ${shellWord(folder === '' ? '.' : `./${folder}`)} -run '^${name}$'`,
    directory: null,
  };
}

/** A name in the place of a pattern. */
function literal(name: string): string {
  return shellWord(name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
}
