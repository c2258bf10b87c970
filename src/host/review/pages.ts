import * as vscode from 'vscode';
import { CancelledError, UserError } from '../../core/errors';
import { isPageMessage, parseReviewMessage, type ReviewFromWebview } from '../../protocol';
import { openInBrowser } from '../browser';
import { webviewPage } from '../page';
import type { Services } from '../services';
import type { ReviewSubject } from './subject';

type PageServices = Pick<Services, 'context' | 'log' | 'sessions' | 'settings'>;

/** The review pages that are open, one a document. */
export class ReviewPages implements vscode.Disposable {
  readonly #open = new Map<string, { readonly panel: vscode.WebviewPanel; readonly page: ReviewPage }>();

  constructor(
    private readonly services: PageServices,
    private readonly title: string,
  ) {}

  /** Shows the one page before something is sent; `subject` is made only when the document has no page yet. */
  async show(document: vscode.TextDocument, subject: () => Promise<ReviewSubject>): Promise<void> {
    const key = document.uri.toString();
    const shown = this.#open.get(key);
    if (shown) {
      shown.panel.reveal();
      return shown.page.again();
    }
    const about = await subject();
    const panel = vscode.window.createWebviewPanel('baton.review', this.title, vscode.ViewColumn.Active);
    const page = new ReviewPage(this.services, panel, about);
    this.#open.set(key, { panel, page });
    panel.onDidDispose(() => {
      this.#open.delete(key);
      page.dispose();
    });
    panel.webview.html = webviewPage(panel.webview, this.services.context.extensionUri, 'review', this.title);
  }

  dispose(): void {
    for (const { panel } of [...this.#open.values()]) panel.dispose();
  }
}

/** One review page: each click comes in as a message, and each answer goes out as a whole new model. */
class ReviewPage implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;
  #running: AbortController | null = null;
  #closed = false;

  constructor(
    private readonly services: PageServices,
    private readonly panel: vscode.WebviewPanel,
    private readonly subject: ReviewSubject,
  ) {
    this.#subscriptions = [
      panel.webview.onDidReceiveMessage((value: unknown) => {
        const message = parseReviewMessage(value);
        if (message) void this.#answer(message);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document !== subject.document || event.contentChanges.length === 0) return;
        // What was sent before is no longer what the editor shows.
        subject.result = null;
        this.#soon();
      }),
      services.sessions.onDidChange(() => this.#soon()),
      services.settings.onDidChange(() => this.#soon()),
    ];
  }

  /** The person asked for the page once more: a result of before gives way to text and place as they are now. */
  async again(): Promise<void> {
    this.subject.result = null;
    this.subject.forget();
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
      if (!isPageMessage(message)) {
        await this.subject.choose(message);
        return await this.#send();
      }
      switch (message.type) {
        case 'ready':
          return await this.#refresh();
        case 'goTo':
          return await this.#goTo(message.line);
        case 'cancel':
          if (this.#running) this.#running.abort();
          else this.panel.dispose();
          return;
        case 'account':
          await this.subject.changeAccount?.();
          return await this.#send();
        case 'submit':
          return await this.#submit();
        case 'openResult':
          if (this.subject.result?.url) await openInBrowser(this.subject.result.url);
          return;
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
      await this.subject.submit(this.#running.signal, () => this.#send());
    } finally {
      this.#running = null;
      await this.#send();
    }
  }

  #failed(error: unknown): void {
    if (error instanceof CancelledError || error instanceof vscode.CancellationError) return;
    if (error instanceof UserError) this.subject.failure = error.message;
    else {
      this.subject.failure = vscode.l10n.t(
        'Something unexpected went wrong; the log says what. What you wrote is kept.',
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
    const { subject } = this;
    if (!this.#running) {
      if (!subject.model()) {
        // The text is there at once; what GitHub knows of the place may take a moment.
        subject.progress = vscode.l10n.t('Looking where it can go…');
        await subject.prepare({ ask: false });
        await this.#send();
      }
      try {
        await subject.prepare({ ask: true });
      } finally {
        subject.progress = null;
      }
    }
    await this.#send();
  }

  async #send(): Promise<void> {
    const model = this.subject.model();
    // What was under way when the page was closed still ends, and has nobody to tell.
    if (model && !this.#closed) await this.panel.webview.postMessage({ type: 'model', model });
  }

  async #goTo(line: number): Promise<void> {
    const { document } = this.subject;
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
    const place = new vscode.Position(Math.min(line, document.lineCount) - 1, 0);
    editor.selection = new vscode.Selection(place, place);
    editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
  }
}
