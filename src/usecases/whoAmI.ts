import type { Cancellation } from '../core/cancel';
import type { Author } from '../core/handoff/model';
import type { GitRepository } from '../core/ports/git';
import type { Team, Teammate } from '../core/team/model';
import { loginOf } from '../core/team/people';

export interface WhoAmIRequest {
  readonly repository: Pick<GitRepository, 'identity' | 'canonicalEmails'> | null;
  readonly team: Team | null;
  /** Addresses named by `--as`; they replace git's own. */
  readonly as: readonly string[];
  /** What the person chose before, for this repository. */
  readonly chosen?: { readonly email?: string; readonly login?: string };
  /** The zone of the machine that the person sits at; a zone declared in the team file comes first. */
  readonly zone: string;
  readonly signal?: Cancellation;
}

export interface Me {
  /** Null when neither git nor the person said who works here. */
  readonly author: Author | null;
  /** The entry of the team that is me. */
  readonly member: Teammate | null;
}

/**
 * Who works here: git's user (or the addresses named), its aliases by .mailmap and by the team file, the GitHub login,
 * and which teammate that is.
 */
export async function whoAmI(request: WhoAmIRequest): Promise<Me> {
  const { repository, team, as, chosen, zone, signal } = request;
  const identity = repository === null ? null : await repository.identity(signal);
  const named = as.length > 0 ? as : [chosen?.email ?? identity?.email ?? ''];
  const given = named.map((email) => email.trim()).filter((email) => email !== '');
  if (given.length === 0 && chosen?.login === undefined) return { author: null, member: null };
  const canonical =
    repository === null || given.length === 0 ? [] : await repository.canonicalEmails(given, signal);
  const own = unique([...given, ...canonical]);
  const login = chosen?.login ?? own.map(loginOf).find((each) => each !== null);
  const isMe = as.length === 0 && chosen?.email === undefined;
  const member = memberOf(team, own, login) ?? (isMe ? memberNamed(team, identity?.name ?? null) : null);
  const aliases = member === null || repository === null ? [] : await aliasesOf(member, repository, signal);
  const emails = unique([...own, ...(member?.emails ?? []), ...aliases]);
  const isGitsUser =
    identity !== null && identity.email !== null && emails.includes(identity.email.toLowerCase());
  const name = (isGitsUser ? identity.name : null) ?? member?.name ?? login ?? emails[0] ?? '';
  const knownLogin = member?.login ?? login;
  return {
    author: {
      name,
      emails,
      ...(knownLogin === undefined ? {} : { login: knownLogin }),
      zone: member?.zoneFrom === 'declared' && member.zone !== null ? member.zone : zone,
    },
    member,
  };
}

async function aliasesOf(
  member: Teammate,
  repository: Pick<GitRepository, 'canonicalEmails'>,
  signal: Cancellation | undefined,
): Promise<readonly string[]> {
  return member.emails.length > 0 ? repository.canonicalEmails(member.emails, signal) : [];
}

/** The teammate who has one of the addresses, or else the login. */
function memberOf(team: Team | null, emails: readonly string[], login: string | undefined): Teammate | null {
  const byEmail = team?.members.find((member) =>
    member.emails.some((email) => emails.includes(email.toLowerCase())),
  );
  if (byEmail || login === undefined) return byEmail ?? null;
  return team?.members.find((member) => member.login?.toLowerCase() === login.toLowerCase()) ?? null;
}

/** A team file need not hold addresses: the only teammate who bears git's own name, and no other address, is meant. */
function memberNamed(team: Team | null, name: string | null): Teammate | null {
  const wanted = name?.trim().toLowerCase();
  const found = team?.members.filter((each) => each.name.toLowerCase() === wanted) ?? [];
  return found.length === 1 && found[0]?.emails.length === 0 ? found[0] : null;
}

const unique = (emails: readonly string[]): string[] => [
  ...new Set(emails.map((email) => email.toLowerCase())),
];
