/** The name and version of the package that a file belongs to. */
export interface PackageVersion {
  readonly name: string | null;
  readonly version: string | null;
}

/** Files that name a package, by language. */
const manifests: Readonly<Record<string, readonly string[]>> = {
  javascript: ['package.json'],
  python: ['pyproject.toml', 'setup.cfg'],
  go: ['go.mod'],
  java: ['pom.xml'],
  kotlin: ['pom.xml'],
  rust: ['Cargo.toml'],
  php: ['composer.json'],
  dart: ['pubspec.yaml'],
};

/** The names of the files that name a package of this language. */
export function manifestsOf(language: string): readonly string[] {
  return manifests[language] ?? [];
}

/** Reads name and version without a parser of the whole format; null when neither is there. */
export function packageVersion(manifest: string, text: string): PackageVersion | null {
  const kind = manifest.slice(manifest.lastIndexOf('/') + 1);
  const found = kind.endsWith('.json') ? fromJson(text) : fromText(kind, text);
  return found.name === null && found.version === null ? null : found;
}

function fromJson(text: string): PackageVersion {
  try {
    const value: unknown = JSON.parse(text);
    const read = (key: string): string | null => {
      const field = typeof value === 'object' && value !== null ? Reflect.get(value, key) : null;
      return typeof field === 'string' && field.length <= 200 ? field : null;
    };
    return { name: read('name'), version: read('version') };
  } catch {
    return { name: null, version: null };
  }
}

const fields: Readonly<Record<string, readonly [name: RegExp, version: RegExp]>> = {
  'go.mod': [/^module[ \t]+(\S{1,200})/m, /^go[ \t]+$/m],
  'pom.xml': [/<artifactId>([^<]{1,200})<\/artifactId>/, /<version>([^<]{1,100})<\/version>/],
  'pubspec.yaml': [/^name:[ \t]*(\S{1,200})/m, /^version:[ \t]*(\S{1,100})/m],
};
const assignments = [
  /^name[ \t]*=[ \t]*["']?([^"'\s]{1,200})/m,
  /^version[ \t]*=[ \t]*["']?([^"'\s]{1,100})/m,
] as const;

function fromText(kind: string, text: string): PackageVersion {
  // A parent's coordinates come first in many a pom.xml: they are not the package's own.
  const own = kind === 'pom.xml' ? withoutParent(text) : text;
  const [name, version] = fields[kind] ?? assignments;
  return { name: name.exec(own)?.[1] ?? null, version: version.exec(own)?.[1] ?? null };
}

/** Searched and not matched: a file that opens a parent again and again and never ends it costs one pass. */
function withoutParent(text: string): string {
  const start = text.indexOf('<parent>');
  const end = start < 0 ? -1 : text.indexOf('</parent>', start);
  return end < 0 ? text : text.slice(0, start) + text.slice(end);
}

const runtimes: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/\bNode\.js v(\d{1,3}\.\d{1,3}\.\d{1,3})/, 'Node'],
  [/[\\/]python(\d\.\d{1,2})[\\/]/, 'Python'],
  [/[\\/]go-?(\d\.\d{1,3}(?:\.\d{1,3})?)[\\/]/, 'Go'],
  [/java\.base@(\d{1,2}(?:\.\d{1,3}){0,3})\//, 'Java'],
  [/[\\/]ruby[\\/](?:gems[\\/])?(\d\.\d{1,2}\.\d{1,2})[\\/]/, 'Ruby'],
  [/\.NET (?:Core )?(\d{1,2}\.\d{1,2}(?:\.\d{1,3})?)/, '.NET'],
];

/** The runtime that a trace gives away by its paths or its last line, such as `Python 3.11`; null when it does not. */
export function runtimeIn(text: string): string | null {
  for (const [pattern, name] of runtimes) {
    const version = pattern.exec(text)?.[1];
    if (version) return `${name} ${version}`;
  }
  return null;
}
