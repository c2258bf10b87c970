/** A command, and the folder below the workspace's that it runs in; null where nothing tells. */
export interface Inferred {
  readonly command: string;
  readonly directory: string | null;
}

/** What the text and the workspace tell of a test where nobody said which one failed. */
export interface TestHints {
  /** As the report's own header names it, or the code around the line of the test. */
  readonly name: string | null;
  /** The one that the manifest names: runners leave their own calls out of what they print. */
  readonly runner: string | null;
  /** The folder of that manifest, below the workspace's; null without one. */
  readonly folder: string | null;
}
