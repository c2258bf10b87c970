import * as vscode from 'vscode';
import { noteIdIn } from '../../core/post/marker';
import { titleOf } from '../../core/post/text';
import { plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { postedTexts, retractNote } from '../../usecases/post/retract';
import { noteDocument, type NoteArgument } from './noteCommands';
import type { Notebook } from './notebook';
import { outboxPorts } from './outbox/ports';

/** Asks, and takes back what was posted of a note. Its draft stays. */
export async function retractPosted(
  argument: NoteArgument,
  services: Services,
  notebook: Notebook,
): Promise<void> {
  const document = await noteDocument(argument);
  const home = await notebook.homeOf(document.uri);
  const id = noteIdIn(document.getText());
  if (!home || !id) return;
  const texts = postedTexts((await home.state.read()).events, id);
  const title = titleOf(document.getText()) ?? id;
  if (texts.length > 0) {
    const retract = vscode.l10n.t('Retract');
    const answer = await vscode.window.showWarningMessage(
      plainMessage(vscode.l10n.t('Retract “{0}” from GitHub?', title)),
      {
        modal: true,
        detail: [
          ...texts.map(({ url }) => url),
          vscode.l10n.t(
            'It is deleted; where others wrote below it or into it, it stays and says only that it was retracted. Mail that went out cannot be called back. The note stays here.',
          ),
        ].join('\n'),
      },
      retract,
    );
    if (answer !== retract) return;
  }
  const done = await withProgress(vscode.l10n.t('Retracting…'), (signal) =>
    retractNote(id, outboxPorts(home, services), signal),
  );
  notebook.changed();
  const kept = done.filter(({ how }) => how === 'edited').length;
  void vscode.window.showInformationMessage(
    plainMessage(
      kept === 0
        ? vscode.l10n.t('“{0}” is retracted.', title)
        : vscode.l10n.t('“{0}” is retracted: what others wrote there stays.', title),
    ),
  );
}
