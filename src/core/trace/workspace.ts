import { isVendored } from './place';

/** A workspace as lists of files: what frames are mapped to. */
export interface Workspace {
  readonly roots: readonly {
    /** Absolute path of the folder. */
    readonly folder: string;
    /** The same folder by other names (symbolic links resolved). */
    readonly alsoAt?: readonly string[];
    /** Files below it, relative, with forward slashes. */
    readonly files: readonly string[];
    /** Go modules in it: the folder (relative, empty for the root) of each go.mod and the module's path. */
    readonly goModules?: readonly { readonly folder: string; readonly path: string }[];
  }[];
}

export interface WorkspaceFile {
  /** Index of the root that holds it. */
  readonly root: number;
  readonly path: string;
  readonly segments: readonly string[];
}

/** The workspace's own files by their last segment. */
export interface WorkspaceIndex {
  readonly folders: readonly { readonly root: number; readonly segments: readonly string[] }[];
  readonly goModules: readonly { readonly root: number; readonly folder: string; readonly path: string }[];
  named(name: string, anyCase: boolean): readonly WorkspaceFile[];
  at(root: number, path: string): WorkspaceFile | null;
}

/**
 * Built once per report. Costs one pass over the names; the paths of a name are split when it is asked for. With
 * `wanted` (last segments in lower case), files of other names are left out, which is several times as fast.
 */
export function indexWorkspace(workspace: Workspace, wanted?: ReadonlySet<string>): WorkspaceIndex {
  const byName = new Map<string, { root: number; path: string }[]>();
  workspace.roots.forEach(({ files }, root) => {
    for (const path of files) {
      const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
      if (wanted && !wanted.has(name)) continue;
      const known = byName.get(name);
      if (known) known.push({ root, path });
      else byName.set(name, [{ root, path }]);
    }
  });
  const taken = new Map<string, readonly WorkspaceFile[]>();
  const named = (name: string, anyCase: boolean): readonly WorkspaceFile[] => {
    const key = name.toLowerCase();
    let files = taken.get(key);
    if (!files) {
      files = (byName.get(key) ?? [])
        .filter(({ path }) => !isVendored(path))
        .map(({ root, path }) => ({ root, path, segments: path.split('/') }));
      taken.set(key, files);
    }
    return anyCase ? files : files.filter(({ segments }) => segments.at(-1) === name);
  };
  return {
    folders: workspace.roots.flatMap(({ folder, alsoAt }, root) =>
      [folder, ...(alsoAt ?? [])].map((name) => ({
        root,
        segments: name.split(/[\\/]/).filter((segment) => segment !== ''),
      })),
    ),
    goModules: workspace.roots.flatMap(({ goModules }, root) =>
      (goModules ?? []).map(({ folder, path }) => ({ root, folder, path })),
    ),
    named,
    at: (root, path) =>
      named(path.slice(path.lastIndexOf('/') + 1), false).find(
        (file) => file.root === root && file.path === path,
      ) ?? null,
  };
}
