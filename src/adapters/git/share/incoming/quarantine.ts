import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../../core/cancel';
import { CancelledError, UserError } from '../../../../core/errors';
import type { Place } from '../settings';
import { commonDirectory } from '../unfinished/marker';

/** A store for objects beside the repository's own, which the repository does not see. */
export interface Quarantine {
  /** The repository with what is in here. */
  readonly place: Place;
  /** How many bytes came. */
  size(): Promise<number>;
  /** Moves all of it into the repository. */
  keep(): Promise<void>;
  remove(): Promise<void>;
}

export async function openQuarantine(place: Place): Promise<Quarantine> {
  const own = join(await commonDirectory(place), 'objects');
  // By this name git tidies away what a process that was killed left behind.
  const fresh = await mkdtemp(join(own, 'tmp_objdir-baton-')).catch((error: unknown) => {
    throw new UserError(
      `${own} cannot be written to (${(error as NodeJS.ErrnoException).code ?? 'no reason given'}): mend that and pick up again. Nothing was changed.`,
    );
  });
  const packs = join(fresh, 'pack');
  const names = (): Promise<string[]> => readdir(packs).catch(() => []);
  const objects = { fresh, own };
  // One pack, however little it is: then nothing but packs has to be moved.
  const start: Place['with'] = (more) =>
    place.with({ ...more, objects, settings: [['fetch.unpackLimit', '1'], ...(more.settings ?? [])] });
  return {
    place: { ...place, runner: start({}), with: start },
    async size() {
      const sizes = (await names()).map(
        async (name) => (await stat(join(packs, name)).catch(() => null))?.size ?? 0,
      );
      return (await Promise.all(sizes)).reduce((sum, each) => sum + each, 0);
    },
    async keep() {
      const found = (await names()).filter((name) =>
        /^pack-[0-9a-f]+\.(?:pack|rev|promisor|idx)$/.test(name),
      );
      if (found.length === 0) return;
      await mkdir(join(own, 'pack'), { recursive: true });
      // git takes a pack for there once its index is.
      const isIndex = (name: string): number => Number(name.endsWith('.idx'));
      for (const name of found.sort((one, other) => isIndex(one) - isIndex(other)))
        await rename(join(packs, name), join(own, 'pack', name));
    },
    remove: () => rm(fresh, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** How often a person is told how much has come, in milliseconds. */
const beat = 250;

/**
 * Does `work` that fills the quarantine, and calls it off as soon as there is more in it than `most`. Answers whether
 * it came to its end.
 */
export async function filledUpTo(
  quarantine: Quarantine,
  most: number | null,
  received: ((bytes: number) => void) | undefined,
  work: (signal: Cancellation) => Promise<void>,
  signal: Cancellation | undefined,
): Promise<boolean> {
  const controller = new AbortController();
  let giveUp: (error: Error) => void = () => undefined;
  // A connection that stands still keeps git's own helpers alive: nobody who cancels waits for them.
  const calledOff = new Promise<never>((_, reject) => (giveUp = reject));
  const abort = (): void => {
    controller.abort();
    giveUp(new CancelledError('cancelled'));
  };
  calledOff.catch(() => undefined);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  let isTooMuch = false;
  const look = async (): Promise<void> => {
    const size = await quarantine.size();
    if (most !== null && size > most) {
      isTooMuch = true;
      abort();
    } else if (size > 0) received?.(size);
  };
  const timer = setInterval(() => void look(), beat);
  try {
    await Promise.race([calledOff, work(controller.signal)]);
    await look();
  } catch (error) {
    if (!isTooMuch || signal?.aborted) throw error;
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', abort);
  }
  return !isTooMuch;
}
