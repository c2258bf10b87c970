/** Reading the workspace. Paths are absolute; nothing is ever written through this port. */
export interface Files {
  /** The file's text as UTF-8; null when there is no such file, it is not a file, or it is larger than `maxBytes` (default 1 MiB). */
  read(path: string, maxBytes?: number): Promise<string | null>;
  /** The path with every symbolic link resolved; null when it does not exist. */
  real(path: string): Promise<string | null>;
  /**
   * The files below a folder, relative to it, with forward slashes; without what tools put there (.git, node_modules,
   * virtual environments). Symbolic links are not followed. At most `limit` (default 100,000). For folders without git.
   */
  list(folder: string, limit?: number): Promise<readonly string[]>;
}

/** The machine that runs Baton: what a bug report says of its environment and what zone its clock has. */
export interface Machine {
  readonly os: string;
  readonly zone: string;
  readonly zoneData: string;
  /** An environment variable; null when it is not set. Absent where programs are not run from. */
  variable?(name: string): string | null;
  /** The version of a language's runtime that is run from a folder, and how it is known; absent where nothing is to be run. */
  runtimeOf?(language: string, directory: string): Promise<string | null>;
}
