import type { Cancellation } from '../../core/cancel';
import type { Reader } from '../../core/inbox/reader';
import type { Files } from '../../core/ports/files';
import type { Git, GitRepository } from '../../core/ports/git';
import type { StateStore } from '../../core/ports/state';
import { weekOf, usualDays } from '../../core/team/hours';
import type { DaySpan, WorkingWeek } from '../../core/team/model';
import { instantIn } from '../../core/time/zone';
import { readTeam } from '../readTeam';
import { whoAmI } from '../whoAmI';

export interface WhoReads extends Reader {
  readonly zone: string;
  readonly week: WorkingWeek;
}

/** Who reads the handoffs of a repository, by git and the team file. No history is read for it. */
export async function whoReads(
  request: {
    readonly repository: GitRepository;
    readonly zone: string;
    readonly workingHours: DaySpan;
    /** Milliseconds since the epoch. */
    readonly now: number;
    readonly signal?: Cancellation;
  },
  ports: { readonly files: Files; readonly state: StateStore },
): Promise<WhoReads> {
  const { repository, zone, now, signal } = request;
  const git: Git = { open: () => Promise.resolve(repository) };
  const reading = await readTeam(
    {
      directory: repository.root,
      at: instantIn(now, zone),
      days: 1,
      inferFromCommits: 'off',
      ...(signal && { signal }),
    },
    { git, files: ports.files, state: ports.state },
  );
  const team = reading.team.source === 'file' ? reading.team : null;
  const { author, member } = await whoAmI({ repository, team, as: [], zone, ...(signal && { signal }) });
  return {
    login: null,
    names:
      author === null
        ? []
        : [author.name, ...(author.login === undefined ? [] : [author.login]), ...author.emails],
    team,
    member,
    zone: author?.zone ?? zone,
    week: member?.week ?? weekOf([request.workingHours], usualDays),
  };
}
