import { rm } from 'node:fs/promises';

/** Removes a folder and all in it, also while something in the background, which no test waits for, still writes there. */
export function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
