import * as vscode from 'vscode';
import type { ShareWay } from '../../../protocol';
import { internalCommands } from '../../../ids';

/** Has the work shared as it was chosen, and the note told how to get it; false when it was not. */
export async function shareAlong(
  document: vscode.Uri,
  roots: readonly string[],
  way: ShareWay,
  allowPublic: boolean,
): Promise<boolean> {
  if (way === 'nothing' || roots.length === 0) return true;
  const order = { document, roots, way, allowPublic };
  return (await vscode.commands.executeCommand(internalCommands.shareForNote, order)) === true;
}
