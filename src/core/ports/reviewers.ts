/** Somebody who reviewed or merged the last changes of a file, by what GitHub knows. */
export interface FileReviewer {
  readonly login: string;
  /** What they call themselves; null where they do not say. */
  readonly name: string | null;
}
