import type { Cancellation } from '../core/cancel';
import { UserError } from '../core/errors';
import type { Files } from '../core/ports/files';
import type { StampStore } from '../core/ports/authors';
import type { Git } from '../core/ports/git';
import type { StateStore } from '../core/ports/state';
import { readTeamFile } from '../core/team/file';
import { teamFromCommits, withInferredZones } from '../core/team/fromCommits';
import type { Team, TeamFileProblem, TeamNow } from '../core/team/model';
import { teamNow } from '../core/team/now';
import { createEvidence } from '../core/team/people';
import { withPrivate } from '../core/team/private';
import type { DateTime } from '../core/time/luxon';
import { readEvidence } from './readEvidence';

export interface TeamRequest {
  /** Absolute path of a folder of the workspace. */
  readonly directory: string;
  /** Absolute path of the team file; null or left out: `.baton/team.yml` at the repository's root. */
  readonly teamFile?: string | null;
  readonly at: DateTime;
  /** How many days ahead overlaps are looked for. */
  readonly days: number;
  /**
   * How much history tells zones that nobody declared: the last two years, all of it, or none. Where there is no team
   * file, who committed lately is the team, everybody who ever did, or nobody.
   */
  readonly inferFromCommits: 'recent' | 'all' | 'off';
  readonly signal?: Cancellation;
}

export interface TeamReading {
  /** Absolute path of the team file that was read. */
  readonly file: string | null;
  readonly team: Team;
  readonly now: TeamNow;
  readonly problems: readonly TeamFileProblem[];
  /** What is wrong with the private entries; its places mean nothing. */
  readonly privateProblems: readonly TeamFileProblem[];
}

/** Where a team file is looked for, below the repository's root. */
export const teamFilePath = '.baton/team.yml';

/** A folder that is in no repository and has no team file; who was asked knows what to do about it. */
export class NoTeamError extends UserError {}

/**
 * The team of a folder and where each of its members stands at one instant: from the team file, or from the history
 * when there is none. Rejects with UserError when a named file cannot be read or is no team file at all.
 */
export async function readTeam(
  request: TeamRequest,
  ports: {
    readonly git: Git;
    readonly files: Files;
    /** What one person alone knows of the members; left out: nothing. */
    readonly state?: Pick<StateStore, 'privateTeam'>;
    /** Where what was read of a repository's authors is kept; left out: nowhere. */
    readonly stamps?: (commonDirectory: string) => StampStore;
  },
): Promise<TeamReading> {
  const { directory, at, signal } = request;
  const named = request.teamFile ?? null;
  const repository =
    named !== null && request.inferFromCommits === 'off' ? null : await ports.git.open(directory, signal);
  const file = await findTeamFile(repository?.root ?? directory, named, ports.files);
  if (file === null && repository === null) {
    throw new NoTeamError(
      `${directory} is in no git repository and has no ${teamFilePath}: run this in your repository, or name a team file with --team.`,
    );
  }
  const declared = file === null ? null : readTeamFile(file.text);
  const problems = declared?.problems ?? [];
  if (declared && declared.team === null && named !== null) throw new UserError(unreadable(named, problems));
  const known = declared?.team
    ? withPrivate(declared.team, (await ports.state?.privateTeam.read()) ?? [])
    : null;
  const needsHistory = known?.team.members.some(({ zone }) => zone === null) ?? true;
  const evidence =
    needsHistory && repository !== null && request.inferFromCommits !== 'off'
      ? await readEvidence({
          repository,
          from: request.inferFromCommits === 'all' ? at.minus({ years: 30 }) : at.minus({ years: 2 }),
          at,
          store: ports.stamps?.(repository.commonDirectory) ?? null,
          signal,
        })
      : createEvidence();
  // A file that cannot be read at all still leaves the history; its problems say what to mend.
  const who = request.inferFromCommits === 'all' ? 'all' : 'recent';
  const team = known ? withInferredZones(known.team, evidence, at) : teamFromCommits(evidence, at, who);
  return {
    file: file?.path ?? null,
    team,
    now: teamNow(team, at, { days: request.days }),
    problems,
    privateProblems: known?.problems ?? [],
  };
}

/** `team.yml:4:11: what is wrong, and what to do`: one line for the first problem, and how many more there are. */
export function unreadable(path: string, problems: readonly TeamFileProblem[]): string {
  const first = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  if (!first) return `${path} is not a team file.`;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return `${path}:${first.line}:${first.column}: ${first.message}${more}`;
}

/** Room for a thousand members. */
const MOST_BYTES = 262_144;

async function findTeamFile(
  root: string,
  named: string | null,
  files: Files,
): Promise<{ readonly path: string; readonly text: string } | null> {
  const path = named ?? `${root}/${teamFilePath}`;
  const real = await files.real(path);
  if (real === null) {
    if (named === null) return null;
    throw new UserError(`There is no team file at ${named}: check the path given with --team.`);
  }
  // A repository's link to a file elsewhere on the machine is not followed; a path that a person typed is.
  const home = named === null ? await files.real(root) : null;
  if (
    home !== null &&
    real !== home &&
    !real.startsWith(home.endsWith('/') ? home : `${home}/`) &&
    !real.startsWith(`${home}\\`)
  )
    throw new UserError(`${path} leads out of the repository: put the team file itself there.`);
  const text = await files.read(real, MOST_BYTES);
  if (text === null) throw new UserError(`${path} cannot be read: it is a folder, or larger than 256 KiB.`);
  return { path, text };
}
