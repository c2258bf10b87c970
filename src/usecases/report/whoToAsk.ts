import { matchFile, parse } from 'codeowners-utils';
import type { Cancellation } from '../../core/cancel';
import type { Files } from '../../core/ports/files';
import type { Git } from '../../core/ports/git';
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

/** Who owns the code of a fault (CODEOWNERS) and who reviewed or merged its last changes: those to ask, not to blame. */
export async function whoToAsk(
  { folder, path, members, signal }: WhoRequest,
  ports: { readonly git: Git; readonly files: Files },
): Promise<readonly Asked[]> {
  const root = await openRoot(folder, ports, signal);
  const { repository, inRepository } = root;
  if (!repository) return [];
  const whole = inRepository + path;
  const top = inRepository === '' ? root : await openRoot(repository.root, ports, signal);
  const texts = await Promise.all(ownersFiles.map((file) => readInside(top, file, ports.files)));
  const rules = texts.find((text) => text !== null) ?? '';
  const owners = matchFile(whole, parse(rules.slice(0, 1_000_000)))?.owners ?? [];
  const reviewers = await repository.history.reviewers(whole, signal);
  const found: Askable[] = [
    ...owners.map((owner) => ({
      name: owner,
      email: owner.startsWith('@') ? null : owner,
      why: 'owner' as const,
    })),
    ...reviewers.map(({ name, email }) => ({ name, email, why: 'reviewer' as const })),
  ];
  const seen = new Set<string>();
  return found.slice(0, mostAsked).flatMap((each) => {
    const member = members.find((one) => isSame(one, each)) ?? null;
    const key = member?.member.name ?? each.name.toLowerCase();
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...each, member }];
  });
}

function isSame({ member }: MemberNow, { name, email }: Askable): boolean {
  const login = member.login?.toLowerCase();
  if (name.startsWith('@')) return login !== undefined && name.slice(1).toLowerCase() === login;
  return (
    member.name.toLowerCase() === name.toLowerCase() ||
    (email !== null && member.emails.some((each) => each.toLowerCase() === email.toLowerCase()))
  );
}
