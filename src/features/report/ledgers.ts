import type * as vscode from 'vscode';
import type { ReportLedger } from '../../core/report/keptLedger';

const key = 'baton.reports';

/**
 * What reports hide, beyond this window: in VS Code's secret storage, which encrypts it, because nothing of it may lie
 * in clear on a disk. Where that cannot be written or read, a report is known in its window only.
 */
export class ReportLedgers {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly storage: Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>,
    private readonly failed: (error: unknown) => void,
    private readonly now = (): number => Date.now(),
  ) {}

  /** Null when nothing is known of it. */
  async read(id: string): Promise<ReportLedger | null> {
    await this.#last;
    const kept = await Promise.resolve(this.storage.get(key)).catch((error: unknown) => {
      this.failed(error);
      return undefined;
    });
    const { ledgerOf } = await import('../../core/report/keptLedger');
    return ledgerOf(kept, id, this.now());
  }

  /** Keeps what is known of a report; null forgets it. One after the other: all reports are in one entry. */
  keep(id: string, ledger: ReportLedger | null): Promise<void> {
    const turn = this.#last.then(async () => {
      const { withLedger } = await import('../../core/report/keptLedger');
      const before = await this.storage.get(key);
      const text = withLedger(before, id, ledger, this.now());
      if (text === before) return;
      await (text === undefined ? this.storage.delete(key) : this.storage.store(key, text));
    });
    const settled = turn.catch((error: unknown) => this.failed(error));
    this.#last = settled;
    return settled;
  }
}
