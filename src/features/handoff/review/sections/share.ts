import type { WorkingTree } from '../../../../core/ports/git';
import type { ShareSection, ShareWay } from '../../../../protocol';

/** What is only on this machine, and what of it may go along; null when a remote has it all. */
export function shareSection(
  { changes, head }: Pick<WorkingTree, 'changes' | 'head'>,
  chosen: ShareWay,
  isPublic: boolean | null,
): ShareSection | null {
  const ahead = head.upstream?.ahead ?? null;
  const parts = [
    ...(ahead === null && head.branch !== null ? [`the branch ${head.branch}`] : []),
    ...(ahead !== null && ahead > 0 ? [ahead === 1 ? '1 commit' : `${ahead} commits`] : []),
    ...(changes.length > 0
      ? [changes.length === 1 ? '1 changed file' : `${changes.length} changed files`]
      : []),
  ];
  if (parts.length === 0) return null;
  const hasCommits = head.sha !== null && (ahead === null || ahead > 0);
  const warning =
    chosen === 'snapshot' && isPublic === true
      ? 'This repository is PUBLIC: everybody can read a snapshot of it.'
      : chosen === 'branch' && changes.length > 0
        ? 'What is not committed stays on this machine.'
        : null;
  return {
    kind: 'share',
    text: `Only on this machine: ${parts.join(' and ')}.`,
    choices: [
      { way: 'nothing', text: 'Share nothing', unavailable: null },
      {
        way: 'branch',
        text: 'Push my branch as it is (commits only)',
        unavailable:
          head.branch === null
            ? 'You are on no branch.'
            : hasCommits
              ? null
              : 'Every commit is pushed already.',
      },
      { way: 'snapshot', text: 'Share a snapshot of everything, uncommitted work too', unavailable: null },
    ],
    chosen,
    warning,
  };
}
