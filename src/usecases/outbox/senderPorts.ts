import type { Cancellation } from '../../core/cancel';
import type { GitRepository } from '../../core/ports/git';
import type { GitHub } from '../../core/ports/github';
import type { InboxGitHub } from '../../core/ports/inbox';
import type { Sharing } from '../../core/ports/share';
import type { RepositoryState } from '../../core/ports/state';

/** What senders need to send what waits for one repository. */
export interface SenderPorts {
  readonly state: Pick<RepositoryState, 'append' | 'read'>;
  /** Of which the outbox is; null where a note is posted that belongs to none. */
  readonly repository?: GitRepository | null;
  /** GitHub at a host for the person signed in there; null when nobody is. Never asks. */
  gitHub(host: string): Promise<GitHub | null>;
  /** Discussions as a reader sees them, likewise; a window or terminal without them leaves acceptances to one that has. */
  inbox?(host: string): Promise<InboxGitHub | null>;
  /** What pushes shared work. */
  readonly sharing?: Sharing;
  /** Milliseconds since the epoch. */
  now(): number;
  pause?(milliseconds: number, signal?: Cancellation): Promise<void>;
  /** Hears of what nobody expected. */
  failed?(error: unknown): void;
}
