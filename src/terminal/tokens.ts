import { UserError } from '../core/errors';
import { isLoopback } from '../core/post/remote';
import type { Io } from './verb';

/**
 * The token for a host, from where the gh CLI takes it too: the environment, else gh's own store. A token meant for an
 * enterprise host goes only to the host that GH_HOST names: a repository's remote must not choose who gets it.
 */
export async function tokenFor(host: string, { env, ports }: Pick<Io, 'env' | 'ports'>): Promise<string> {
  const name = host.replace(/^https?:\/\//, '');
  const given = (names: readonly string[]): string | undefined =>
    names.map((each) => env[each]?.trim()).find((value) => value !== undefined && value !== '');
  const gitHubs = ['GH_TOKEN', 'GITHUB_TOKEN'];
  const enterprises = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
  const named = env['GH_HOST']?.trim().toLowerCase() === name;
  const names =
    name === 'github.com' || name.endsWith('.ghe.com')
      ? gitHubs
      : isLoopback(name.replace(/:\d+$/, ''))
        ? [...enterprises, ...gitHubs]
        : named
          ? enterprises
          : [];
  const token = given(names) ?? (await ports.ghToken?.(name.replace(/:\d+$/, ''))) ?? null;
  if (token !== null) return token;
  if (names.length === 0 && given(enterprises) !== undefined) {
    throw new UserError(
      `Set GH_HOST=${name} if your enterprise token is meant for ${name}, then post again.`,
    );
  }
  throw new UserError(
    `Not signed in to ${name}: set ${names[0] ?? 'GH_HOST and GH_ENTERPRISE_TOKEN'}, or run "gh auth login --hostname ${name}".`,
  );
}
