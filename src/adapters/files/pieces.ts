import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

const pieceBytes = 256 * 1024;

/** The file's text in pieces; null when there is no such file. A device or a pipe is no file: opening one may wait. */
export async function filePieces(path: string): Promise<AsyncIterable<string> | null> {
  try {
    if (!(await stat(path)).isFile()) return null;
  } catch {
    return null;
  }
  return createReadStream(path, { encoding: 'utf8', highWaterMark: pieceBytes });
}
