import type { Remote } from '../../ports/git';
import { addressOf } from '../../post/remote';

/** Where a repository can be looked at in a browser. Every address is safe inside a Markdown link. */
export interface Web {
  /** A file at a commit, at lines `from` to `to` when they are given (from 1). */
  file(sha: string, path: string, from?: number, to?: number): string;
  commit(sha: string): string;
  /** A pull request; null where it is not known for sure where its page is. */
  pull(number: number): string | null;
}

interface Place {
  readonly host: string;
  /** Without `.git` and without slashes at its ends; it may have more than two parts. */
  readonly path: string;
}

/** The web pages of what a remote holds; null for a path on disk, and for hosts whose addresses Baton does not know. */
export function webOf(remote: Pick<Remote, 'fetchUrl' | 'configuredUrl'>): Web | null {
  for (const url of [remote.fetchUrl, remote.configuredUrl ?? '']) {
    const web = webAt(url);
    if (web) return web;
  }
  return null;
}

function webAt(url: string): Web | null {
  const place = placeOf(url);
  if (!place || !/^[\w.~+/-]+$/.test(place.path)) return null;
  const base = `https://${place.host}/${place.path}`;
  if (/(?:^|\.)gitlab\./.test(place.host)) {
    return pages(`${base}/-/blob`, `${base}/-/commit`, (from, to) => `#L${from}${to > from ? `-${to}` : ''}`);
  }
  if (place.host === 'bitbucket.org') {
    return pages(
      `${base}/src`,
      `${base}/commits`,
      (from, to) => `#lines-${from}${to > from ? `:${to}` : ''}`,
    );
  }
  if (/^(?:codeberg\.org|gitea\.com)$|^(?:gitea|forgejo)\./.test(place.host)) {
    return pages(`${base}/src/commit`, `${base}/commit`, gitHubLines);
  }
  const address = addressOf(url);
  if (!address) return null;
  const host = address.host.includes('://') ? address.host : `https://${address.host}`;
  const own = `${host}/${address.owner}/${address.name}`;
  const pulls = gitHub.test(address.host) ? `${own}/pull` : null;
  return pages(`${own}/blob`, `${own}/commit`, gitHubLines, pulls);
}

/** GitHub itself, its data-residency hosts, and servers that call themselves so: another host may number otherwise. */
const gitHub = /^(?:[\w.-]+\.)?(?:github\.com|ghe\.com)$|^github\./;

const gitHubLines = (from: number, to: number): string => `#L${from}${to > from ? `-L${to}` : ''}`;

function pages(
  files: string,
  commits: string,
  lines: (from: number, to: number) => string,
  pulls: string | null = null,
): Web {
  return {
    pull: (number) => (pulls === null ? null : `${pulls}/${number}`),
    commit: (sha) => `${commits}/${sha}`,
    file: (sha, path, from, to = from) =>
      `${files}/${sha}/${encoded(path)}${from === undefined || to === undefined ? '' : lines(from, to)}`,
  };
}

/** Parentheses would end a Markdown link, and a lone surrogate is no name that a server could know. */
function encoded(path: string): string {
  return path
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(/[()'*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    )
    .join('/');
}

const full =
  /^(https?|ssh|git|git\+ssh):\/\/(?:([^/@\s]*)@)?(\[[0-9a-f:]+\]|[^/:@\s]+)(?::(\d{1,5}))?\/([^?#\s]+)/i;
const scpLike = /^(?:([^/@\s:]+)@)?([^/@\s:]{2,}):(?!\/\/)([^?#\s]+)/;

function placeOf(url: string): Place | null {
  const text = url.trim().slice(0, 2048);
  const match = full.exec(text);
  if (match) {
    const isWeb = /^http/i.test(match[1] ?? '');
    const port = isWeb && match[4] !== undefined ? `:${match[4]}` : '';
    return { host: `${match[3] ?? ''}${port}`.toLowerCase(), path: bare(match[5] ?? '') };
  }
  const scp = text.includes('://') ? null : scpLike.exec(text);
  return scp ? { host: (scp[2] ?? '').toLowerCase(), path: bare(scp[3] ?? '') } : null;
}

function bare(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replace(/\.git$/i, '');
}

/**
 * The address to clone from, without anybody's password, token or account; null for a path on this machine, which
 * nobody else can clone. Where `insteadOf` sends git somewhere else (a mirror of this machine's), the address as it was
 * configured is the one that others know.
 */
export function cloneUrl({
  fetchUrl,
  configuredUrl,
}: Pick<Remote, 'fetchUrl' | 'configuredUrl'>): string | null {
  const own = configuredUrl !== undefined && full.test(configuredUrl) ? configuredUrl : fetchUrl;
  const text = own.trim();
  if (text.length > 2048) return null;
  const match = full.exec(text);
  // The account `git` is the host's own, everybody's; any other one is somebody's.
  if (match) {
    const [, scheme = '', account, host = '', port, path = ''] = match;
    const user = !/^http/i.test(scheme) && account === 'git' ? 'git@' : '';
    return `${scheme.toLowerCase()}://${user}${host}${port === undefined ? '' : `:${port}`}/${path}`;
  }
  const scp = text.includes('://') ? null : scpLike.exec(text);
  if (!scp) return null;
  return `${scp[1] === 'git' ? 'git@' : ''}${scp[2] ?? ''}:${scp[3] ?? ''}`;
}
