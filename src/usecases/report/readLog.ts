import { throwIfCancelled, type Cancellation } from '../../core/cancel';
import { Excerpt } from '../../core/trace/excerpt';

/** What a report needs of a text that comes in pieces, however long it is. */
export async function readLog(pieces: AsyncIterable<string>, signal?: Cancellation): Promise<string> {
  const excerpt = new Excerpt();
  for await (const piece of pieces) {
    throwIfCancelled(signal);
    excerpt.take(piece);
    if (excerpt.full) break;
  }
  return excerpt.end();
}
