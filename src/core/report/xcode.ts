import { shellWord } from './shell';

/** Xcode keeps what it resolved inside of a project, or of a workspace of several. */
const resolved =
  /^(?<folder>(?:.{1,800}?\/)??)(?:(?<project>[^/]{1,200}\.xcodeproj)\/project\.xcworkspace|[^/]{1,200}\.xcworkspace)\/xcshareddata\/swiftpm\/Package\.resolved$/;

/** The `Package.resolved` of the Xcode project that lies nearest above `path`, or of the only one among the files. */
export function xcodeResolved(files: readonly string[], path: string): string | null {
  const all = files.filter((file) => file.endsWith('/swiftpm/Package.resolved') && resolved.test(file));
  const above = all
    .filter((file) => path.startsWith(folderOf(file)))
    .sort((one, other) => folderOf(other).length - folderOf(one).length);
  return above[0] ?? (all.length === 1 ? (all[0] ?? null) : null);
}

/** What resolves a project's packages in a fresh checkout. Of a workspace it would need the name of a scheme: null. */
export function setUpByXcode(file: string): { readonly command: string; readonly folder: string } | null {
  const project = resolved.exec(file)?.groups?.['project'];
  if (project === undefined) return null;
  const command = `xcodebuild -resolvePackageDependencies -project ${shellWord(project)}`;
  return { command, folder: folderOf(file).replace(/\/$/, '') };
}

function folderOf(file: string): string {
  return resolved.exec(file)?.groups?.['folder'] ?? '';
}
