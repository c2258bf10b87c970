import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import type { Differences } from '../../host/differences';
import { commands, internalCommands } from '../../ids';
import type { Wanted } from './draft';
import { chooseHome } from './homes';
import { chooseIdentity } from './identity';
import { dimMarks } from './dim';
import { createNoteLens, trackNotes } from './lens';
import { whileMissing } from './missed';
import type { NoteArgument } from './noteCommands';
import { Notebook } from './notebook';
import { OutboxRunner } from './outbox/runner';
import type { Waiting } from './outbox/rows';
import type { createReviewPages } from './review/pages';
import type { PostedRow } from './posted';
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
  const show = async (document: vscode.TextDocument): Promise<void> => {
    const { createReviewPages } = await import('./review/pages');
    pages ??= createReviewPages(services, notebook);
    await pages.show(document);
  };
  const review = async (note: NoteArgument): Promise<void> =>
    show(await (await forNotes()).noteDocument(note));
  const forWaiting = () => import('./outbox/commands');
  let differences: Differences | undefined;
  const differencesOnce = async (): Promise<Differences> =>
    (differences ??= new (await import('../../host/differences')).Differences());
  const runner = new OutboxRunner(services, notebook);

  return vscode.Disposable.from(
    notebook,
    {
      dispose: () => {
        pages?.dispose();
        differences?.dispose();
      },
    },
    runner,
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
    command(commands.retry, async (row: Waiting | NoteArgument) =>
      isWaiting(row) ? (await forWaiting()).retryWaiting(row, services, show) : review(row),
    ),
    command(commands.editWaiting, async (row: Waiting) =>
      (await forWaiting()).editWaiting(row, await differencesOnce()),
    ),
    command(internalCommands.outboxChanged, () => {
      notebook.changed();
      return runner.run();
    }),
    command(commands.copy, async (note: Waiting | NoteArgument) =>
      (await forNotes()).copyNote(isWaiting(note) ? (note.note ?? undefined) : note),
    ),
    command(commands.keep, async (note: NoteArgument, line?: number) =>
      (await forNotes()).keepInferred(note, line),
    ),
    command(commands.editPosted, async (row: PostedRow) =>
      (await import('./posted')).editPosted(row, services, notebook),
    ),
    command(commands.retract, async (note: NoteArgument) =>
      (await import('./retract')).retractPosted(note, services, notebook),
    ),
    command(commands.discard, async (note: Waiting | NoteArgument) =>
      isWaiting(note)
        ? (await forWaiting()).discardWaiting(note, notebook)
        : (await forNotes()).discardNote(note, notebook),
    ),
    command(commands.openHandoff, async () =>
      (await import('./open')).openHandoff(notebook, services.handoffGroups.all),
    ),
    command(commands.chooseIdentity, async () => {
      await chooseIdentity(await chooseHome(notebook), notebook);
    }),
  );
};

function isWaiting(row: Waiting | NoteArgument): row is Waiting {
  return typeof row === 'object' && 'waiting' in row;
}
