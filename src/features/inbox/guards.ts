import * as path from 'node:path';
import * as vscode from 'vscode';
import { guardOf } from '../../core/inbox/guards';
import { myTime } from '../../core/inbox/times';
import { replacedBy } from '../../core/inbox/waiting';
import { oneLine, visible } from '../../core/text/visible';
import { plainMessage } from '../../host/plainText';
import { internalCommands } from '../../ids';
import type { Inbox } from './inbox';

const warnedKey = 'baton.guardsWarned';
/** So many warnings are remembered as given. */
const most = 200;

/** Says once per item, when a file is edited that somebody asked not to touch: who, why, until when. */
export async function warnOf(file: string, inbox: Inbox, now = Date.now()): Promise<void> {
  for (const { repository, entries, reader } of await inbox.known()) {
    const relative = path.relative(repository.root, file);
    if (relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)) continue;
    const replaced = replacedBy(entries.map(({ handoff }) => handoff));
    for (const { handoff, standing } of entries) {
      // A stranger's note binds nobody, and a newer note of its author says what holds now.
      if (standing === 'own' || !handoff.isMember || handoff.closed || replaced.has(handoff.key)) continue;
      const guard = guardOf(handoff.guards, relative.split(path.sep).join('/'), now);
      if (!guard || !(await isFirst(`${handoff.key} ${guard.key}`, inbox))) continue;
      const from = handoff.from ?? vscode.l10n.t('somebody who left');
      const until =
        guard.until === null
          ? ''
          : vscode.l10n.t(' It holds until {0}.', myTime(guard.until, reader.zone, now));
      const why = shown(guard.text);
      const text = vscode.l10n.t('{0} asks not to touch this: “{1}”.{2}', shown(from), why, until);
      const open = vscode.l10n.t('Open the Note');
      // Not awaited: it may stand for as long as it likes.
      void vscode.window.showWarningMessage(plainMessage(text), open).then(async (chosen) => {
        if (chosen === open) await vscode.commands.executeCommand(internalCommands.readHandoff, handoff.key);
      });
    }
  }
}

/** Whether it was not warned of yet; it is from now on. */
async function isFirst(key: string, { services }: Inbox): Promise<boolean> {
  const memory = services.context.workspaceState;
  const known = memory.get<unknown>(warnedKey);
  const warned = Array.isArray(known) ? (known as unknown[]) : [];
  if (warned.includes(key)) return false;
  await memory.update(warnedKey, [...warned, key].slice(-most));
  return true;
}

const shown = (text: string): string => oneLine(visible(text)).slice(0, 300);
