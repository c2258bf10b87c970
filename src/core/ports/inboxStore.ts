import type { Snapshot } from '../inbox/snapshot';
import type { RepositoryAddress } from './github';

/** What was read of repositories' discussions, kept between readings, so that the inbox shows before GitHub is asked. */
export interface InboxStore {
  /** Null when nothing is kept, or it cannot be read. */
  read(address: RepositoryAddress): Promise<Snapshot | null>;
  /** Joined with what another window wrote meanwhile; answers what is kept now. */
  write(address: RepositoryAddress, snapshot: Snapshot): Promise<Snapshot>;
}
