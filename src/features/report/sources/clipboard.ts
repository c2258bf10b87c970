import * as vscode from 'vscode';

/**
 * What VS Code's own command puts on the clipboard; what was there before is put back. Empty when the command copies
 * nothing or is not there.
 */
export async function copiedBy(command: string): Promise<string> {
  const before = await vscode.env.clipboard.readText();
  try {
    // Told apart from a copy of what was there already.
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand(command);
    return await vscode.env.clipboard.readText();
  } catch {
    return '';
  } finally {
    await vscode.env.clipboard.writeText(before);
  }
}
