import * as vscode from 'vscode';

const scheme = 'baton-text';
/** Older ones are forgotten: their tabs are closed by then, most likely. */
const most = 20;

/** Shows two texts beside each other, read-only, as VS Code shows changes. */
export class Differences implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #provider: vscode.Disposable;

  constructor() {
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => this.#texts.get(uri.query) ?? '',
    });
  }

  async show(title: string, left: string, right: string): Promise<void> {
    await vscode.commands.executeCommand('vscode.diff', this.#keep(left), this.#keep(right), title);
  }

  dispose(): void {
    this.#provider.dispose();
  }

  #keep(text: string): vscode.Uri {
    const id = crypto.randomUUID();
    this.#texts.set(id, text);
    for (const old of [...this.#texts.keys()].slice(0, -2 * most)) this.#texts.delete(old);
    return vscode.Uri.from({ scheme, path: '/note.md', query: id });
  }
}
