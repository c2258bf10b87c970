import * as vscode from 'vscode';
import type { Register } from '../../host/services';
import { commands, internalCommands } from '../../ids';
import { askOnceAfterFirstPost } from './questions';
import { createRecordedDocument, deleteRecorded, showRecorded } from './recorded';
import { whileRecording } from './recording';
import { whileReminding } from './reminding';

/** What Baton records about tasks and debug sessions, the reminder, and the two questions that allow them. */
export const register: Register = (services) => {
  const document = createRecordedDocument(services);
  return vscode.Disposable.from(
    document,
    whileRecording(services),
    whileReminding(services),
    services.commands.register(commands.showRecorded, () => showRecorded(document)),
    services.commands.register(commands.deleteRecorded, () => deleteRecorded(services, document)),
    services.commands.register(internalCommands.posted, () => askOnceAfterFirstPost(services)),
  );
};
