import type { Disposable, ExtensionContext, LogOutputChannel } from 'vscode';
import type { Files, Machine } from '../core/ports/files';
import type { TextPieces } from '../core/ports/pieces';
import type { EditorFacts } from '../core/ports/editor';
import type { Git } from '../core/ports/git';
import type { GitHub } from '../core/ports/github';
import type { InboxGitHub } from '../core/ports/inbox';
import type { InboxStore } from '../core/ports/inboxStore';
import type { Scratches } from '../core/ports/scratch';
import type { SecretScanner } from '../core/ports/secrets';
import type { Sharing } from '../core/ports/share';
import type { StateStore } from '../core/ports/state';
import type { IsPublic } from '../core/ports/visibility';
import type { SignedInWork } from '../core/ports/workItems';
import type { Collaborators } from '../core/ports/collaborators';
import type { Closing } from './closing';
import type { Commands } from './commands';
import type { HandoffGroups } from './handoffGroups';
import type { Sessions } from './sessions';
import type { SettingsReader } from './settings';

/** What the root hands to every feature. A feature exports `register(services): Disposable`. */
export interface Services {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly closing: Closing;
  readonly commands: Commands;
  readonly settings: SettingsReader;
  readonly sessions: Sessions;
  readonly git: Git;
  readonly files: Files & TextPieces;
  readonly machine: Machine;
  readonly editor: EditorFacts;
  readonly state: StateStore;
  /** Throw-away working trees, to run a program in. */
  readonly scratches: Scratches;
  /** What knows secrets beside Baton's own rules. */
  readonly secrets: SecretScanner;
  /** Work in progress of the workspace's repositories. */
  readonly sharing: Sharing;
  /** Where a feature puts its rows into the Handoffs view. */
  readonly handoffGroups: HandoffGroups;
  /** GitHub as the holder of `token` sees `host` (`github.com`, or a GitHub Enterprise Server with its scheme and port). */
  readonly gitHub: (host: string, token: string) => GitHub;
  /** Discussions as a reader of handoffs sees them, likewise. */
  readonly inbox: (host: string, token: string) => InboxGitHub;
  /** Whether everybody may read a repository: then a smaller scope suffices. */
  readonly isPublic: IsPublic;
  /** What was read of them, in a folder of Baton's data. */
  readonly inboxStore: (directory: string) => InboxStore;
  /** What GitHub knows of a person's work, where they are signed in already. */
  readonly workItems: SignedInWork;
  /** Who works on a repository, likewise. */
  readonly collaborators: (host: string, token: string) => Collaborators;
}

export type Register = (services: Services) => Disposable;
