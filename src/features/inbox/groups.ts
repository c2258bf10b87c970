import * as vscode from 'vscode';
import type { HandoffGroup } from '../../host/handoffGroups';
import type { Inbox } from './inbox';

/** For Me, with what the view's icon counts; and my own notes with whether somebody took them over. */
export function groupsOf(inbox: Inbox): readonly HandoffGroup[] {
  let age = '';
  const rows = () => import('./rows');
  const onDidChange: vscode.Event<unknown> = (listener, self, subscriptions) =>
    inbox.onDidChange(
      () => {
        const tell = (): void => listener.call(self, undefined);
        void inbox.known().then((known) => {
          const [oldest] = known
            .flatMap(({ snapshot, problem }) =>
              snapshot ? [{ at: Date.parse(snapshot.asOf), problem }] : [],
            )
            .sort((one, other) => one.at - other.at);
          age = oldest ? ageOf(oldest.at, oldest.problem !== null) : '';
          tell();
        }, tell);
      },
      undefined,
      subscriptions,
    );
  return [
    {
      label: vscode.l10n.t('For Me'),
      rank: 10,
      onDidChange,
      rows: async () => (await rows()).rowsForMe(inbox),
      description: () => age,
      badge: () =>
        inbox.count === 0
          ? undefined
          : {
              value: inbox.count,
              tooltip:
                inbox.count === 1
                  ? vscode.l10n.t('1 handoff waits for you')
                  : vscode.l10n.t('{0} handoffs wait for you', inbox.count),
            },
    },
    {
      label: vscode.l10n.t('Posted by Me'),
      rank: 60,
      onDidChange: inbox.onDidChange,
      rows: async () => (await rows()).rowsByMe(inbox),
    },
  ];
}

/** How old what is shown is, by the clock of this machine. */
function ageOf(asOf: number, isOffline: boolean): string {
  const minutes = Math.floor((Date.now() - asOf) / 60_000);
  const time = new Intl.DateTimeFormat(vscode.env.language, {
    ...(minutes >= 12 * 60 ? { dateStyle: 'medium' } : {}),
    timeStyle: 'short',
  }).format(asOf);
  return isOffline ? vscode.l10n.t('offline, as of {0}', time) : vscode.l10n.t('as of {0}', time);
}
