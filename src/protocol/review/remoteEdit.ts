import { fieldsOf } from '../fields';

/** Somebody edited on GitHub what is about to be edited. */
export interface RemoteEditSection {
  readonly kind: 'remoteEdit';
  readonly text: string;
}

/** Shows what stands there beside what would replace it. */
export interface RemoteEditMessage {
  readonly type: 'compare';
}

export function parseRemoteEditMessage(value: unknown): RemoteEditMessage | null {
  return fieldsOf(value)?.['type'] === 'compare' ? { type: 'compare' } : null;
}
