/**
 * An expected failure, told to a person as one sentence: what went wrong and what to do next.
 * The editor shows it as a message; the terminal prints it on stderr and exits with status 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError';

  constructor(
    message: string,
    /** A command (an id of `src/ids.ts`) that does what the sentence proposes, if there is one. */
    readonly remedy?: { readonly title: string; readonly command: string },
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The person (or a closing window) called the work off. Shown to nobody. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}
