/** A place in a source: the source's name as the map gives it, resolved; line and column 1-based. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What names a frame that a map translates. */
export function frameKey(frame: {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}): string {
  return `${frame.file}\n${frame.line}:${frame.column}`;
}
