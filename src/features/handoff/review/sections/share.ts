import type { WorkingTree } from '../../../../core/ports/git';
import { visible } from '../../../../core/text/visible';
import type { ShareSection, ShareWay } from '../../../../protocol';

/** How one of the workspace's repositories stands. */
export interface LocalWork extends Pick<WorkingTree, 'changes' | 'head'> {
  readonly root: string;
  /** The folder, by which people know it. */
  readonly name: string;
}

/** Whether there are commits that can be pushed, or changes that no commit holds. */
export function isOnlyHere(work: LocalWork): boolean {
  return partsOf(work).length > 0;
}

/** The repositories whose work goes along: all that have some, under one name. */
export function goingAlong(all: readonly LocalWork[], way: ShareWay): readonly string[] {
  if (way === 'nothing') return [];
  return all.filter(way === 'branch' ? canPush : isOnlyHere).map(({ root }) => root);
}

/** What is only on this machine, and what of it may go along; null when a remote has it all. */
export function shareSection(
  all: readonly LocalWork[],
  chosen: ShareWay,
  isPublic: boolean | null,
): ShareSection | null {
  const local = all.filter(isOnlyHere);
  if (local.length === 0) return null;
  const told = local.map((work) => {
    const parts = partsOf(work).join(' and ');
    return all.length === 1 ? parts : `in ${visible(work.name)} ${parts}`;
  });
  const hasChanges = local.some(({ changes }) => changes.length > 0);
  const warning =
    chosen === 'snapshot' && isPublic === true
      ? 'This repository is PUBLIC: everybody can read a snapshot of it.'
      : chosen === 'branch' && hasChanges
        ? 'What is not committed stays on this machine.'
        : null;
  const isOne = local.length === 1;
  return {
    kind: 'share',
    text: `Only on this machine: ${told.join('; ')}.`,
    choices: [
      { way: 'nothing', text: 'Share nothing', unavailable: null },
      {
        way: 'branch',
        text: isOne
          ? 'Push my branch as it is (commits only)'
          : 'Push my branches as they are (commits only)',
        unavailable: local.some(canPush)
          ? null
          : local.every(({ head }) => head.branch === null)
            ? 'You are on no branch.'
            : 'Every commit is pushed already.',
      },
      {
        way: 'snapshot',
        text: isOne
          ? 'Share a snapshot of everything, uncommitted work too'
          : `Share a snapshot of everything in all ${local.length} repositories, uncommitted work too`,
        unavailable: null,
      },
    ],
    chosen,
    warning,
  };
}

function canPush({ head }: LocalWork): boolean {
  return head.branch !== null && head.sha !== null && (head.upstream === null || head.upstream.ahead > 0);
}

function partsOf({ changes, head }: LocalWork): readonly string[] {
  const ahead = head.upstream?.ahead ?? null;
  return [
    ...(ahead === null && head.branch !== null ? [`the branch ${head.branch}`] : []),
    ...(ahead !== null && ahead > 0 ? [ahead === 1 ? '1 commit' : `${ahead} commits`] : []),
    ...(changes.length > 0
      ? [changes.length === 1 ? '1 changed file' : `${changes.length} changed files`]
      : []),
  ];
}
