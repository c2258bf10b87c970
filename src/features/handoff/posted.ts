import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { wholeText } from '../../core/post/unfold';
import { withProgress } from '../../host/progress';
import type { Services } from '../../host/services';
import { learnPosted, type OwnNote } from '../../usecases/post/elsewhere';
import { postedTexts, type PostedText } from '../../usecases/post/retract';
import type { Home, Notebook } from './notebook';
import { outboxPorts } from './outbox/ports';

/** The row of a note that was posted, with where Baton keeps what it knows of the repository. */
export interface PostedRow {
  readonly handoff: OwnNote & { readonly directory: string };
}

/**
 * What is posted of a row's note. Where it was posted from another machine, GitHub is asked and it is written down.
 * @throws UserError when GitHub cannot be asked, or the note is not this person's
 */
export async function postedBy(
  { handoff }: PostedRow,
  services: Services,
  notebook: Notebook,
): Promise<{ readonly id: string; readonly home: Home; readonly texts: readonly PostedText[] }> {
  const { id, directory } = handoff;
  const homes = await notebook.homes();
  for (const home of homes) {
    const texts = await textsOf(home, id);
    if (texts.length > 0) return { id, home, texts };
  }
  const home = homes.find(({ state }) => state.directory === directory);
  if (!home)
    throw new UserError(
      vscode.l10n.t(
        'This note belongs to a repository that is not open here. Open its folder and try again.',
      ),
    );
  await withProgress(vscode.l10n.t('Looking what was posted…'), (signal) =>
    learnPosted(handoff, outboxPorts(home, services), signal),
  );
  return { id, home, texts: await textsOf(home, id) };
}

/**
 * Opens a posted note to be edited: as it was left here, else as it stands on GitHub. Posting it edits what is there.
 * @throws UserError when what goes on in comments below it cannot be put together again
 */
export async function editPosted(row: PostedRow, services: Services, notebook: Notebook): Promise<void> {
  const { id, home, texts } = await postedBy(row, services, notebook);
  const draft = (await home.state.drafts()).find(({ note }) => note === id);
  const file = draft?.path ?? (await home.state.writeDraft(id, textOf(id, texts)));
  await vscode.window.showTextDocument(vscode.Uri.file(file));
}

/** A Discussion's title is no part of its text. */
function textOf(id: string, texts: readonly PostedText[]): string {
  const main = texts.find((each) => each.id === id);
  const parts = texts.filter((each) => each.id !== id);
  const body = main ? wholeText(main.body, parts) : null;
  if (!main || body === null)
    throw new UserError(
      vscode.l10n.t(
        'What this note says in comments below it is not as Baton posted it. Edit it where it was written, or on GitHub.',
      ),
    );
  return main.kind === 'discussion' ? `# ${main.title}\n\n${body}` : body;
}

async function textsOf({ state }: Home, id: string): Promise<readonly PostedText[]> {
  return postedTexts((await state.read()).events, id);
}
