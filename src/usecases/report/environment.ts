import type { Files } from '../../core/ports/files';
import { manifestFor, packageVersion, type PackageVersion } from '../../core/report/environment';
import type { ReportFacts } from '../../core/report/facts';
import { lockedVersion, lockfiles, nearest, setUpFor } from '../../core/report/lockfiles';
import type { Culprit } from '../../core/report/model';
import { packagesOf, type UsedPackage } from '../../core/report/packages';
import type { MappedTrace } from '../../core/trace/map';
import { readInside, type Root } from './root';

/** Lockfiles of large projects are long. */
const longestLockfile = 32 * 1024 * 1024;

/** The own package, the packages of others on the trace, and how a checkout is set up. */
export async function readEnvironment(
  trace: MappedTrace,
  culprit: Culprit | null,
  root: Root | undefined,
  files: Files,
): Promise<Pick<ReportFacts, 'packageVersion' | 'packages' | 'setUp'>> {
  const foreign = trace.errors.flatMap(({ frames }) => frames.filter(({ inApp }) => !inApp));
  const used = packagesOf(foreign.slice(0, mostFrames).map(({ file }) => file));
  if (!root) return { packageVersion: null, packages: used, setUp: null };
  const path = culprit?.path ?? '';
  const known = new Set(root.files);
  const [own, packages] = await Promise.all([
    culprit ? readPackage(trace.language, culprit.path, root, files) : null,
    withVersions(used, path, root, known, files),
  ]);
  return { packageVersion: own, packages, setUp: setUpFor(trace.language, path, known) };
}

const mostFrames = 2_000;

async function withVersions(
  used: readonly UsedPackage[],
  path: string,
  root: Root,
  known: ReadonlySet<string>,
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
        const lockfile = nearest([name], path, known);
        const text = lockfile === null ? null : await textOf(lockfile);
        const version = lockfile === null || text === null ? null : lockedVersion(lockfile, text, each);
        if (version !== null) return { ...each, version };
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
  const manifest = manifestFor(language, path, root.files);
  const text = manifest === null ? null : await readInside(root, manifest, files);
  return manifest === null || text === null ? null : packageVersion(manifest, text);
}
