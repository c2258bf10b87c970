import type { Setting } from './settings';

type Read = (text: string) => string | undefined;

const firstLine: Read = (text) => /^[ \t]*([^\s#][^\r\n]{0,60})/m.exec(text)?.[1]?.trim();
const engines: Read = (text) => /"engines"\s*:\s*\{[^}]{0,400}?"node"\s*:\s*"([^"]{1,40})"/.exec(text)?.[1];
const requiresPython: Read = (text) => /^requires-python[ \t]*=[ \t]*["']([^"'\r\n]{1,40})/m.exec(text)?.[1];
const goVersion: Read = (text) => /^go[ \t]+(\d[\w.]{0,20})/m.exec(text)?.[1];
const channel: Read = (text) => /^channel[ \t]*=[ \t]*"([^"\r\n]{1,40})"/m.exec(text)?.[1];
const json =
  (key: string): Read =>
  (text) =>
    new RegExp(`"${key}"\\s{0,10}:\\s{0,10}"([^"]{1,40})"`).exec(text)?.[1];
/** What `dart pub get` took: the lockfile ends with it. */
const sdk =
  (name: string): Read =>
  (text) =>
    new RegExp(`^ {2}${name}: "([^"]{1,40})"`, 'm').exec(
      text.slice(Math.max(0, text.lastIndexOf('\nsdks:'))),
    )?.[1];
const tool =
  (name: string): Read =>
  (text) =>
    new RegExp(`^${name}[ \\t]+(\\d[^\\s#]{0,40})`, 'm').exec(text)?.[1];

/** Where a repository says which version of a runtime it wants, the more exact first. */
const pins: Readonly<Record<string, readonly (readonly [file: string, what: string, read: Read])[]>> = {
  javascript: [
    ['.nvmrc', '.nvmrc', firstLine],
    ['.node-version', '.node-version', firstLine],
    ['.tool-versions', '.tool-versions', tool('nodejs')],
    ['package.json', 'engines.node', engines],
  ],
  python: [
    ['.python-version', '.python-version', firstLine],
    ['.tool-versions', '.tool-versions', tool('python')],
    ['pyproject.toml', 'requires-python', requiresPython],
  ],
  ruby: [
    ['.ruby-version', '.ruby-version', firstLine],
    ['.tool-versions', '.tool-versions', tool('ruby')],
  ],
  go: [['go.mod', 'go.mod’s go', goVersion]],
  rust: [
    ['rust-toolchain.toml', 'rust-toolchain.toml', channel],
    ['rust-toolchain', 'rust-toolchain', firstLine],
  ],
  java: [
    ['.java-version', '.java-version', firstLine],
    ['.tool-versions', '.tool-versions', tool('java')],
  ],
  dart: [
    ['.fvmrc', '.fvmrc’s flutter', json('flutter')],
    ['pubspec.lock', 'pubspec.lock’s flutter', sdk('flutter')],
    ['pubspec.lock', 'pubspec.lock’s dart', sdk('dart')],
    ['.tool-versions', '.tool-versions', tool('dart')],
  ],
  swift: [['.swift-version', '.swift-version', firstLine]],
  csharp: [['global.json', 'global.json’s sdk', json('version')]],
  elixir: [['.tool-versions', '.tool-versions', tool('elixir')]],
};

const longest = 1_000_000;

/** The files that may say which version of its runtime a program of this language wants, the more exact first. */
export function pinFiles(language: string): readonly string[] {
  return (pins[language] ?? []).map(([file]) => file);
}

/** What one of them says; null when it says nothing. */
export function pinnedIn(language: string, file: string, text: string): Setting | null {
  const name = file.slice(file.lastIndexOf('/') + 1);
  for (const [known, what, read] of pins[language] ?? []) {
    const value = known === name ? read(text.slice(0, longest))?.trim() : undefined;
    if (value !== undefined && /^[\w.+/*^~<>=|!, -]{1,40}$/.test(value)) return { name: what, value };
  }
  return null;
}
