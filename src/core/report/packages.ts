/** A package of somebody else that the trace goes through. */
export interface UsedPackage {
  readonly name: string;
  /** As the path says it; else null until a lockfile tells. */
  readonly version: string | null;
  readonly ecosystem: Ecosystem;
}

export type Ecosystem =
  'npm' | 'python' | 'go' | 'cargo' | 'gem' | 'composer' | 'jar' | 'pub' | 'hex' | 'swift' | 'nuget';

/** More packages than this are counted instead of named. */
const mostPackages = 6;

const name = String.raw`[A-Za-z0-9][\w.-]{0,100}`;
const version = String.raw`\d[\w.+-]{0,60}`;

/** How each ecosystem lays its packages out. Anchored by a literal and bounded, so never slow. */
const layouts: readonly (readonly [Ecosystem, RegExp])[] = [
  // pnpm's store and Yarn's cache carry the version; the package's own folder does not.
  [
    'npm',
    /\/\.pnpm\/(?:@[\w.-]{1,100}\+)?[\w.-]{1,100}@(?<version>\d[\w.-]{0,60})[^/]{0,200}\/node_modules\//,
  ],
  ['npm', /\/cache\/(?<yarn>(?:@[\w.]{1,60}-)?[\w.-]{1,100})-npm-(?<version>\d[\w.]{0,40})-[0-9a-f]{8,16}/],
  ['python', new RegExp(String.raw`\/(?:site|dist)-packages\/(?<name>${name})(?=[/\\])`)],
  ['python', /\/(?:site|dist)-packages\/(?<name>[A-Za-z][\w-]{0,100})\.py$/],
  ['go', /(?:\/pkg\/mod\/|^)(?<name>[\w-]{1,60}\.[\w.-]{1,60}\/[^@\s]{1,200})@(?<version>v[\w.+-]{1,80})\//],
  [
    'cargo',
    new RegExp(String.raw`\/registry\/src\/[^/]{1,100}\/(?<name>[\w-]{1,100}?)-(?<version>${version})\/`),
  ],
  ['gem', new RegExp(String.raw`\/gems\/(?<name>[\w.-]{1,100}?)-(?<version>${version})\/`)],
  ['composer', /\/vendor\/(?<name>[a-z0-9][\w.-]{0,60}\/[a-z0-9][\w.-]{0,60})\//],
  ['pub', new RegExp(String.raw`\/hosted\/[^/]{1,100}\/(?<name>\w{1,100})-(?<version>${version})\/`)],
  // Dart prints a file by its package; whose package it is, only the lockfile tells.
  ['pub', /^package:(?<name>\w{1,100})\//],
  // Of Swift's package manager, and of Xcode's.
  ['swift', /\/(?:\.build|SourcePackages)\/checkouts\/(?<name>[A-Za-z0-9][\w.-]{0,100})\//],
  ['nuget', /\/\.nuget\/packages\/(?<name>[a-z0-9][\w.-]{0,100})\/(?<version>\d[\w.+-]{0,60})\//],
  ['hex', /^(?:\/\S{0,300}\/)?deps\/(?<name>\w{1,80})\/lib\//],
];

/** The packages of the frames, innermost first, each once. `files` are the frames' files as printed. */
export function packagesOf(files: readonly string[]): readonly UsedPackage[] {
  const found = new Map<string, UsedPackage>();
  for (const file of new Set(files)) {
    const used = packageOf(file.slice(0, 1_000).replaceAll('\\', '/'));
    if (!used) continue;
    const key = `${used.ecosystem} ${used.name}`;
    const known = found.get(key);
    if (!known || (known.version === null && used.version !== null)) found.set(key, used);
    if (found.size >= mostPackages) break;
  }
  return [...found.values()];
}

function packageOf(file: string): UsedPackage | null {
  let told: string | null = null;
  for (const [ecosystem, layout] of layouts) {
    const groups = layout.exec(file)?.groups;
    if (!groups) continue;
    const known = groups['name'] ?? yarnName(groups['yarn']);
    if (ecosystem === 'npm' && known === undefined) {
      told = groups['version'] ?? null;
      continue;
    }
    if (known !== undefined && known !== '') {
      return { name: known, version: groups['version'] ?? null, ecosystem };
    }
  }
  // The last node_modules counts: a package may bring packages of its own.
  const at = file.lastIndexOf('node_modules/');
  const npm = /^(@[\w.-]{1,100}\/[\w.-]{1,100}|[\w.-]{1,100})\//.exec(
    at < 0 ? '' : file.slice(at + 'node_modules/'.length),
  )?.[1];
  return npm === undefined || npm.startsWith('.') ? null : { name: npm, version: told, ecosystem: 'npm' };
}

/** Logback and Spring Boot print the jar behind a frame: `~[spring-web-5.3.1.jar:5.3.1]`, `[jackson-2.1.jar!/:2.1]`. */
const jar = /[[(]([A-Za-z][\w.]{0,60}(?:-[A-Za-z][\w.]{0,40}){0,6})-(\d[\w.-]{0,40}?)\.jar(?:!\/)?[:\])]/g;

/** The jars that a trace of the JVM names itself, in their order, each once. */
export function jarsIn(text: string): readonly UsedPackage[] {
  const found = new Map<string, UsedPackage>();
  for (const [, name = '', version = ''] of text.slice(0, 400_000).matchAll(jar)) {
    if (found.size >= mostPackages) break;
    if (!found.has(name)) found.set(name, { name, version, ecosystem: 'jar' });
  }
  return [...found.values()];
}

/** `@scope-name` of Yarn's cache is `@scope/name`. */
function yarnName(text: string | undefined): string | undefined {
  return text?.startsWith('@') ? text.replace('-', '/') : text;
}
