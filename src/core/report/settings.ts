/** Something that was set for the run; the value is null where only its name is told. */
export interface Setting {
  readonly name: string;
  readonly value: string | null;
}

/** How much of a value is told: one plain word, the names of options, or nothing (paths of one machine, lists). */
type Told = 'word' | 'options' | 'name';

/** What changes how any program behaves. */
const anywhere: Readonly<Record<string, Told>> = { TZ: 'word', LC_ALL: 'word', LANG: 'word' };
/** What changes how the programs of a runtime behave, by language. */
const variables: Readonly<Record<string, Readonly<Record<string, Told>>>> = {
  javascript: { NODE_ENV: 'word', NODE_OPTIONS: 'options', NODE_PATH: 'name', NODE_EXTRA_CA_CERTS: 'name' },
  python: {
    PYTHONOPTIMIZE: 'word',
    PYTHONHASHSEED: 'word',
    PYTHONUTF8: 'word',
    PYTHONWARNINGS: 'word',
    PYTHONPATH: 'name',
    VIRTUAL_ENV: 'name',
  },
  java: {
    JAVA_TOOL_OPTIONS: 'options',
    JDK_JAVA_OPTIONS: 'options',
    JAVA_OPTS: 'options',
    SPRING_PROFILES_ACTIVE: 'word',
    CLASSPATH: 'name',
  },
  go: {
    GOFLAGS: 'options',
    GODEBUG: 'options',
    GOMAXPROCS: 'word',
    GOGC: 'word',
    GOMEMLIMIT: 'word',
    CGO_ENABLED: 'word',
  },
  rust: { RUSTFLAGS: 'options', RUST_BACKTRACE: 'word', RUST_MIN_STACK: 'word', RUST_LOG: 'name' },
  ruby: { RAILS_ENV: 'word', RACK_ENV: 'word', RUBYOPT: 'options', BUNDLE_WITHOUT: 'name' },
  php: { APP_ENV: 'word', APP_DEBUG: 'word', PHP_INI_SCAN_DIR: 'name' },
  csharp: {
    DOTNET_ENVIRONMENT: 'word',
    ASPNETCORE_ENVIRONMENT: 'word',
    DOTNET_gcServer: 'word',
    DOTNET_TieredCompilation: 'word',
  },
  elixir: { MIX_ENV: 'word', ERL_FLAGS: 'options', ELIXIR_ERL_OPTIONS: 'options' },
  dart: { DART_VM_OPTIONS: 'options' },
  swift: { SWIFT_BACKTRACE: 'options' },
  c: { ASAN_OPTIONS: 'options', UBSAN_OPTIONS: 'options', TSAN_OPTIONS: 'options', MALLOC_ARENA_MAX: 'word' },
  lua: { LUA_PATH: 'name', LUA_INIT: 'name' },
  perl: { PERL5OPT: 'options', PERL5LIB: 'name' },
  r: { R_LIBS: 'name', R_PROFILE: 'name' },
  haskell: { GHCRTS: 'options' },
};
const sameAs: Readonly<Record<string, string>> = {
  kotlin: 'java',
  scala: 'java',
  groovy: 'java',
  fsharp: 'csharp',
  cpp: 'c',
  erlang: 'elixir',
};

/** What nearly every machine has set says nothing. */
const usual = /^(?:C|POSIX|C\.UTF-?8|en_US\.UTF-?8)$/i;
const mostShown = 8;

/** What is set for programs of this language; `read` answers null for what is not. */
export function settingsIn(language: string, read: (name: string) => string | null): readonly Setting[] {
  const wanted = { ...variables[sameAs[language] ?? language], ...anywhere };
  const found = Object.entries(wanted).flatMap(([name, told]): Setting[] => {
    const value = read(name)?.trim() ?? '';
    if (value === '' || usual.test(value)) return [];
    return [{ name, value: told === 'name' ? null : told === 'word' ? plainWord(value) : optionsIn(value) }];
  });
  // One of the two decides.
  const decided = found.some(({ name }) => name === 'LC_ALL') ? 'LANG' : null;
  return found.filter(({ name }) => name !== decided).slice(0, mostShown);
}

/** `production`, `4`, `de_DE.UTF-8`, `America/Lima`; null for anything else, which may be a path or a key. */
function plainWord(value: string): string | null {
  return /^[\w.+-]{1,24}(?:\/[A-Za-z_+-]{1,24}){0,2}$/.test(value) ? value : null;
}

/** The names of options, with a value only where it is a number: `--require --max-old-space-size=4096 -Xmx2g`. */
export function optionsIn(value: string): string | null {
  const names = value
    .slice(0, 2_000)
    .split(/[\s,]+/)
    .flatMap((word) => {
      const [, name, sign = '', rest = ''] =
        /^(-{0,2}[A-Za-z][\w.+-]{0,48})(?:([=:])(.*))?$/.exec(word) ?? [];
      // What stands alone belongs to the option before it, and may be anything.
      if (name === undefined || (!name.startsWith('-') && sign === '')) return [];
      return [/^\d{1,12}[kmgt]?b?$/i.test(rest) ? `${name}${sign}${rest}` : name];
    });
  return names.length === 0 ? null : names.slice(0, 10).join(' ');
}

/** Keys of a launch configuration that change how the program runs, in this order. */
const launchKeys: Readonly<Record<string, Told>> = {
  runtimeExecutable: 'word',
  runtimeVersion: 'word',
  runtimeArgs: 'options',
  vmArgs: 'options',
  pythonArgs: 'options',
  buildFlags: 'options',
  module: 'word',
  mode: 'word',
  justMyCode: 'word',
  django: 'word',
  gevent: 'word',
  subProcess: 'word',
};

/** Of a launch configuration, what somebody needs who wants the same run; of its environment, the names alone. */
export function launchSettings(configuration: Readonly<Record<string, unknown>>): readonly Setting[] {
  const found = Object.entries(launchKeys).flatMap(([name, told]): Setting[] => {
    const value = configuration[name];
    const text = Array.isArray(value) ? value.filter(isPlain).join(' ') : isPlain(value) ? String(value) : '';
    if (text === '') return [];
    const shown = told === 'word' ? plainWord(text.slice(text.lastIndexOf('/') + 1)) : optionsIn(text);
    return [{ name, value: shown }];
  });
  const { env } = configuration;
  const names = typeof env === 'object' && env !== null ? Object.keys(env) : [];
  const plain = names.filter((name) => /^\w{1,60}$/.test(name)).slice(0, mostShown);
  return [...found, ...(plain.length > 0 ? [{ name: 'env', value: plain.join(' ') }] : [])].slice(
    0,
    mostShown,
  );
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
