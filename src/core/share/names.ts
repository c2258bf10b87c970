import { UserError } from '../errors';
import { digest } from '../text/digest';

/** Where snapshots live: outside of refs/heads and refs/tags, so that no branch list, clone or CI sees them. */
const room = 'refs/baton/';
/** No login begins like this: who picked what up is kept beside the snapshots, never among somebody's. */
const receipts = '_picked';

/** The two names by which people speak of a share: `ana/refund-retry`. */
export interface ShareName {
  readonly login: string;
  readonly name: string;
}

/** `refs/baton/<login>/<name>` */
export function shareRef({ login, name }: ShareName): string {
  return `${room}${login}/${name}`;
}

/** Where a receiver leaves the message that a share was picked up. */
export function receiptRef({ login, name }: ShareName, receiver: string): string {
  return `${room}${receipts}/${login}/${name}/${receiver}`;
}

/** Where a snapshot that waits to be sent is kept here, so that git does not tidy it away. */
export function waitingRef({ login, name }: ShareName): string {
  return `${room}_waiting/${login}/${name}`;
}

/** All of one person's snapshots, and all messages about them, as patterns for `git ls-remote`. */
export function refsOf(login: string): { readonly shares: string; readonly receipts: string } {
  return { shares: `${room}${login}/*`, receipts: `${room}${receipts}/${login}/*` };
}

/** Which share a receipt is about and who left it; null for any other ref. */
export function parseReceipt(ref: string): { readonly share: ShareName; readonly receiver: string } | null {
  const [first, login, name, receiver, ...more] = ref.startsWith(room)
    ? ref.slice(room.length).split('/')
    : [];
  if (first !== receipts || more.length > 0) return null;
  return isWord(login) && isWord(name) && isWord(receiver) ? { share: { login, name }, receiver } : null;
}

/** Reads `ana/refund-retry` or `refs/baton/ana/refund-retry`; null for anything else. */
export function parseShareName(text: string): ShareName | null {
  const [login, name, ...more] = text
    .trim()
    .replace(/^refs\/baton\//, '')
    .split('/');
  return more.length === 0 && isWord(login) && isWord(name) ? { login, name } : null;
}

/** Whether git takes the word as a part of a ref on every file system, and no shell or Markdown reads it otherwise. */
function isWord(word: string | undefined): word is string {
  return word !== undefined && /^[a-z0-9](?:[a-z0-9-]|[._](?![.]|lock$|$)){0,63}$/.test(word);
}

/** @throws UserError when a person's own choice cannot be a name */
export function checkName(word: string, what: string): string {
  const isName: boolean = isWord(word);
  if (isName) return word;
  throw new UserError(
    `${what}: "${word.slice(0, 80)}" cannot name a share: use small letters, digits, hyphens and dots, 64 at most.`,
  );
}

/**
 * The name of a branch's share. A name that had to be changed to fit carries a digest of the whole, so that
 * `fix/a` and `fix-a` never share one place.
 */
export function nameForBranch(branch: string | null, sha: string | null): string {
  if (branch === null) return sha === null ? 'detached' : `detached-${sha.slice(0, 12)}`;
  return isWord(branch) ? branch : `${slug(branch, 'branch', 48)}-${digest(branch).slice(0, 8)}`;
}

/** A login where GitHub's is not known: from the name before an address's @, or from a person's name. */
export function loginFrom(identity: {
  readonly login?: string | undefined;
  readonly email: string | null;
  readonly name: string | null;
}): string {
  const noReply = /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/i.exec(identity.email ?? '')?.[1];
  const words = [identity.login, noReply, identity.email?.split('@')[0], identity.name];
  return slug(
    words.find((each) => each !== undefined && each !== null && slug(each, '', 39) !== '') ?? '',
    'someone',
    39,
  );
}

function slug(text: string, fallback: string, longest: number): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? fallback : plain;
}
