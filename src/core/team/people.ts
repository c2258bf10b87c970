import type { AuthorStamp } from '../ports/git';

/** Commits of one person on one UTC day in one offset: the first and last instant, in epoch milliseconds. */
export interface Sighting {
  readonly first: number;
  readonly last: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  readonly commits: number;
}

/** One person behind one or more names and addresses. */
export interface Person {
  /** The name of the latest commit. */
  readonly name: string;
  readonly login?: string;
  /** Every name that was used, as names are compared. */
  readonly names: readonly string[];
  /** Lower case, most used first. */
  readonly emails: readonly string[];
  /** Newest first. */
  readonly sightings: readonly Sighting[];
}

interface Identity {
  name: string;
  lastSeen: number;
  commits: number;
  readonly email: string;
  readonly days: Map<number, { first: number; last: number; offset: number; commits: number }>;
}

/** Gathers commits as they come, in any order; what it keeps grows with days, not with commits. */
export interface Evidence {
  add(stamp: AuthorStamp): void;
  /** Adds commits of one name and address: seconds since 1970, minutes east of UTC. */
  author(name: string, email: string): (epochSeconds: number, offsetMinutes: number) => void;
  /** Commits that a machine made, also in somebody's name, are nobody's. */
  people(): Person[];
}

const DAY_SECONDS = 86_400;

export function createEvidence(): Evidence {
  const identities = new Map<string, Identity>();
  const author: Evidence['author'] = (name, email) => {
    const address = email.trim().toLowerCase();
    const key = `${address}\n${plainName(name)}`;
    return (epochSeconds, offsetMinutes) => {
      let identity = identities.get(key);
      if (!identity) {
        identity = { name, email: address, lastSeen: epochSeconds, commits: 0, days: new Map() };
        identities.set(key, identity);
      }
      count(identity, name, epochSeconds, offsetMinutes);
    };
  };
  return {
    author,
    add: ({ name, email, epochSeconds, offsetMinutes }) => author(name, email)(epochSeconds, offsetMinutes),
    people: () =>
      merged([...identities.values()].filter(({ name, email }) => !isMachine(name, email))).map(personOf),
  };
}

function count(identity: Identity, name: string, epochSeconds: number, offset: number): void {
  identity.commits++;
  if (epochSeconds > identity.lastSeen || (epochSeconds === identity.lastSeen && name < identity.name)) {
    identity.lastSeen = epochSeconds;
    identity.name = name;
  }
  const day = Math.floor(epochSeconds / DAY_SECONDS) * 4096 + offset;
  const at = epochSeconds * 1000;
  const seen = identity.days.get(day);
  if (!seen) identity.days.set(day, { first: at, last: at, offset, commits: 1 });
  else {
    seen.commits++;
    if (at < seen.first) seen.first = at;
    if (at > seen.last) seen.last = at;
  }
}

/** Names that many people's git falls back to; sharing one says nothing. */
const nobodysNames = new Set([
  '',
  'root',
  'admin',
  'administrator',
  'user',
  'unknown',
  'ubuntu',
  'developer',
  'your name',
  'me',
  'dev',
  'test',
]);

/** A name as it is compared: in lower case, with single spaces. */
export const plainName = (name: string): string =>
  name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();

/** The login in one of GitHub's private addresses, such as `123+ada@users.noreply.github.com`; null for others. */
export function loginOf(email: string): string | null {
  const match = /^(?:\d{1,12}\+)?([a-z0-9][a-z0-9_-]{0,99})@users\.noreply\.github\.com$/i.exec(
    email.slice(0, 160),
  );
  return match?.[1] ?? null;
}

/** Whether a name and address are a machine's. */
export function isMachine(name: string, email: string): boolean {
  const plain = plainName(name);
  return (
    plain.endsWith('[bot]') ||
    /\[bot\]@/.test(email.slice(0, 200)) ||
    /(?:^|[ _-])bot$/.test(plain.slice(-60)) ||
    /^(?:github|gitlab|dependabot|renovate|github[ -]actions|greenkeeper|snyk|travis(?: ci)?|circleci|jenkins)$/.test(
      plain,
    ) ||
    /^noreply@github\.com$/.test(email)
  );
}

/** Puts together the identities that share an address, a GitHub login or a name. */
function merged(identities: readonly Identity[]): Identity[][] {
  const parent = identities.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let at = index; at !== root;) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const owner = new Map<string, number>();
  identities.forEach((identity, index) => {
    const name = plainName(identity.name);
    const login = loginOf(identity.email);
    const keys = [
      ...(identity.email === '' ? [] : [`@${identity.email}`]),
      ...(nobodysNames.has(name) ? [] : [`n${name}`]),
      ...(login === null ? [] : [`l${login.toLowerCase()}`]),
    ];
    for (const key of keys) {
      const first = owner.get(key);
      if (first === undefined) owner.set(key, index);
      else parent[rootOf(index)] = rootOf(first);
    }
  });
  const groups = new Map<number, Identity[]>();
  identities.forEach((identity, index) => {
    const root = rootOf(index);
    const group = groups.get(root);
    if (group) group.push(identity);
    else groups.set(root, [identity]);
  });
  return [...groups.values()];
}

/** A name fit to be shown anywhere: a commit may carry a terminal's control characters, or no name at all. */
function shownName({ name, email }: Identity): string {
  const shown = name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 100);
  return shown === '' ? email.replace(/@.*$/s, '').slice(0, 100) || 'unknown' : shown;
}

function personOf(group: readonly Identity[]): Person {
  const byUse = [...group].sort((a, b) => b.commits - a.commits || (a.email < b.email ? -1 : 1));
  const newest = group.reduce((a, b) =>
    b.lastSeen > a.lastSeen || (b.lastSeen === a.lastSeen && b.name < a.name) ? b : a,
  );
  const emails = [...new Set(byUse.map(({ email }) => email).filter((email) => email !== ''))];
  const login = emails.map(loginOf).find((each) => each !== null);
  const days = new Map<number, { first: number; last: number; offset: number; commits: number }>();
  for (const identity of group) {
    for (const [day, seen] of identity.days) {
      const known = days.get(day);
      if (!known) days.set(day, { ...seen });
      else {
        known.first = Math.min(known.first, seen.first);
        known.last = Math.max(known.last, seen.last);
        known.commits += seen.commits;
      }
    }
  }
  return {
    name: shownName(newest),
    ...(login === undefined ? {} : { login }),
    names: [...new Set(byUse.map(({ name }) => plainName(name)))],
    emails,
    sightings: [...days.values()].sort((a, b) => b.last - a.last || a.offset - b.offset),
  };
}
