import { UserError } from '../../core/errors';

/** git ended with a status that its caller did not expect. Never shown to a person as it is. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';

  constructor(
    readonly args: readonly string[],
    readonly exitCode: number | null,
    readonly stderr: string,
  ) {
    super(`git ${args[0] ?? ''} ended with ${exitCode ?? 'a signal'}: ${stderr.slice(0, 2000)}`);
  }
}

export function gitIsMissing(): UserError {
  return new UserError(
    'git was not found on this machine: install it from https://git-scm.com (or set "git.path"), then try again.',
  );
}
