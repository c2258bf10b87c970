import type { PackageVersion } from './environment';
import type { UsedPackage } from './packages';

/** Where .NET says which version of a package it took, beside the project itself; the last is what a build leaves behind. */
export const nugetFiles: readonly string[] = [
  'packages.lock.json',
  'Directory.Packages.props',
  'obj/project.assets.json',
];

const mostPackages = 6;
const idForm = String.raw`[A-Za-z0-9][\w.-]{0,100}`;
const versionForm = String.raw`\d[\w.+-]{0,60}`;
const patterns: readonly RegExp[] = [
  // packages.lock.json: `"Dapper": { "type": "Direct", "requested": "[2.1, )", "resolved": "2.1.35"`
  new RegExp(
    String.raw`"(${idForm})":\s{0,20}\{\s{0,40}"type":\s{0,20}"[^"]{1,20}",(?:\s{0,40}"requested":\s{0,20}"[^"]{0,60}",)?\s{0,40}"resolved":\s{0,20}"(${versionForm})"`,
    'g',
  ),
  // project.assets.json: `"Dapper/2.1.35": { "type": "package"`
  new RegExp(
    String.raw`"(${idForm})\/(${versionForm})":\s{0,20}\{\s{0,40}(?:"sha512":\s{0,20}"[^"]{0,200}",\s{0,40})?"type":\s{0,20}"package"`,
    'g',
  ),
  // A project, and what projects share: `<PackageReference Include="Dapper" Version="2.1.35" />`
  new RegExp(
    String.raw`<Package(?:Reference|Version)\s{1,40}(?:Include|Update)="(${idForm})"\s{1,40}Version="(${versionForm})"`,
    'g',
  ),
];

/**
 * The packages that calls go through: .NET prints no files of a package, but a package bears the name of its namespace as
 * a rule. The longest name that fits counts; `texts` are what names packages, the more exact kind of file first.
 */
export function nugetCalled(functions: readonly string[], texts: readonly string[]): readonly UsedPackage[] {
  const known = packagesIn(texts);
  const used = new Map<string, UsedPackage>();
  for (const called of new Set(functions)) {
    const parts = called.slice(0, 400).split('.').slice(0, 20);
    const names = parts.slice(1).map((_, at) => parts.slice(0, parts.length - 1 - at).join('.'));
    const found = names.map((name) => known.get(name.toLowerCase())).find((each) => each !== undefined);
    if (found) used.set(found.name, { ...found, ecosystem: 'nuget' });
    if (used.size >= mostPackages) break;
  }
  return [...used.values()];
}

/** By their names in lower case: NuGet compares them so. */
function packagesIn(
  texts: readonly string[],
): ReadonlyMap<string, { readonly name: string; readonly version: string }> {
  const found = new Map<string, { name: string; version: string }>();
  for (const pattern of patterns)
    for (const text of texts)
      for (const [, name = '', version = ''] of text.matchAll(pattern))
        if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), { name, version });
  return found;
}

/** ASP.NET Core comes with the framework that a project is built for: its version is that one's. */
export function aspNetIn(project: string): UsedPackage | null {
  if (
    !/\bSdk="Microsoft\.NET\.Sdk\.Web"|<FrameworkReference Include="Microsoft\.AspNetCore\.App"/.test(project)
  )
    return null;
  const version = /<TargetFrameworks?>net(\d{1,2}\.\d)\b/.exec(project)?.[1];
  return version === undefined ? null : { name: 'ASP.NET Core', version, ecosystem: 'nuget' };
}

/** A project is named by its file; `path` has forward slashes. */
export function projectVersion(path: string, project: string): PackageVersion {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  return { name, version: /<Version>([\w.+-]{1,60})</.exec(project)?.[1] ?? null };
}

/** The project files among `files` that lie nearest above `path`, the first by name; null when none does. */
export function projectAbove(files: readonly string[], path: string): string | null {
  const projects = files.filter((file) => /\.(?:cs|fs|vb)proj$/.test(file));
  const folderOf = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);
  const above = projects.filter((file) => path.startsWith(folderOf(file)));
  above.sort((one, other) => folderOf(other).length - folderOf(one).length || (one < other ? -1 : 1));
  return above[0] ?? null;
}
