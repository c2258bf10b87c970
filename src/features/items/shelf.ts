import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { addedItemsAmong, type AddedItem } from '../../core/journal/items';
import type { GitRepository } from '../../core/ports/git';
import type { RepositoryState } from '../../core/ports/state';
import type { Services } from '../../host/services';
import { trustedDirectories, trustedDirectoriesIfAny } from '../../host/workspace';

/** A repository of the workspace and what Baton keeps about it. */
export interface Place {
  readonly repository: GitRepository;
  readonly state: RepositoryState;
}

/** An item of the list, with where it is kept. */
export interface Listed {
  readonly item: AddedItem;
  readonly place: Place;
}

/** The items that wait for the next note, of all the workspace's repositories. */
export class Shelf implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #watchers = new Map<string, vscode.Disposable>();

  constructor(private readonly services: Pick<Services, 'git' | 'state'>) {}

  changed(): void {
    this.#changed.fire();
  }

  async items(): Promise<readonly Listed[]> {
    const places = await this.#places(trustedDirectoriesIfAny());
    const journals = await Promise.all(places.map(async ({ state }) => (await state.read()).events));
    return places.flatMap((place, index) =>
      addedItemsAmong(journals[index] ?? [], journals).map((item) => ({ item, place })),
    );
  }

  /**
   * The repository that a file lies in, else the first.
   * @throws UserError when no repository is open
   */
  async placeOf(file: vscode.Uri | undefined): Promise<Place> {
    const places = await this.#places(trustedDirectories());
    const [first] = places;
    if (!first)
      throw new UserError(
        vscode.l10n.t('There is no git repository here to add to. Open the folder of one and try again.'),
      );
    return places.find(({ repository }) => file && relativeTo(repository.root, file) !== null) ?? first;
  }

  dispose(): void {
    this.#changed.dispose();
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  async #places(directories: readonly string[]): Promise<readonly Place[]> {
    const opened = await Promise.all(directories.map((directory) => this.services.git.open(directory)));
    const places = new Map<string, Place>();
    for (const repository of opened) {
      // Working trees of one repository share what is kept.
      if (!repository || places.has(repository.commonDirectory)) continue;
      const state = this.services.state.of(repository.commonDirectory);
      places.set(repository.commonDirectory, { repository, state });
      this.#watch(state.directory);
    }
    return [...places.values()];
  }

  /** Notes are posted, and items changed, by other windows and by the terminal too. */
  #watch(directory: string): void {
    if (this.#watchers.has(directory)) return;
    const pattern = new vscode.RelativePattern(vscode.Uri.file(directory), '**/*');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    for (const event of [watcher.onDidCreate, watcher.onDidChange]) event(() => this.changed());
    this.#watchers.set(directory, watcher);
  }
}

/** The file's path below the root with forward slashes; null when it is not below it. */
export function relativeTo(root: string, file: vscode.Uri): string | null {
  if (file.scheme !== 'file') return null;
  const relative = path.relative(root, file.fsPath);
  const outside = relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative);
  return outside ? null : relative.split(path.sep).join('/');
}
