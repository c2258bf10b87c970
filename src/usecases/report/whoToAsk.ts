import { matchFile, parse } from 'codeowners-utils';
import type { Cancellation } from '../../core/cancel';
import type { Files } from '../../core/ports/files';
import { UserError } from '../../core/errors';
import type { Git, GitRepository } from '../../core/ports/git';
import type { GitHub } from '../../core/ports/github';
import type { FileReviewer } from '../../core/ports/reviewers';
import { addressOfRemote } from '../../core/post/remote';
import { ownersFiles, type Askable } from '../../core/report/owners';
import type { MemberNow } from '../../core/team/model';
import { openRoot, readInside } from './root';

export interface WhoRequest {
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  /** Where the fault is, relative to it. */
  readonly path: string;
  /** The team as it is now; empty where it is not known. */
  readonly members: readonly MemberNow[];
  readonly signal?: Cancellation;
}

/** Who may know, with where they stand now; null where nobody knows. */
export type Asked = Askable & { readonly member: MemberNow | null };

const mostAsked = 8;

export interface WhoPorts {
  readonly git: Git;
  readonly files: Files;
  /** GitHub at a host for the person signed in there; null when nobody is. Never asks. */
  gitHub?(host: string): Promise<Pick<GitHub, 'issues'> | null>;
}

/**
 * Who owns the code of a fault (CODEOWNERS) and who reviewed or merged its last changes, by GitHub where somebody is
 * signed in and by git: those to ask, not to blame.
 */
export async function whoToAsk(
  { folder, path, members, signal }: WhoRequest,
  ports: WhoPorts,
): Promise<readonly Asked[]> {
  const root = await openRoot(folder, ports, signal);
  const { repository, inRepository } = root;
  if (!repository) return [];
  const whole = inRepository + path;
  const top = inRepository === '' ? root : await openRoot(repository.root, ports, signal);
  const texts = await Promise.all(ownersFiles.map((file) => readInside(top, file, ports.files)));
  const rules = texts.find((text) => text !== null) ?? '';
  const owners = matchFile(whole, parse(rules.slice(0, 1_000_000)))?.owners ?? [];
  const [reviewers, onGitHub] = await Promise.all([
    repository.history.reviewers(whole, signal),
    reviewersOnGitHub(repository, whole, ports, signal),
  ]);
  const named = new Set(onGitHub.map(({ name }) => name?.toLowerCase()));
  const found: Askable[] = [
    ...owners.map((owner) => ({
      name: owner,
      email: owner.startsWith('@') ? null : owner,
      why: 'owner' as const,
    })),
    ...onGitHub.map(({ login }) => ({ name: `@${login}`, email: null, why: 'reviewer' as const })),
    ...reviewers
      .filter(({ name }) => !named.has(name.toLowerCase()))
      .map(({ name, email }) => ({ name, email, why: 'reviewer' as const })),
  ];
  const seen = new Set<string>();
  const unique = found.flatMap((each) => {
    const member = members.find((one) => isSame(one, each)) ?? null;
    const key = member?.member.name ?? each.name.toLowerCase();
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...each, member }];
  });
  return unique.slice(0, mostAsked);
}

/** What GitHub does not tell, git may: nothing here stands in anybody's way. */
async function reviewersOnGitHub(
  repository: GitRepository,
  path: string,
  ports: WhoPorts,
  signal?: Cancellation,
): Promise<readonly FileReviewer[]> {
  const remotes = await repository.remotes(signal);
  const remote = remotes.find(({ name }) => name === 'origin') ?? remotes[0];
  const address = remote ? addressOfRemote(remote) : null;
  try {
    const gitHub = address ? await ports.gitHub?.(address.host) : null;
    return address && gitHub ? await gitHub.issues.reviewers(address, path, signal) : [];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function isSame({ member }: MemberNow, { name, email }: Askable): boolean {
  const login = member.login?.toLowerCase();
  if (name.startsWith('@')) return login !== undefined && name.slice(1).toLowerCase() === login;
  return (
    member.name.toLowerCase() === name.toLowerCase() ||
    (email !== null && member.emails.some((each) => each.toLowerCase() === email.toLowerCase()))
  );
}
