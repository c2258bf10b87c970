/**
 * What a tree shows, read before VS Code is told to draw it anew. VS Code forgets every row as soon as it is told
 * and asks for the new ones then: a click on a row that is still drawn leads nowhere until they are read.
 */
export class ReadAhead<T> {
  private ready: T | undefined;
  private reading = false;
  private stale = false;

  constructor(
    private readonly read: () => Promise<T>,
    private readonly changed: () => void,
  ) {}

  /** What was read ahead, once; whoever asks unannounced waits for a reading of its own. */
  async take(): Promise<T> {
    const { ready } = this;
    this.ready = undefined;
    return ready ?? (await this.read());
  }

  /** For a tree that nobody sees: it reads when it is asked. */
  tell(): void {
    this.ready = undefined;
    // What is being read may be from before this change.
    this.stale = this.reading;
    this.changed();
  }

  /** For a tree that is seen. What changes in the middle of a reading is read once more, however often it does. */
  readThenTell(): void {
    this.stale = true;
    if (!this.reading) void this.readUntilFresh();
  }

  private async readUntilFresh(): Promise<void> {
    this.reading = true;
    try {
      while (this.stale) {
        this.stale = false;
        this.ready = await this.read();
      }
    } finally {
      this.reading = false;
    }
    this.changed();
  }
}
