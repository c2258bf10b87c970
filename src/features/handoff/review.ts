import * as path from 'node:path';
import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import { noteIdIn } from '../../core/post/marker';
import { webviewPage } from '../../host/page';
import type { Services } from '../../host/services';
import { parseReviewMessage, type ReviewFromWebview } from '../../protocol';
import type { Home, Notebook } from './notebook';
import { carryOut } from './submit';
import { Review } from './reviewState';

/** The review pages that are open, one a note. */
export class ReviewPages implements vscode.Disposable {
  readonly #open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly page: ReviewPage }>();

  constructor(
    private readonly services: Services,
    private readonly notebook: Notebook,
  ) {}

  /**
   * Shows the one page before posting: the note as it will look, where it goes, and what stands in the way.
   * @throws UserError when the note's repository is not open in this window
   */
  async show(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const shown = this.#open.get(key);
    if (shown) {
      shown.panel.reveal();
      return shown.page.again();
    }
    const home = await this.notebook.homeOf(document.uri);
    if (!home)
      throw new UserError(
        vscode.l10n.t(
          'This note belongs to a repository that is not open here. Open its folder and post it there, or copy it.',
        ),
      );
    const title = vscode.l10n.t('Review and Post');
    const panel = vscode.window.createWebviewPanel('baton.review', title, vscode.ViewColumn.Active);
    const page = new ReviewPage(this.services, this.notebook, panel, document, home);
    this.#open.set(key, { panel, page });
    panel.onDidDispose(() => {
      this.#open.delete(key);
      page.dispose();
    });
    panel.webview.html = webviewPage(panel.webview, this.services.context.extensionUri, 'review', title);
  }

  dispose(): void {
    for (const { panel } of [...this.#open.values()]) panel.dispose();
  }
}

/** One review page: each click comes in as a message, and each answer goes out as a whole new model. */
class ReviewPage implements vscode.Disposable {
  readonly #review: Review;
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #running: AbortController | null = null;
  #closed = false;

  constructor(
    private readonly services: Services,
    notebook: Notebook,
    private readonly panel: vscode.WebviewPanel,
    private readonly document: vscode.TextDocument,
    home: Home,
  ) {
    const id = noteIdIn(document.getText()) ?? path.basename(document.uri.fsPath, '.md');
    this.#review = new Review(services, notebook, document, home, id);
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((value: unknown) => {
        const message = parseReviewMessage(value);
        if (message) void this.#answer(message);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || event.contentChanges.length === 0) return;
        // What was posted before is no longer what the editor shows.
        this.#review.result = null;
        this.#soon();
      }),
      services.sessions.onDidChange(() => this.#soon()),
      services.settings.onDidChange(() => this.#soon()),
    ];
  }

  /** The person asked for the page once more: a result of before gives way to note and place as they are now. */
  async again(): Promise<void> {
    this.#review.result = null;
    this.#review.forget();
    await this.#answer({ type: 'ready' });
  }

  dispose(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#running?.abort();
    for (const each of this.#subscriptions) each.dispose();
  }

  async #answer(message: ReviewFromWebview): Promise<void> {
    try {
      switch (message.type) {
        case 'ready':
          return await this.#refresh();
        case 'goTo':
          return await this.#goTo(message.line);
        case 'cancel':
          if (this.#running) this.#running.abort();
          else this.panel.dispose();
          return;
        case 'submit':
          return await this.#submit();
        case 'openResult':
          return await this.#review.openResult();
        case 'destination':
        case 'category':
        case 'number':
        case 'redact':
        case 'consent':
          await this.#review.choose(message);
          return await this.#send();
      }
    } catch (error) {
      this.#failed(error);
      await this.#send();
    }
  }

  async #submit(): Promise<void> {
    if (this.#running) return;
    this.#running = new AbortController();
    try {
      await carryOut(this.#review, this.#running.signal, () => this.#send());
    } finally {
      this.#running = null;
      await this.#send();
    }
  }

  #failed(error: unknown): void {
    if (error instanceof CancelledError || error instanceof vscode.CancellationError) return;
    if (error instanceof UserError) this.#review.failure = error.message;
    else {
      this.#review.failure = vscode.l10n.t(
        'Something unexpected went wrong; the log says what. The note is kept.',
      );
      this.services.log.error(error instanceof Error ? error : String(error));
    }
  }

  /** Typing changes the document at every key; the page follows when it pauses. */
  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#answer({ type: 'ready' }), 300);
  }

  async #refresh(): Promise<void> {
    const review = this.#review;
    if (!this.#running) {
      if (!review.prepared) {
        // The note is there at once; what GitHub knows of the place may take a moment.
        review.progress = vscode.l10n.t('Looking where the note can go…');
        await review.prepare({ ask: false });
        await this.#send();
      }
      try {
        await review.prepare({ ask: true });
      } finally {
        review.progress = null;
      }
    }
    await this.#send();
  }

  async #send(): Promise<void> {
    const model = this.#review.model();
    // What was under way when the page was closed still ends, and has nobody to tell.
    if (model && !this.#closed) await this.panel.webview.postMessage({ type: 'model', model });
  }

  async #goTo(line: number): Promise<void> {
    const editor = await vscode.window.showTextDocument(this.document, vscode.ViewColumn.Beside);
    const place = new vscode.Position(Math.min(line, this.document.lineCount) - 1, 0);
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
  }
}
