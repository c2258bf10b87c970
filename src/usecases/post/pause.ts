import type { Cancellation } from '../../core/cancel';
import { CancelledError } from '../../core/errors';

/** Waits; rejects with CancelledError as soon as the signal aborts. */
export function pauseWithTimer(milliseconds: number, signal?: Cancellation): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new CancelledError('cancelled'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
