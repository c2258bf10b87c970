import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import { commands } from '../../ids';
import type { Wanted } from './draft';
import { chooseHome } from './homes';
import { chooseIdentity } from './identity';
import { dimMarks } from './dim';
import { createNoteLens, trackNotes } from './lens';
import { whileMissing } from './missed';
import type { NoteArgument } from './noteCommands';
import { Notebook } from './notebook';
import type { createReviewPages } from './review/pages';
import { createHandoffsView } from './view';

/** Drafting, editing and posting handoff notes. What reads and writes notes is loaded by the first command. */
export const register: Register = (services) => {
  const notebook = new Notebook(services);
  const command = services.commands.register;
  const forNotes = () => import('./noteCommands');
  let pages: ReturnType<typeof createReviewPages> | undefined;

  const draft = async (wanted: Wanted): Promise<void> => {
    const { draftNote } = await import('./draft');
    await draftNote(services, notebook, wanted);
  };
  const review = async (note: NoteArgument): Promise<void> => {
    const document = await (await forNotes()).noteDocument(note);
    const { createReviewPages } = await import('./review/pages');
    pages ??= createReviewPages(services, notebook);
    await pages.show(document);
  };

  return vscode.Disposable.from(
    notebook,
    { dispose: () => pages?.dispose() },
    createHandoffsView(notebook, services),
    createNoteLens(),
    trackNotes(),
    dimMarks(),
    whileMissing(services, notebook),
    command(commands.draft, () => draft('everything')),
    command(commands.draftBranch, () => draft('this-branch')),
    command(commands.refresh, async (note: NoteArgument) =>
      draft(await (await forNotes()).noteDocument(note)),
    ),
    command(commands.post, review),
    command(commands.retry, review),
    command(commands.copy, async (note: NoteArgument) => (await forNotes()).copyNote(note)),
    command(commands.discard, async (note: NoteArgument) => (await forNotes()).discardNote(note, notebook)),
    command(commands.openHandoff, async () => (await import('./open')).openHandoff(notebook)),
    command(commands.chooseIdentity, async () => {
      await chooseIdentity(await chooseHome(notebook), notebook);
    }),
  );
};
