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
        void inbox.known().then(async (known) => {
          const [oldest] = known
            .flatMap(({ snapshot, problem, reader }) =>
              snapshot ? [{ at: Date.parse(snapshot.asOf), problem, zone: reader.zone }] : [],
            )
            .sort((one, other) => one.at - other.at);
          age = oldest ? await ageOf(oldest.at, oldest.zone, oldest.problem !== null) : '';
          if (known.some(({ snapshot }) => snapshot?.gaps ?? snapshot?.rests))
            age = vscode.l10n.t('{0}, not all comments read yet', age);
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
      invitation: async () => (await rows()).askFirst(inbox),
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

/** How old what is shown is, by the clock of the person. */
async function ageOf(asOf: number, zone: string, isOffline: boolean): Promise<string> {
  const { myTime } = await import('../../core/inbox/times');
  const time = myTime(asOf, zone, Date.now());
  return isOffline ? vscode.l10n.t('offline, as of {0}', time) : vscode.l10n.t('as of {0}', time);
}
