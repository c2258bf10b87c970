import type { Answer } from './faults';
import { findRepository, type World } from './world';

/** What GitHub tells who is not signed in: a public repository is there, a private one is not. */
export function answerAnonymous(world: World, operation: string): Answer | null {
  const [, owner, name] = /^GET \/repos\/([^/]+)\/([^/]+)$/.exec(operation) ?? [];
  if (owner === undefined || name === undefined) return null;
  const found = findRepository(world, owner, name);
  return found && !found.isPrivate
    ? { status: 200, body: { full_name: `${found.owner}/${found.name}`, private: false } }
    : { status: 404, body: { message: 'Not Found', status: '404' } };
}
