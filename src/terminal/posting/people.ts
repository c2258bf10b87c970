import { UserError } from '../../core/errors';
import type { StateStore } from '../../core/ports/state';
import type { MemberNow } from '../../core/team/model';
import type { PreparedPost } from '../../usecases/post/prepare';
import type { Io } from '../verb';

/**
 * The team as it is now, where the note mentions somebody; nobody when no team file says who they are. What one person
 * alone knows of them is read from `state`.
 */
export async function peopleIn(
  text: string,
  state: Pick<StateStore, 'privateTeam'>,
  io: Io,
): Promise<readonly MemberNow[]> {
  if (!text.includes('@')) return [];
  const [{ readTeam }, { DateTime }] = await Promise.all([
    import('../../usecases/readTeam'),
    import('../../core/time/luxon'),
  ]);
  const at = DateTime.fromMillis(io.now());
  const request = { directory: io.cwd, at, days: 1, inferFromCommits: 'off' as const, signal: io.signal };
  try {
    return (await readTeam(request, { git: io.ports.git, files: io.ports.files, state })).now.members;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

/** Who of those mentioned is off, with their local time, as lines to tell. */
export async function awayIn({ mentions }: PreparedPost, io: Io): Promise<readonly string[]> {
  const off = mentions.filter(({ member }) => isOff(member));
  if (off.length === 0) return [];
  const [{ placeOf, postedTime }, { DateTime }] = await Promise.all([
    import('../../core/time/format'),
    import('../../core/time/luxon'),
  ]);
  const now = DateTime.fromMillis(io.now());
  return off.flatMap(({ mention, member }) => {
    const zone = member?.member.zone;
    if (!zone) return [];
    const clock = `${now.setZone(zone).toFormat('HH:mm', { locale: 'en' })} in ${placeOf(zone)}`;
    const until = member.until ? ` until ${postedTime(member.until, zone, now)}` : '';
    return [`@${mention.name} is off${until} (${clock}); --ask-instead turns the mention into a question`];
  });
}

/** The note with a question in it for each mention of somebody who is off, and a plain name instead of the mention. */
export async function askingInstead(text: string, { mentions }: PreparedPost, io: Io): Promise<string> {
  const [{ withoutMention }, { postedTime }, { DateTime }] = await Promise.all([
    import('../../core/post/unmention'),
    import('../../core/time/format'),
    import('../../core/time/luxon'),
  ]);
  const now = DateTime.fromMillis(io.now());
  let asked = text;
  for (const { mention, member } of mentions) {
    if (!member || !isOff(member)) continue;
    const { zone, name } = member.member;
    const answerBy = zone !== null && member.startsAt ? postedTime(member.startsAt, zone, now) : null;
    asked = withoutMention(asked, mention.name, name, { answerBy });
  }
  return asked;
}

function isOff(member: MemberNow | null): boolean {
  return member !== null && member.state !== null && member.state !== 'working';
}
