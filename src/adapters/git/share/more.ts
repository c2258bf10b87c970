import type { Cancellation } from '../../../core/cancel';
import type { Place } from './settings';
import { noMode, type ChangedPath } from './treeState';

/**
 * What a tree cannot say, as folders of a tree of its own: the sides of a conflict in `1`, `2` and `3`, what was
 * marked to be added in `intent`, and files as they are, where git would change their line ends, in `exact`.
 */
export const rooms = { stages: ['1', '2', '3'], intent: 'intent', exact: 'exact' } as const;

/** Writes that tree; null when there is nothing to say. */
export async function writeMore(
  place: Place,
  indexFile: string,
  parts: {
    readonly changed: readonly ChangedPath[];
    readonly intents: readonly ChangedPath[];
    readonly exact: ReadonlyMap<string, string>;
  },
  /** Also when there is nothing to say: a merge's other side hangs on it. */
  isNeeded: boolean,
  signal?: Cancellation,
): Promise<string | null> {
  const lines: string[] = [];
  for (const { path, stages } of parts.changed) {
    stages?.forEach(({ mode, sha }, at) => {
      if (mode !== noMode && mode !== '160000')
        lines.push(`${mode} ${sha} 0\t${rooms.stages[at] ?? '1'}/${path}\0`);
    });
  }
  if (parts.intents.length > 0) {
    const empty = await place.runner.output(['hash-object', '-w', '--stdin'], { signal });
    for (const { path, index } of parts.intents) {
      const mode = index.mode === noMode ? '100644' : index.mode;
      lines.push(`${mode} ${empty.stdout.trim()} 0\t${rooms.intent}/${path}\0`);
    }
  }
  for (const [path, sha] of parts.exact) lines.push(`100644 ${sha} 0\t${rooms.exact}/${path}\0`);
  if (lines.length === 0) {
    if (!isNeeded) return null;
    return (
      await place.runner.output(['hash-object', '-w', '-t', 'tree', '--stdin'], { signal })
    ).stdout.trim();
  }
  const runner = place.with({ indexFile });
  const run = { signal, input: lines.join(''), encoding: 'latin1' } as const;
  await runner.output(['update-index', '-z', '--index-info'], run);
  return (await runner.output(['write-tree'], { signal })).stdout.trim();
}
