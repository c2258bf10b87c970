import { UserError } from '../../core/errors';

/** git ended with a status that its caller did not expect: a repository that git itself cannot read. */
export class GitFailure extends UserError {
  constructor(
    readonly args: readonly string[],
    directory: string,
    readonly exitCode: number | null,
    /** What git said, in English. */
    readonly stderr: string,
  ) {
    const said = [...stderr.slice(0, 300)]
      .map((each) => (each < ' ' ? ' ' : each))
      .join('')
      .trim();
    super(
      `git ${args[0] ?? ''} failed in ${directory} (status ${exitCode ?? 'none'}: ${said || 'no reason given'}): run "git fsck" there to see what is wrong.`,
    );
  }
}

export function gitIsMissing(): UserError {
  return new UserError(
    'git was not found on this machine: install it from https://git-scm.com, or add it to the PATH, then try again.',
  );
}
