import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import { commands } from '../../ids';
import { chooseHome } from './homes';
import { chooseIdentity } from './identity';
import { createNoteLens, trackNotes } from './lens';
import { copyNote, discardNote, noteDocument } from './noteCommands';
import type { NoteArgument } from './noteCommands';
import { Notebook } from './notebook';
import { openHandoff } from './open';
import { createHandoffsView } from './view';

/** Drafting, editing and posting handoff notes. */
export const register: Register = (services) => {
  const notebook = new Notebook(services);
  const command = services.commands.register;
  return vscode.Disposable.from(
    notebook,
    createHandoffsView(notebook, services.log),
    createNoteLens(),
    trackNotes(),
    command(commands.draft, async () => (await import('./draft')).draftNote(services, notebook)),
    command(commands.refresh, async (note: NoteArgument) =>
      (await import('./draft')).draftNote(services, notebook, await noteDocument(note)),
    ),
    command(commands.copy, (note: NoteArgument) => copyNote(note)),
    command(commands.openHandoff, () => openHandoff(notebook)),
    command(commands.discard, (note: NoteArgument) => discardNote(note, notebook)),
    command(commands.chooseIdentity, async () => chooseIdentity(await chooseHome(notebook), notebook)),
  );
};
