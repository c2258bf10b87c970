import * as vscode from 'vscode';

/** A row of the Handoffs view below a group. VS Code hands it to the commands of its menu as it is. */
export interface HandoffNode {
  readonly treeItem: vscode.TreeItem;
  readonly children?: readonly HandoffNode[];
  /** Where what it stands for is on the web, so that nobody lists it twice. */
  readonly url?: string;
}

/** A group of rows in the Handoffs view. A group without rows is not shown. */
export interface HandoffGroup {
  readonly label: string;
  /** Its place among the groups, the smallest first. Drafts and Waiting to Send stand at 50. */
  readonly rank: number;
  readonly onDidChange: vscode.Event<unknown>;
  rows(): Promise<readonly HandoffNode[]>;
  /** What stands there without rows while the view shows others: the next step. An empty view says that itself. */
  invitation?(): Promise<readonly HandoffNode[]>;
  /** Beside the label: how old what is shown is, say. */
  description?(): string;
  /** What the view's icon counts. */
  badge?(): vscode.ViewBadge | undefined;
}

/**
 * The groups that features put into the Handoffs view without knowing each other: the handoff feature draws the view,
 * whoever has something to show there adds a group.
 */
export class HandoffGroups implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #shown = new vscode.EventEmitter<boolean>();
  /** The view came into sight, or went out of it. */
  readonly onDidChangeVisibility = this.#shown.event;
  readonly #groups = new Map<HandoffGroup, vscode.Disposable>();
  #isVisible = false;

  /** In the order of their ranks. */
  get all(): readonly HandoffGroup[] {
    return [...this.#groups.keys()].sort((one, other) => one.rank - other.rank);
  }

  get isVisible(): boolean {
    return this.#isVisible;
  }

  add(group: HandoffGroup): vscode.Disposable {
    this.#groups.set(
      group,
      group.onDidChange(() => this.#changed.fire()),
    );
    this.#changed.fire();
    return new vscode.Disposable(() => {
      this.#groups.get(group)?.dispose();
      this.#groups.delete(group);
      this.#changed.fire();
    });
  }

  /** Said by whoever draws the view. */
  visible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    this.#shown.fire(isVisible);
  }

  dispose(): void {
    for (const subscription of this.#groups.values()) subscription.dispose();
    this.#groups.clear();
    this.#changed.dispose();
    this.#shown.dispose();
  }
}
