import { Disposable } from 'vscode';

/** What is still to be written when the window closes: VS Code waits for it, for some seconds at most. */
export class Closing {
  readonly #finish = new Set<() => Promise<void>>();

  /** Has `finish` called, and waited for, before the window is gone. */
  before(finish: () => Promise<void>): Disposable {
    this.#finish.add(finish);
    return new Disposable(() => this.#finish.delete(finish));
  }

  /** Resolves when all is written that could be; what failed is its own affair. */
  async done(): Promise<void> {
    await Promise.allSettled([...this.#finish].map((finish) => finish()));
  }
}
