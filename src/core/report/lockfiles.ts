import type { Ecosystem, UsedPackage } from './packages';

/** The lockfiles of an ecosystem, the more exact first. */
export const lockfiles: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'],
  python: ['poetry.lock', 'uv.lock', 'pdm.lock', 'Pipfile.lock', 'requirements.txt'],
  go: ['go.sum', 'go.mod'],
  cargo: ['Cargo.lock'],
  gem: ['Gemfile.lock'],
  composer: ['composer.lock'],
  jar: [],
  pub: ['pubspec.lock'],
  hex: ['mix.lock'],
  swift: ['Package.resolved'],
  // Others are read by themselves (`nuget.ts`): calls are told by names there, not by paths.
  nuget: ['packages.lock.json'],
};

/** What sets a fresh checkout up, told by the lockfile that it has. */
const setUps: Readonly<Record<string, string>> = {
  'package-lock.json': 'npm ci',
  'npm-shrinkwrap.json': 'npm ci',
  'pnpm-lock.yaml': 'pnpm install --frozen-lockfile',
  'yarn.lock': 'yarn install --immutable',
  'poetry.lock': 'poetry install',
  'uv.lock': 'uv sync --frozen',
  'pdm.lock': 'pdm sync',
  'Pipfile.lock': 'pipenv sync',
  'requirements.txt': 'python -m pip install -r requirements.txt',
  'Gemfile.lock': 'bundle install',
  'composer.lock': 'composer install',
  'pubspec.lock': 'dart pub get --enforce-lockfile',
  'mix.lock': 'mix deps.get',
  'Package.resolved': 'swift package resolve',
  'packages.lock.json': 'dotnet restore --locked-mode',
};

const ecosystemOf: Readonly<Record<string, readonly Ecosystem[]>> = {
  javascript: ['npm'],
  python: ['python'],
  ruby: ['gem'],
  php: ['composer'],
  dart: ['pub'],
  elixir: ['hex'],
  swift: ['swift'],
  csharp: ['nuget'],
};

/** The lockfiles that tell how a checkout of this language is set up. */
export function lockfilesOf(language: string): readonly string[] {
  return (ecosystemOf[language] ?? []).flatMap((ecosystem) => lockfiles[ecosystem]);
}

/** The command that sets up a checkout with this lockfile, and the folder to run it in; null when it says none. */
export function setUpBy(lockfile: string): { readonly command: string; readonly folder: string } | null {
  const slash = lockfile.lastIndexOf('/');
  const command = setUps[lockfile.slice(slash + 1)];
  return command === undefined ? null : { command, folder: lockfile.slice(0, Math.max(0, slash)) };
}

/** Where files of these names may lie above `path`, the nearest first, in each folder the first name first. */
export function placesAbove(names: readonly string[], path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  return Array.from({ length: folders.length + 1 }, (_, up) => folders.slice(0, folders.length - up)).flatMap(
    (folder) => names.map((name) => [...folder, name].join('/')),
  );
}

/**
 * The version of a package that a lockfile names; null when it does not. The file is searched, not parsed: one that is
 * megabytes long costs one pass, and one that is broken costs no error.
 */
export function lockedVersion(lockfile: string, text: string, { name }: UsedPackage): string | null {
  const read = readers[lockfile.slice(lockfile.lastIndexOf('/') + 1)];
  const found = read?.(text, name) ?? null;
  return found !== null && /^[\w.+~:@/-]{1,80}$/.test(found) ? found : null;
}

type Reader = (text: string, name: string) => string | null;

const npmLock: Reader = (text, name) =>
  after(text, `"node_modules/${name}": {`, /^[^}]{0,400}?"version":\s*"([^"]{1,80})"/) ??
  after(text, `"${name}": {`, /^[^}]{0,400}?"version":\s*"([^"]{1,80})"/);

const toml: Reader = (text, name) => {
  // Poetry and uv write names as PyPI compares them; Cargo writes them as they are.
  const plain = name.toLowerCase().replace(/[-_.]+/g, '-');
  for (const spelled of new Set([name, plain, plain.replaceAll('-', '_')])) {
    const found = after(text, `\nname = "${spelled}"\n`, /^version = "([^"]{1,80})"/);
    if (found !== null) return found;
  }
  return null;
};

/** A pin is named after its repository, without regard to case: so is the folder that it is checked out into. */
const swiftPin: Reader = (text, name) => {
  return after(
    text.toLowerCase(),
    `/${name.toLowerCase()}`,
    /^(?:\.git)?"[^{}]{0,300}"state"\s{0,5}:\s{0,5}\{[^}]{0,300}?"version"\s{0,5}:\s{0,5}"([^"]{1,60})"/,
  );
};

const composer: Reader = (text, name) =>
  after(text, `"name": "${name}",`, /^\s{0,40}"version":\s*"([^"]{1,80})"/);

const readers: Readonly<Record<string, Reader>> = {
  'package-lock.json': npmLock,
  'npm-shrinkwrap.json': npmLock,
  'pnpm-lock.yaml': (text, name) =>
    after(text, `\n  ${name}@`, /^(\d[\w.+-]{0,60})/) ??
    after(text, `\n  '${name}@`, /^(\d[\w.+-]{0,60})/) ??
    after(text, `\n  /${name}@`, /^(\d[\w.+-]{0,60})/) ??
    after(text, `\n  /${name}/`, /^(\d[\w.+-]{0,60})/),
  'yarn.lock': (text, name) =>
    after(text, `\n${name}@`, yarnEntry) ??
    after(text, `\n"${name}@`, yarnEntry) ??
    after(`\n${text}`, `\n${name}@`, yarnEntry),
  'poetry.lock': toml,
  'uv.lock': toml,
  'pdm.lock': toml,
  'Cargo.lock': toml,
  'Pipfile.lock': (text, name) => {
    const plain = name.toLowerCase().replaceAll('_', '-');
    return after(text, `"${plain}": {`, /^[^}]{0,20000}?"version":\s*"==([^"]{1,80})"/);
  },
  'requirements.txt': (text, name) => {
    const wanted = name.toLowerCase().replace(/[-_.]+/g, '-');
    for (const line of text.split('\n')) {
      const found =
        /^([A-Za-z0-9][\w.-]{0,100})(?:\[[\w, -]{0,100}\])?\s{0,3}===?\s{0,3}([\w.+!-]{1,60})/.exec(line);
      if (found?.[1]?.toLowerCase().replace(/[-_.]+/g, '-') === wanted) return found[2] ?? null;
    }
    return null;
  },
  'go.sum': (text, name) => after(`\n${text}`, `\n${name} `, /^(v[^\s/]{1,80})/),
  'go.mod': (text, name) =>
    after(text, `\t${name} `, /^(v[^\s]{1,80})/) ?? after(text, `\nrequire ${name} `, /^(v[^\s]{1,80})/),
  'Gemfile.lock': (text, name) => after(text, `\n    ${name} (`, /^(\d[^)\s]{0,60})\)/),
  'composer.lock': composer,
  'pubspec.lock': (text, name) => {
    const locked = /^[^\n]{0,200}(?:\n {4}[^\n]{0,300}){0,12}?\n {4}version: "([^"]{1,60})"/;
    const found = after(text, `\n  ${name}:\n`, locked);
    // What comes with the SDK has no version of its own.
    return found === '0.0.0' ? null : found;
  },
  'Package.resolved': swiftPin,
  'mix.lock': (text, name) => after(text, `"${name}": {:hex, :${name}, "`, /^([^"]{1,60})"/),
};

const yarnEntry = /^[^\n]{0,2000}:\n {2}version:? "?([^"\s]{1,80})"?/;

/** What `pattern` finds right after the first occurrence of `mark` where it finds something. */
function after(text: string, mark: string, pattern: RegExp): string | null {
  let tries = 0;
  for (let at = text.indexOf(mark); at >= 0 && tries < 20; at = text.indexOf(mark, at + 1), tries += 1) {
    const start = at + mark.length;
    const found = pattern.exec(text.slice(start, start + 24_000))?.[1];
    if (found !== undefined) return found;
  }
  return null;
}
