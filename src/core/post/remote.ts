import type { Remote } from '../ports/git';
import type { RepositoryAddress } from '../ports/github';

const elsewhere =
  /(^|\.)(gitlab\.[a-z]+|bitbucket\.org|codeberg\.org|gitea\.com|gitee\.com|sr\.ht|azure\.com|visualstudio\.com|amazonaws\.com|sourceforge\.net|launchpad\.net|googlesource\.com|huggingface\.co)$|^(gitlab|bitbucket|gitea|forgejo|gerrit)\./;

/**
 * Where a remote's URL leads: https, http, ssh, git and scp-like forms, with or without `.git`. Null for a path on
 * disk and for hosts known not to be GitHub. A host that is not known counts as a GitHub Enterprise Server. `http`
 * is kept for loopback only: a token must never cross a network in the clear.
 */
export function addressOf(remoteUrl: string): RepositoryAddress | null {
  const url = remoteUrl.trim();
  if (url.length > 2048) return null;
  const full =
    /^(https?|ssh|git|git\+ssh):\/\/(?:[^/@\s]*@)?(\[[0-9a-f:]+\]|[^/:@\s]+)(?::(\d{1,5}))?\/(.+)$/i.exec(
      url,
    );
  if (full) return build(full[1]?.toLowerCase() ?? '', full[2] ?? '', full[3] ?? '', full[4] ?? '');
  if (url.includes('://')) return null;
  // scp-like; one letter before the colon is a Windows drive.
  const scp = /^(?:[^/@\s:]+@)?([^/@\s:]{2,}):(?!\/\/)(.+)$/.exec(url);
  return scp ? build('ssh', scp[1] ?? '', '', scp[2] ?? '') : null;
}

/** `owner/name`, as settings and the command line give it; null when it is not of that shape. */
export function addressFromName(text: string, host: string): RepositoryAddress | null {
  const parts = text.trim().split('/');
  const [owner, name] = parts;
  return parts.length === 2 && owner && name && isOwner(owner) && isName(name) ? { host, owner, name } : null;
}

export function sameAddress(one: RepositoryAddress, other: RepositoryAddress): boolean {
  return addressKey(one) === addressKey(other);
}

/** One spelling per repository: GitHub's names do not tell cases apart. */
export function addressKey(address: RepositoryAddress): string {
  return `${address.host}/${address.owner}/${address.name}`.toLowerCase();
}

function build(scheme: string, rawHost: string, port: string, path: string): RepositoryAddress | null {
  const parts = path.replace(/^\/+|\/+$/g, '').split('/');
  const [owner, last] = parts;
  if (parts.length !== 2 || !owner || !last) return null;
  const name = last.replace(/\.git$/i, '');
  if (!isOwner(owner) || !isName(name)) return null;
  const host = hostOf(scheme, rawHost.toLowerCase(), port);
  return host ? { host, owner, name } : null;
}

function hostOf(scheme: string, host: string, port: string): string | null {
  if (host === 'github.com' || host === 'www.github.com' || host === 'ssh.github.com') return 'github.com';
  if (elsewhere.test(host) || !/^(\[[0-9a-f:]+\]|[a-z0-9.-]+)$/.test(host)) return null;
  // A port of ssh says nothing about where the API answers.
  const web = port !== '' && (scheme === 'https' || scheme === 'http') ? `${host}:${port}` : host;
  if (scheme === 'http' && isLoopback(host)) return `http://${web}`;
  return scheme === 'http' ? host : web;
}

/** Whether a host name (without port) is this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function isOwner(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(text);
}

function isName(text: string): boolean {
  return /^[A-Za-z0-9._-]{1,100}$/.test(text) && !/^\.+$/.test(text);
}

/** The repository that a remote stands for: where git fetches from or pushes to, else what its address says it mirrors. */
export function addressOfRemote({ fetchUrl, pushUrl, configuredUrl }: Remote): RepositoryAddress | null {
  return addressOf(fetchUrl) ?? addressOf(pushUrl) ?? addressOf(configuredUrl ?? '');
}
