import * as vscode from 'vscode';

const scheme = 'baton-handoff';
/** Older ones are written anew when they are asked for. */
const most = 30;

/** Read-only Markdown documents, shown as VS Code's own preview renders them: no scripts, no pages from elsewhere. */
export class Pages implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #provider: vscode.Disposable;

  /** `write`: the text of a page that is asked for and was not put here by this window. */
  constructor(write: (query: string) => Promise<string>) {
    this.#provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: async (uri) => this.#texts.get(uri.query) ?? (await write(uri.query)),
    });
  }

  uri(name: string, query: string): vscode.Uri {
    return vscode.Uri.from({ scheme, path: `/${name}.md`, query });
  }

  put(uri: vscode.Uri, text: string): void {
    this.#texts.delete(uri.query);
    this.#texts.set(uri.query, text);
    for (const old of [...this.#texts.keys()].slice(0, -most)) this.#texts.delete(old);
    this.#changed.fire(uri);
  }

  async show(uri: vscode.Uri): Promise<void> {
    await vscode.workspace.openTextDocument(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
