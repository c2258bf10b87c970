/** Texts of any size, read a piece at a time. */
export interface TextPieces {
  /** The file's text as UTF-8, in pieces; null when there is no such file, or it is not a file. */
  pieces(path: string): Promise<AsyncIterable<string> | null>;
}
