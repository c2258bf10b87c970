import type { Files } from '../../core/ports/files';
import { manifestsOf, packageVersion, type PackageVersion } from '../../core/report/environment';
import { frameworkManifests, frameworksIn } from '../../core/report/frameworks';
import type { ReportFacts } from '../../core/report/facts';
import { lockedVersion, lockfiles, lockfilesOf, setUpBy } from '../../core/report/lockfiles';
import type { Culprit } from '../../core/report/model';
import { aspNetIn, nugetCalled, nugetFiles, projectAbove, projectVersion } from '../../core/report/nuget';
import { jarsIn, packagesOf, type UsedPackage } from '../../core/report/packages';
import { pinFiles, pinnedIn } from '../../core/report/pinned';
import type { Setting } from '../../core/report/settings';
import { setUpByXcode, xcodeResolved } from '../../core/report/xcode';
import type { MappedTrace } from '../../core/trace/map';
import { nearestOf } from './nearest';
import { readInside, type Root } from './root';

/** Lockfiles of large projects are long. */
const longestLockfile = 32 * 1024 * 1024;

/** The own package, the packages of others on the trace, and how a checkout is set up. */
export async function readEnvironment(
  trace: MappedTrace,
  text: string,
  culprit: Culprit | null,
  root: Root | undefined,
  files: Files,
): Promise<
  Pick<ReportFacts, 'packageVersion' | 'packages' | 'setUp'> & { readonly pinned: readonly Setting[] }
> {
  const foreign = trace.errors.flatMap(({ frames }) => frames.filter(({ inApp }) => !inApp));
  const told = packagesOf(foreign.slice(0, mostFrames).map(({ file }) => file));
  const printed = told.length > 0 ? told : jarsIn(text);
  if (!root) return { packageVersion: null, packages: printed, setUp: null, pinned: [] };
  const path = culprit?.path ?? '';
  const net = trace.language === 'csharp' ? await readDotNet(foreign, path, root, files) : null;
  const used = [
    ...printed,
    ...(net?.packages ?? []).filter(({ name }) => !printed.some((each) => sameName(each.name, name))),
  ];
  // What it is built on is worth telling although no call went through it.
  const built = culprit ? await readFrameworks(trace.language, path, root, files) : [];
  const others = built.filter(({ name }) => !used.some((each) => each.name === name));
  const [packageVersion, frameworks, packages, lockfile, pinned] = await Promise.all([
    net?.project ?? (culprit ? readPackage(trace.language, culprit.path, root, files) : null),
    withVersions(others, path, root, files),
    withVersions(used, path, root, files),
    nearestOf(lockfilesOf(trace.language), path, root, files),
    readPinned(trace.language, path, root, files),
  ]);
  const known = [...frameworks.filter(({ version }) => version !== null), ...packages];
  const project = lockfile === null && trace.language === 'swift' ? xcodeResolved(root.files, path) : null;
  const setUp = lockfile !== null ? setUpBy(lockfile) : project === null ? null : setUpByXcode(project);
  return { packageVersion, packages: known, setUp, pinned };
}

/** Of .NET: whose code it is, the packages that it calls, and the framework that it is built on. */
async function readDotNet(
  foreign: readonly { readonly function: string | null }[],
  path: string,
  root: Root,
  files: Files,
): Promise<{ readonly project: PackageVersion | null; readonly packages: readonly UsedPackage[] }> {
  const places = await Promise.all(nugetFiles.map((name) => nearestOf([name], path, root, files)));
  const project = projectAbove(root.files, path);
  const [own, ...texts] = await Promise.all(
    [project, ...places].map((place) =>
      place === null ? null : readInside(root, place, files, longestLockfile),
    ),
  );
  const known = [own ?? '', ...texts].filter((each) => each !== null);
  const functions = foreign.slice(0, mostFrames).flatMap(({ function: name }) => name ?? []);
  const framework = own ? aspNetIn(own) : null;
  return {
    project: project !== null && own ? projectVersion(project, own) : null,
    packages: [...(framework ? [framework] : []), ...nugetCalled(functions, known)],
  };
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The frameworks that the manifests above `path` name, the nearest that names any. */
async function readFrameworks(
  language: string,
  path: string,
  root: Root,
  files: Files,
): Promise<readonly UsedPackage[]> {
  for (const name of frameworkManifests(language)) {
    const file = await nearestOf([name], path, root, files);
    const text = file === null ? null : await readInside(root, file, files);
    const found = file === null || text === null ? [] : frameworksIn(language, file, text);
    if (found.length > 0) return found;
  }
  return [];
}

/** The first file that says which version of the runtime is wanted. */
async function readPinned(
  language: string,
  path: string,
  root: Root,
  files: Files,
): Promise<readonly Setting[]> {
  for (const name of pinFiles(language)) {
    const file = await nearestOf([name], path, root, files);
    const text = file === null ? null : await readInside(root, file, files);
    const found = file === null || text === null ? null : pinnedIn(language, file, text);
    if (found) return [found];
  }
  return [];
}

const mostFrames = 2_000;

async function withVersions(
  used: readonly UsedPackage[],
  path: string,
  root: Root,
  files: Files,
): Promise<readonly UsedPackage[]> {
  const texts = new Map<string, Promise<string | null>>();
  const textOf = (lockfile: string): Promise<string | null> => {
    const reading = texts.get(lockfile) ?? readInside(root, lockfile, files, longestLockfile);
    texts.set(lockfile, reading);
    return reading;
  };
  return Promise.all(
    used.map(async (each) => {
      if (each.version !== null) return each;
      // The exact one is asked first; a folder may hold several.
      for (const name of lockfiles[each.ecosystem]) {
        const places = [
          await nearestOf([name], path, root, files),
          // Xcode's lies beside what it is for, in a folder that is named as the project.
          each.ecosystem === 'swift' ? xcodeResolved(root.files, path) : null,
        ];
        for (const lockfile of places) {
          const text = lockfile === null ? null : await textOf(lockfile);
          const version = lockfile === null || text === null ? null : lockedVersion(lockfile, text, each);
          if (version !== null) return { ...each, version };
        }
      }
      return each;
    }),
  );
}

async function readPackage(
  language: string,
  path: string,
  root: Root,
  files: Files,
): Promise<PackageVersion | null> {
  const manifest = await nearestOf(manifestsOf(language), path, root, files);
  const text = manifest === null ? null : await readInside(root, manifest, files);
  return manifest === null || text === null ? null : packageVersion(manifest, text);
}
