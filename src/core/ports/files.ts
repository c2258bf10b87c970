/** Reading the workspace. Paths are absolute; nothing is ever written through this port. */
export interface Files {
  /** The file's text as UTF-8; null when there is no such file, it is not a file, or it is larger than `maxBytes` (default 1 MiB). */
  read(path: string, maxBytes?: number): Promise<string | null>;
  /** The path with every symbolic link resolved; null when it does not exist. */
  real(path: string): Promise<string | null>;
}

/** The machine that runs Baton: what a bug report says of its environment and what zone its clock has. */
export interface Machine {
  readonly os: string;
  readonly runtime: string;
  readonly zone: string;
  readonly zoneData: string;
}
