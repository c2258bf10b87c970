import { shellWord } from './shell';

/** A failed test as its runner is told of it. */
export interface FailedTest {
  /** Relative to the folder that it is run in, as a shell takes it. */
  readonly file: string;
  /** Null where only the file is known: then all of its tests are run. */
  readonly name: string | null;
}

export interface Runner {
  readonly name: string;
  /** Its own calls on a trace. */
  readonly calls: RegExp;
  /** What runs one test again. */
  command(test: FailedTest): string;
}

/** Test runners that a trace gives away by its calls, or a manifest by its words. */
export const runners: readonly Runner[] = [
  {
    name: 'vitest',
    calls: /[\\/]node_modules[\\/](?:@vitest|vitest)[\\/]/,
    command: ({ file, name }) => `npx vitest run ${file}${option('-t', name, literal)}`,
  },
  {
    name: 'jest',
    calls: /[\\/]node_modules[\\/]jest-(?:circus|jasmine2|runner)[\\/]/,
    command: ({ file, name }) => `npx jest ${file}${option('-t', name, literal)}`,
  },
  {
    name: 'mocha',
    calls: /[\\/]node_modules[\\/]mocha[\\/]/,
    command: ({ file, name }) => `npx mocha ${file}${option('--fgrep', name, shellWord)}`,
  },
  {
    name: 'node:test',
    calls: /^node:internal[\\/]test_runner[\\/]/,
    command: ({ file, name }) => `node --test${option('--test-name-pattern', name, literal)} ${file}`,
  },
  { name: 'pytest', calls: /[\\/](?:_pytest|pluggy)[\\/]/, command: pytest },
  {
    name: 'rspec',
    calls: /[\\/]rspec-core-[\w.]{1,20}[\\/]/,
    command: ({ file, name }) => `bundle exec rspec ${file}${option('-e', name, shellWord)}`,
  },
  {
    name: 'phpunit',
    calls: /[\\/]phpunit[\\/]phpunit[\\/]/,
    command: ({ file, name }) => `vendor/bin/phpunit${option('--filter', name, literal)} ${file}`,
  },
];

/** What it selects by is an expression: of a name with parameters, only the name is one. */
function pytest({ file, name }: FailedTest): string {
  const plain = /^(\w+)(?:\[|$)/.exec(name ?? '')?.[1] ?? null;
  return `python -m pytest ${file}${option('-k', plain, shellWord)}`;
}

function option(flag: string, name: string | null, say: (name: string) => string): string {
  return name === null ? '' : ` ${flag} ${say(name)}`;
}

/** A name in the place of a pattern. */
function literal(name: string): string {
  return shellWord(name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
}

/** Named as a dependency, as a key of its own, or as a word of a script; `jest-dom` is none. */
const named = (words: string): RegExp =>
  new RegExp(`"(?:[^"\\n]{0,100}[ ;&])?(?:${words})(?:[ ;&][^"\\n]{0,100})?"`);
const manifestRunners: readonly (readonly [word: RegExp, runner: string])[] = [
  [named('vitest'), 'vitest'],
  [named('jest|ts-jest|babel-jest|jest-expo|react-scripts'), 'jest'],
  [named('mocha'), 'mocha'],
  [named('node (?:[^"\\n]{1,60} )?--test'), 'node:test'],
];

/** The one runner that a package.json names; null where it names none or several. */
export function runnerNamedIn(manifest: string): string | null {
  const found = manifestRunners.filter(([word]) => word.test(manifest)).map(([, runner]) => runner);
  return found.length === 1 ? (found[0] ?? null) : null;
}
