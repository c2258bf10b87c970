import type { IsPublic } from '../../../core/ports/visibility';
import { apiUrl } from '../hosts';

/** Nobody waits longer for what only spares a scope, milliseconds. */
const patience = 5_000;

/** Asks GitHub as a stranger would: no token goes along. */
export const isPublicAt: IsPublic = async ({ host, owner, name }) => {
  try {
    const url = `${apiUrl(host)}/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
    const headers = { accept: 'application/vnd.github+json' };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(patience) });
    const { private: isPrivate } = response.ok ? ((await response.json()) as { private?: unknown }) : {};
    return isPrivate === false;
  } catch {
    return false;
  }
};
