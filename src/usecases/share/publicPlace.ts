import { UserError } from '../../core/errors';
import type { GitHub } from '../../core/ports/github';
import type { ShareRemote } from '../../core/ports/share';
import { addressOf } from '../../core/post/remote';

/** Whether anybody can read what is pushed to a remote: asked of GitHub; false for a folder; null when nobody can tell. */
export async function isPublicPlace(
  remote: ShareRemote,
  gitHub: (host: string) => Promise<GitHub>,
): Promise<boolean | null> {
  const { url } = remote;
  if (/^file:/i.test(url) || /^(?:[/\\.~]|[A-Za-z]:[\\/])/.test(url)) return false;
  const address = addressOf(url);
  if (address === null) return null;
  try {
    return !(await (await gitHub(address.host)).repository(address)).isPrivate;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}
