import { UserError } from '../core/errors';
import { planMeeting, type MeetingPlan } from '../core/team/meeting';
import type { Team, Teammate } from '../core/team/model';

export interface MeetingRequest {
  readonly team: Team;
  /** Names of the members to meet; who is in no team (me, perhaps) comes in `others`. */
  readonly names: readonly string[];
  readonly others?: readonly Teammate[];
  /** Minutes. */
  readonly length: number;
  /** Epoch milliseconds: nothing earlier is proposed. */
  readonly from: number;
}

export interface MeetingProposal extends MeetingPlan {
  readonly members: readonly Teammate[];
}

/**
 * When some of a team can meet in the next two weeks.
 * @throws UserError when fewer than two are named, somebody's time zone is unknown, or there is no time at all
 */
export function findMeeting(request: MeetingRequest): MeetingProposal {
  const { team, names, others = [], length, from } = request;
  const members = [...others, ...team.members.filter(({ name }) => names.includes(name))];
  if (members.length < 2) throw new UserError('A meeting takes at least two people: choose one more.');
  const lost = members.find(({ zone }) => zone === null);
  if (lost) throw new UserError(`Nobody knows ${lost.name}'s time zone: write it in .baton/team.yml.`);
  const plan = planMeeting(members, from, length);
  if (plan.slots.length > 0) return { ...plan, members };
  const [away] = plan.away;
  throw new UserError(
    away === undefined
      ? 'In the next two weeks there is no day on which all of them work: choose fewer people.'
      : `${away} is away for the next two weeks: choose the others without ${away}.`,
  );
}
