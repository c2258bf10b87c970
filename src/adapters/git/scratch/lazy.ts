import type { Scratches } from '../../../core/ports/scratch';

/** Throw-away working trees; nothing is loaded before the first is made. */
export function createScratches(): Scratches {
  return {
    create: async (request) => (await import('.')).createScratches().create(request),
  };
}
