import * as vscode from 'vscode';
import { noteIdIn } from '../../core/post/marker';
import { titleOf } from '../../core/post/text';
import { plainMessage } from '../../host/plainText';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { postedTexts, retractNote, type PostedText } from '../../usecases/post/retract';
import { noteDocument, type NoteArgument } from './noteCommands';
import type { Home, Notebook } from './notebook';
import { outboxPorts } from './outbox/ports';
import { postedBy, type PostedRow } from './posted';

/** A note in the editor, or the row of one that was posted. */
type Retractable = NoteArgument | PostedRow;

/** Asks, and takes back what was posted of a note. Its draft stays. */
export async function retractPosted(
  argument: Retractable,
  services: Services,
  notebook: Notebook,
): Promise<void> {
  const found = await noteOf(argument, services, notebook);
  if (!found) return;
  const { id, home, title, texts } = found;
  if (texts.length > 0) {
    const retract = vscode.l10n.t('Retract');
    const answer = await vscode.window.showWarningMessage(
      plainMessage(vscode.l10n.t('Retract “{0}” from GitHub?', title)),
      {
        modal: true,
        detail: [
          ...texts.map(({ url }) => url),
          vscode.l10n.t(
            'It is deleted; where others wrote below it or into it, it stays and says only that it was retracted. Mail that went out cannot be called back. Its draft stays where it was written.',
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

interface Found {
  readonly id: string;
  readonly home: Home;
  readonly title: string;
  readonly texts: readonly PostedText[];
}

async function noteOf(argument: Retractable, services: Services, notebook: Notebook): Promise<Found | null> {
  if (argument && 'handoff' in argument) {
    const { id, home, texts } = await postedBy(argument, services, notebook);
    return { id, home, title: texts.at(-1)?.title ?? id, texts };
  }
  const document = await noteDocument(argument);
  const home = await notebook.homeOf(document.uri);
  const id = noteIdIn(document.getText());
  if (!home || !id) return null;
  const texts = postedTexts((await home.state.read()).events, id);
  return { id, home, title: titleOf(document.getText()) ?? id, texts };
}
