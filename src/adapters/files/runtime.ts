import { execFile } from 'node:child_process';

/** What a runtime is called, and the command by which it tells its version. */
const commands: Readonly<Record<string, readonly [name: string, command: string, argument: string]>> = {
  javascript: ['Node', 'node', '--version'],
  python: ['Python', 'python3', '--version'],
  java: ['Java', 'java', '-version'],
  kotlin: ['Java', 'java', '-version'],
  scala: ['Java', 'java', '-version'],
  groovy: ['Java', 'java', '-version'],
  go: ['Go', 'go', 'version'],
  rust: ['Rust', 'rustc', '--version'],
  ruby: ['Ruby', 'ruby', '--version'],
  php: ['PHP', 'php', '--version'],
  perl: ['Perl', 'perl', '--version'],
  csharp: ['.NET', 'dotnet', '--version'],
  dart: ['Dart', 'dart', '--version'],
  swift: ['Swift', 'swift', '--version'],
  lua: ['Lua', 'lua', '-v'],
  haskell: ['GHC', 'ghc', '--numeric-version'],
};

/** A runtime that takes longer is not waited for, in milliseconds. */
const patience = 2_000;

/**
 * The version of a language's runtime that is first on the path in a folder, with the command that says so. Null where
 * there is none, and on Windows, which would look for the program in the folder itself first.
 */
export function runtimeOf(language: string, directory: string): Promise<string | null> {
  const found = commands[language];
  if (!found || process.platform === 'win32') return Promise.resolve(null);
  const [name, command, argument] = found;
  return new Promise((resolve) => {
    const options = { cwd: directory, timeout: patience, maxBuffer: 64 * 1024 };
    const child = execFile(command, [argument], options, (error, stdout, stderr) => {
      const version = error ? undefined : versionIn(stdout.trim() === '' ? stderr : stdout);
      resolve(version === undefined ? null : `${name} ${version} (${command} ${argument})`);
    });
    child.stdin?.end();
  });
}

function versionIn(text: string): string | undefined {
  return /\d{1,4}\.\d{1,4}(?:\.\d{1,4})?/.exec(text.slice(0, 400))?.[0];
}
