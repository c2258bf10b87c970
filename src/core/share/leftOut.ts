/** Ignored files without which a program often does not start: settings of one's own machine, and their kin. */
const needed =
  /(?:^|\/)(?:\.env(?:\.[\w.-]{1,40})?|\.envrc|\.npmrc|\.pypirc|local\.properties|local_settings\.py|settings_local\.py|appsettings\.[\w-]{1,40}\.json|[\w-]{1,60}\.tfvars|docker-compose\.override\.ya?ml|[\w.-]{1,60}\.local(?:\.(?:json|ya?ml|toml|js|ts|php|xml))?|google-services\.json|(?:service-account|credentials|secrets)\.(?:json|ya?ml|toml))$/i;
const samples = /\.(?:example|sample|template|dist)$/i;

/** Whether the work seems to need an ignored file: it stays behind, and the note says so. */
export function seemsNeeded(path: string): boolean {
  return needed.test(path) && !samples.test(path);
}

/** Why something is not inside a snapshot, in words that need no knowledge of Baton. */
export const reasons = {
  ignored: 'git ignores it, and the work seems to need it',
  tooLarge: (bytes: number, limit: number): string =>
    `${megabytes(bytes)} MB, more than the limit of ${megabytes(limit)} MB`,
  nested: 'a git repository of its own',
  unreadable: 'it cannot be read',
  unchanged: 'git was told to take it for unchanged',
  byChoice: 'left out by its author',
  // Its remotes are not asked: other hosts than the one to share to, which nobody named; and what a remote lists is only
  // the tips of its branches, most of which nobody here may have.
  submoduleCommit: (sha: string): string =>
    `commit ${sha.slice(0, 12)} of this submodule was never pushed, by what was last fetched there`,
  submoduleChanges: 'changes inside this submodule are not committed there',
  lfs: 'its content (Git LFS) could not be uploaded: only a pointer is inside',
} as const;

function megabytes(bytes: number): string {
  return (Math.ceil((bytes / 1_000_000) * 10) / 10).toString();
}
