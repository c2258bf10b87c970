import { mkdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { joined, type Snapshot } from '../../core/inbox/snapshot';
import type { InboxStore } from '../../core/ports/inboxStore';
import { addressKey } from '../../core/post/remote';
import { digest } from '../../core/text/digest';
import { writeAtomically } from './atomic';

/** One file a repository, in the folder of Baton's data about its clone. */
export function createInboxStore(directory: string): InboxStore {
  const folder = path.join(directory, 'inbox');
  const fileOf = (address: Parameters<InboxStore['read']>[0]): string =>
    path.join(folder, `${digest(addressKey(address))}.json`);
  const read: InboxStore['read'] = async (address) => {
    const text = await readFile(fileOf(address), 'utf8').catch(() => null);
    return text === null ? null : snapshotIn(text);
  };
  return {
    read,
    write: async (address, snapshot) => {
      const kept = joined(snapshot, await read(address));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeAtomically(fileOf(address), JSON.stringify(kept));
      return kept;
    },
  };
}

/** What another version wrote, or half a file, is as good as nothing: GitHub has it all. */
function snapshotIn(text: string): Snapshot | null {
  try {
    const value = JSON.parse(text) as Partial<Snapshot> | null;
    const whole =
      value?.version === 1 &&
      typeof value.viewer === 'string' &&
      !Number.isNaN(Date.parse(String(value.asOf))) &&
      typeof value.seen === 'object' &&
      Array.isArray(value.discussions) &&
      Array.isArray(value.gaps ?? []) &&
      Array.isArray(value.rests ?? []) &&
      value.discussions.every((each) => typeof each?.body === 'string' && Array.isArray(each.replies));
    return whole ? (value as Snapshot) : null;
  } catch {
    return null;
  }
}
