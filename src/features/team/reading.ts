import * as path from 'node:path';
import * as vscode from 'vscode';
import type { JournalEvent } from '../../core/journal/events';
import { choiceOf } from '../../core/journal/notes';
import type { Git } from '../../core/ports/git';
import type { Team, TeamFileProblem, TeamNow } from '../../core/team/model';
import { UserError } from '../../core/errors';
import { myZone } from '../../host/myZone';
import type { Services } from '../../host/services';
import { directoriesOnDisk } from '../../host/workspace';
import { settings as ids } from '../../ids';
import { arrangementIn, type Arrangement } from './arrangement';
import type { OwnTime } from './me';

/** What was read about the team of one folder. */
export interface TeamReading {
  readonly directory: string;
  /** Absolute path of the team file; null when there is none. */
  readonly file: string | null;
  readonly team: Team;
  readonly now: TeamNow;
  readonly problems: readonly TeamFileProblem[];
  /** Index among the members of who sits here; null when not among them. */
  readonly me: number | null;
  readonly email: string | null;
  /** What I am called, in the team or by git. */
  readonly name: string | null;
  /** What Baton's own state about it is kept under: git's common directory, or the folder where there is none. */
  readonly place: string;
  readonly arrangement: Arrangement;
}

export const teamFile = ['.baton', 'team.yml'] as const;

/** Git for a folder that is not trusted: it is not run, and so no folder is a repository. */
const noGit: Git = { open: () => Promise.resolve(null) };

/** The workspace's folders, those with a team file first. */
export async function teamDirectories(): Promise<readonly string[]> {
  const directories = directoriesOnDisk();
  const withFile = await Promise.all(
    directories.map((directory) =>
      vscode.workspace.fs.stat(vscode.Uri.joinPath(vscode.Uri.file(directory), ...teamFile)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return [
    ...directories.filter((_, index) => withFile[index]),
    ...directories.filter((_, index) => !withFile[index]),
  ];
}

/**
 * Reads the team of the first folder that has one; in a folder that is not trusted, or by `file`, from its team file
 * alone: then git is not asked.
 * @throws UserError when no folder is on disk, or none has a team to read
 */
export async function readWorkspaceTeam(
  services: Services,
  signal: AbortSignal,
  how: 'file' | 'all' = 'all',
): Promise<TeamReading> {
  const directories = await teamDirectories();
  let firstFailure: unknown;
  for (const directory of directories) {
    try {
      return await readDirectory(services, directory, how, signal);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      firstFailure ??= error;
    }
  }
  throw (
    firstFailure ??
    new UserError(
      vscode.l10n.t('Open the folder of a git repository, and the people who commit there show up here.'),
    )
  );
}

async function readDirectory(
  services: Services,
  directory: string,
  how: 'file' | 'all',
  signal: AbortSignal,
): Promise<TeamReading> {
  const { files, settings } = services;
  const git = how === 'all' && vscode.workspace.isTrusted ? services.git : noGit;
  const [{ NoTeamError, readTeam }, { DateTime }] = await Promise.all([
    import('../../usecases/readTeam'),
    import('../../core/time/luxon'),
  ]);
  const at = DateTime.now().setZone(zoneOfMine(services, null));
  const { inferFromCommits } = settings.current();
  const request = { directory, at, days: 7, inferFromCommits, signal };
  const read = await readTeam(request, {
    git,
    files,
    state: services.state,
    stamps: (common) => services.state.stamps(common),
  }).catch((error: unknown) => {
    throw error instanceof NoTeamError ? nothingIn(directory) : error;
  });
  const { file, problems } = read;
  for (const { message } of read.privateProblems) services.log.warn(`baton.${ids.privateTeam}: ${message}`);
  const repository = await git.open(directory, signal);
  const place = repository?.commonDirectory ?? directory;
  const events = await chosenIn(services, place);
  const arrangement = arrangementIn(events);
  const chosen = repository && choiceOf(events, 'identity');
  const { whoAmI } = await import('../../usecases/whoAmI');
  const who = await whoAmI({
    repository,
    team: read.team,
    as: [],
    ...(chosen === null ? {} : { chosen: { email: chosen } }),
    zone: zoneOfMine(services, null),
    signal,
  });
  const index = who.member ? read.team.members.indexOf(who.member) : -1;
  const me = index < 0 ? null : index;
  const email = chosen ?? who.author?.emails[0] ?? null;
  const name = who.author?.name ?? null;
  const own = ownTime(services);
  const known = { directory, file, problems, email, name, me, place, arrangement };
  if (me === null || (own.zone === null && own.workingHours === null))
    return { ...known, team: read.team, now: read.now };
  const [{ withMyTime }, { teamNow }] = await Promise.all([import('./me'), import('../../core/team/now')]);
  const team = withMyTime(read.team, me, own);
  return { ...known, team, now: teamNow(team, at, { days: 7 }) };
}

/** What a person chose there; a team is shown also where Baton's own state cannot be read. */
export async function chosenIn({ state, log }: Services, place: string): Promise<readonly JournalEvent[]> {
  try {
    return (await state.of(place).read()).events;
  } catch (error) {
    log.warn(error instanceof Error ? error.message : String(error));
    return [];
  }
}

const nothingIn = (directory: string) =>
  new UserError(
    vscode.l10n.t(
      'There is no git repository in {0}. Open the folder of one, and the people who commit there show up here.',
      path.basename(directory),
    ),
  );

/** What I myself set, which comes before my entry in the team file. */
function ownTime({ settings }: Services): OwnTime {
  const { timeZone, workingHours } = settings.current();
  return { zone: timeZone, workingHours: settings.isAnswered(ids.workingHours) ? workingHours : null };
}

/** My zone, given my entry in the team. */
export function zoneOfMine(services: Services, reading: TeamReading | null): string {
  const member = reading?.me === null ? undefined : reading?.team.members[reading.me];
  return myZone({
    setting: services.settings.current().timeZone,
    memory: services.context.globalState,
    team: member?.zoneFrom === 'declared' ? member.zone : null,
    machine: services.machine.zone,
  });
}
