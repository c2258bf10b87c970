import { UserError } from '../../core/errors';
import { isLoopback } from '../../core/post/remote';

/** Where the API of a host answers, without a slash at the end. `host` is a name, with port or scheme where needed. */
export function apiUrl(host: string): string {
  const url = parse(host);
  if (!url)
    throw new UserError(`"${host}" is not the address of a GitHub host. Write it as ghe.example.com.`);
  const name = url.hostname;
  if (url.protocol === 'http:' && !isLoopback(name)) {
    throw new UserError(
      `Baton does not send your sign-in to ${name} unencrypted. Use https:// for this host.`,
    );
  }
  if (name === 'github.com' || name === 'www.github.com') return 'https://api.github.com';
  if (name.endsWith('.ghe.com')) return `https://api.${name}`;
  return `${url.origin}/api/v3`;
}

function parse(host: string): URL | null {
  try {
    const url = new URL(host.includes('://') ? host : `https://${host}`);
    const plain = (url.pathname === '/' || url.pathname === '') && !url.username && !url.search && !url.hash;
    return plain && /^https?:$/.test(url.protocol) ? url : null;
  } catch {
    return null;
  }
}
