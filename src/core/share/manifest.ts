import type { Operation } from '../ports/git';
import { parseProgress, type Progress } from './progress';

/** What is not inside a snapshot, and why. Paths relative to the repository's root. */
export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** What a snapshot says of itself, in its commit's message. */
export interface Manifest {
  /** Null when HEAD was detached. */
  readonly branch: string | null;
  /** Whether there was a commit to stand on: the first parent then. */
  readonly hasHead: boolean;
  /** Whether the index differs from HEAD: the next parent then holds it. */
  readonly hasIndex: boolean;
  /** Whether the last parent holds what a tree cannot: conflicts, intents to add, exact line ends. */
  readonly hasMore: boolean;
  readonly upstream: { readonly remote: string; readonly branch: string } | null;
  readonly operation: Operation | null;
  /** How far it had come, where it does not go on by itself. */
  readonly progress: Progress | null;
  /** The commits that a merge under way brings in, or that another operation needs to go on, as full shas. */
  readonly merging: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly open: readonly { readonly path: string; readonly line: number }[];
  /** What to run next; told, never run. */
  readonly command: string | null;
  /** The remote's name where it was shared. */
  readonly remote: string | null;
  /** Larger files stayed behind. */
  readonly maxBytes: number | null;
}

const mark = 'baton-snapshot: ';

/** The message of a snapshot's commit. */
export function messageOf(manifest: Manifest): string {
  const where = manifest.branch === null ? 'a detached HEAD' : manifest.branch;
  return [
    `Work in progress on ${where}`,
    '',
    'Shared with Baton, to be picked up and not to be merged.',
    '',
    `${mark}${JSON.stringify(manifest)}`,
    '',
  ].join('\n');
}

/** What a snapshot's commit says of itself; null when it is no snapshot. Somebody else wrote it: nothing is trusted. */
export function parseManifest(message: string): Manifest | null {
  const line = message.split('\n').find((each) => each.startsWith(mark));
  if (line === undefined || line.length > 4_000_000) return null;
  let value: unknown;
  try {
    value = JSON.parse(line.slice(mark.length));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Record<string, unknown>;
  return {
    branch: text(fields['branch']),
    hasHead: fields['hasHead'] === true,
    hasIndex: fields['hasIndex'] === true,
    hasMore: fields['hasMore'] === true,
    upstream: upstreamOf(fields['upstream']),
    operation: operations.find((each) => each === fields['operation']) ?? null,
    progress: parseProgress(fields['progress']),
    merging: list(fields['merging']).filter(
      (each): each is string => typeof each === 'string' && /^[0-9a-f]{40,64}$/.test(each),
    ),
    leftOut: list(fields['leftOut']).flatMap((each) => {
      const [path, why] = [text(field(each, 'path')), text(field(each, 'why'))];
      return path === null || why === null ? [] : [{ path, why }];
    }),
    open: list(fields['open']).flatMap((each) => {
      const [path, line] = [text(field(each, 'path')), field(each, 'line')];
      return path !== null && typeof line === 'number' && Number.isInteger(line) && line > 0
        ? [{ path, line }]
        : [];
    }),
    command: text(fields['command']),
    remote: text(fields['remote']),
    maxBytes: typeof fields['maxBytes'] === 'number' ? fields['maxBytes'] : null,
  };
}

const operations: readonly Operation[] = ['rebase', 'merge', 'cherry-pick', 'revert', 'bisect'];

function text(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 && value.length <= 4096 ? value : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]).slice(0, 10_000) : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function upstreamOf(value: unknown): Manifest['upstream'] {
  const [remote, branch] = [text(field(value, 'remote')), text(field(value, 'branch'))];
  return remote === null || branch === null ? null : { remote, branch };
}
