import assert from 'node:assert/strict';
import type { RecordedStamp, StampRange } from '../../../src/core/ports/authors';
import type { Files } from '../../../src/core/ports/files';
import type { Git, GitRepository } from '../../../src/core/ports/git';
import { DateTime } from '../../../src/core/time/luxon';
import { readTeam, type TeamRequest } from '../../../src/usecases/readTeam';

const at = DateTime.fromISO('2026-11-20T12:00Z');
const daysAgo = (days: number): number => at.toSeconds() - days * 86_400;
const stamp = (name: string, days: number): RecordedStamp => ({
  name,
  email: `${name}@example.com`,
  authored: daysAgo(days),
  committed: daysAgo(days),
  offset: 330,
});
const history = [stamp('lately', 3), stamp('before', 60), stamp('founder', 3_000)];

const repository = {
  root: '/repository',
  commonDirectory: '/repository/.git',
  isShallow: false,
  authors: {
    tips: () => Promise.resolve({ shas: ['a'.repeat(40)], areToday: true, head: 'a'.repeat(40) }),
    stamps: async function* ({ since }: StampRange) {
      yield await Promise.resolve(history.filter(({ committed }) => committed >= since));
    },
    canonical: (authors: readonly unknown[]) => Promise.resolve(authors),
  },
} as unknown as GitRepository;
const git: Git = { open: () => Promise.resolve(repository) };
const files = { real: () => Promise.resolve(null) } as unknown as Files;

describe('a team without a team file', () => {
  const names = async (inferFromCommits: TeamRequest['inferFromCommits']) => {
    const request = { directory: '/repository', at, days: 7, inferFromCommits };
    const { team } = await readTeam(request, { git, files });
    return [team.members.map(({ name }) => name).sort(), team.ever ?? false];
  };

  it('is who committed lately, everybody who ever did, or nobody, as a person wants', async () => {
    assert.deepEqual(await names('recent'), [['lately'], false]);
    assert.deepEqual(await names('all'), [['before', 'founder', 'lately'], true]);
    assert.deepEqual(await names('off'), [[], false]);
  });
});
