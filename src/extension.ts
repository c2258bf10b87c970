import type { ExtensionContext } from 'vscode';
import { createFiles, createMachine } from './adapters/files';
import { createGit } from './adapters/git';
import { createSharing } from './adapters/git/share';
import { createGitHub } from './adapters/github';
import { createCollaborators } from './adapters/github/collaborators';
import { createInboxGitHub, isPublicAt } from './adapters/github/inbox';
import { createScratches } from './adapters/git/scratch/lazy';
import { createSecretScanner } from './adapters/secrets';
import { createStateStore } from './adapters/state';
import { createInboxStore } from './adapters/state/inbox';
import { register as registerActivity } from './features/activity';
import { register as registerHandoff } from './features/handoff';
import { register as registerInbox } from './features/inbox';
import { register as registerItems } from './features/items';
import { register as registerReport } from './features/report';
import { register as registerShare } from './features/share';
import { register as registerTeam } from './features/team';
import { Closing } from './host/closing';
import { createCommands } from './host/commands';
import { createEditorFacts } from './host/editorFacts';
import { HandoffGroups } from './host/handoffGroups';
import { createLog } from './host/log';
import { withPrivateTeam } from './host/privateTeam';
import type { Services } from './host/services';
import { createSessions, whereSignedIn } from './host/sessions';
import { createSettings } from './host/settings';
import { commands } from './ids';

const closing = new Closing();

/** Builds the adapters and the host's services, and hands them to every feature. Nothing is read, run or sent here. */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  const surface = createCommands(log);
  const sessions = createSessions(context.globalState);
  const settings = createSettings(log);
  const services: Services = {
    context,
    log,
    closing,
    commands: surface,
    settings,
    sessions,
    git: createGit(),
    files: createFiles(),
    machine: createMachine(),
    editor: createEditorFacts(),
    state: withPrivateTeam(createStateStore(), settings),
    scratches: createScratches(),
    secrets: createSecretScanner(),
    sharing: createSharing(),
    handoffGroups: new HandoffGroups(),
    gitHub: createGitHub,
    inbox: createInboxGitHub,
    inboxStore: createInboxStore,
    isPublic: isPublicAt,
    workItems: whereSignedIn(sessions, async (host, token) =>
      (await import('./adapters/github/workItems')).createWorkItems(host, token),
    ),
    collaborators: createCollaborators,
  };
  context.subscriptions.push(
    log,
    services.handoffGroups,
    surface.register(commands.showLog, () => log.show()),
    registerHandoff(services),
    registerInbox(services),
    registerItems(services),
    registerReport(services),
    registerShare(services),
    registerTeam(services),
    registerActivity(services),
  );
}

/** VS Code waits for this when the window closes. */
export function deactivate(): Promise<void> {
  return closing.done();
}
