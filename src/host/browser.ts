import * as vscode from 'vscode';

/**
 * Opens a web page in the person's browser. Anything but http(s) is ignored: addresses come from GitHub's answers
 * and from disk.
 */
export async function openInBrowser(address: string): Promise<void> {
  if (!/^https?:\/\//i.test(address)) return;
  // Given as text (which VS Code takes, though its types do not say so), because a Uri re-encodes the query and
  // a prefilled page would lose its escapes.
  await vscode.env.openExternal(address as unknown as vscode.Uri);
}
