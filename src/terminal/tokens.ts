import { UserError } from '../core/errors';
import type { Io } from './verb';

/**
 * The token for a host, from where the gh CLI takes it too: the environment, else gh's own store. A token of the
 * environment goes to github.com, or to the one host that GH_HOST names: a repository's remote must not choose who gets
 * it, not even one on this machine.
 */
export async function tokenFor(host: string, { env, ports }: Pick<Io, 'env' | 'ports'>): Promise<string> {
  const name = bareName(host);
  const given = (names: readonly string[]): string | undefined =>
    names.map((each) => env[each]?.trim()).find((value) => value !== undefined && value !== '');
  const gitHubs = ['GH_TOKEN', 'GITHUB_TOKEN'];
  const enterprises = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
  const named = bareName(env['GH_HOST'] ?? '') === name;
  const isGitHub = name === 'github.com' || name.endsWith('.ghe.com');
  // Who names a host of their own means the token that they give beside it.
  const names = isGitHub ? gitHubs : named ? [...enterprises, ...gitHubs] : [];
  const token = given(names) ?? (await ports.ghToken?.(name.replace(/:\d+$/, ''))) ?? null;
  if (token !== null) return token;
  if (names.length === 0 && given([...enterprises, ...gitHubs]) !== undefined) {
    throw new UserError(`Set GH_HOST=${name} if your token is meant for ${name}, then post again.`);
  }
  const how = isGitHub ? 'set GH_TOKEN' : `set GH_HOST=${name} and GH_ENTERPRISE_TOKEN`;
  throw new UserError(`Not signed in to ${name}: ${how}, or run "gh auth login --hostname ${name}".`);
}

/** Without a scheme and a slash at the end, in lower case. */
function bareName(host: string): string {
  return host
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '');
}
