import { CancelledError } from './errors';

/** The part of the platform's AbortSignal that Baton needs; the core knows no DOM and no Node types. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Throws CancelledError when the work was called off. */
export function throwIfCancelled(signal: Cancellation | undefined): void {
  if (signal?.aborted) throw new CancelledError('cancelled');
}
