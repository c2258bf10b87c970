import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { choiceOf } from '../../core/journal/notes';
import { plainMessage } from '../../host/plainText';
import type { Services } from '../../host/services';
import { trustedDirectoriesIfAny } from '../../host/workspace';
import { sharingHere } from './whose';

const shownKey = 'share.receiptsShown';

/** Says once who picked up what this person shared. Only where something was shared lately is the remote asked. */
export async function showPickedUp(services: Services): Promise<void> {
  const days = services.settings.current().shareDays;
  const { events: own } = await services.state.of(null).read();
  const lately = Date.parse(choiceOf(own, 'share.lately') ?? '');
  if (!(Date.now() - lately <= days * 86_400_000)) return;
  const seen = new Set<string>();
  for (const directory of trustedDirectoriesIfAny()) {
    const repository = await services.git.open(directory);
    if (!repository || seen.has(repository.commonDirectory)) continue;
    seen.add(repository.commonDirectory);
    const state = services.state.of(repository.commonDirectory);
    const { events } = await state.read();
    const last = lastShare(choiceOf(events, 'share.last'));
    if (!last || Date.now() - last.at > days * 86_400_000) continue;
    const known = new Set((choiceOf(events, shownKey) ?? '').split(' '));
    try {
      const place = await sharingHere(services).of(repository.root);
      const receipts = await place.receipts(place.remote(null), last.login, known);
      if (receipts.length === 0) continue;
      const value = [...known, ...receipts.map(({ id }) => id)].slice(-200).join(' ').trim();
      await state.append([{ kind: 'choice', at: new Date().toISOString(), key: shownKey, value }]);
      for (const { receiver, share, at } of receipts) {
        const when = new Intl.DateTimeFormat(vscode.env.language, {
          dateStyle: 'medium',
          timeStyle: 'short',
        }).format(at);
        void vscode.window.showInformationMessage(
          plainMessage(vscode.l10n.t('{0} picked up “{1}”, {2}.', receiver, share.name, when)),
        );
      }
    } catch (error) {
      // Out of reach now; the next start asks again.
      if (!(error instanceof UserError)) throw error;
      services.log.info(error.message);
    }
  }
}

function lastShare(value: string | null): { login: string; at: number } | null {
  try {
    const { login, at } = JSON.parse(value ?? '') as { login?: unknown; at?: unknown };
    return typeof login === 'string' && typeof at === 'string' ? { login, at: Date.parse(at) } : null;
  } catch {
    return null;
  }
}
