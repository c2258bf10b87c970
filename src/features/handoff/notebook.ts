import * as path from 'node:path';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import { noteStates } from '../../core/journal/notes';
import type { NoteState } from '../../core/journal/notes';
import { noteIdIn } from '../../core/post/marker';
import type { GitRepository } from '../../core/ports/git';
import type { RepositoryState } from '../../core/ports/state';
import type { Services } from '../../host/services';
import { trustedDirectories, trustedDirectoriesIfAny } from '../../host/workspace';

/** A note of one of the workspace's repositories that is not posted yet. */
export interface Note {
  readonly id: string;
  readonly uri: vscode.Uri;
  readonly title: string;
  readonly state: NoteState;
  readonly home: Home;
}

/** A repository and what Baton keeps about it. */
export interface Home {
  readonly repository: GitRepository;
  readonly state: RepositoryState;
}

/** The workspace's repositories and their unposted notes. */
export class Notebook implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #opened = new Map<string, Promise<GitRepository | null>>();
  readonly #watchers = new Map<string, vscode.Disposable>();

  constructor(
    private readonly services: Pick<Services, 'git' | 'state'>,
    /** The folders in which git may run: `required` throws a UserError where there is none. */
    private readonly folders = { required: trustedDirectories, ifAny: trustedDirectoriesIfAny },
  ) {}

  /** @throws UserError when there is none */
  directories(): readonly string[] {
    return this.folders.required();
  }

  /** Says that a note was drafted, posted, discarded or edited. */
  changed(): void {
    this.#changed.fire();
  }

  /**
   * The repositories of the workspace's folders, each once.
   * @throws UserError when there is none, or git cannot be run
   */
  async homes(): Promise<readonly [Home, ...Home[]]> {
    const directories = this.directories();
    const [first, ...rest] = await this.#open(directories);
    if (!first)
      throw new UserError(
        vscode.l10n.t(
          'There is no git repository in {0}. Open the folder of a repository, or run "git init" there, and try again.',
          directories.map((directory) => path.basename(directory)).join(', '),
        ),
      );
    return [first, ...rest];
  }

  /** The same, but empty where no git may run and where no repository is. */
  async homesIfAny(): Promise<readonly Home[]> {
    return this.#open(this.folders.ifAny());
  }

  /** The unposted notes, the newest draft first; empty where no git may run or no repository is. */
  async notes(): Promise<readonly Note[]> {
    const homes = await this.homesIfAny();
    const shared = new Map(homes.map((home) => [home.repository.commonDirectory, home]));
    const all = await Promise.all([...shared.values()].map((home) => notesOf(home)));
    return all.flat();
  }

  /** The repository that a document's note belongs to; null when it is none of this window's. */
  async homeOf(uri: vscode.Uri): Promise<Home | null> {
    const homes = await this.homes();
    return (
      homes.find(({ state }) => isInside(uri.fsPath, state.directory)) ??
      // Of a repository and a submodule in it, the inner one.
      homes
        .filter(({ repository }) => isInside(uri.fsPath, repository.root))
        .sort((one, other) => other.repository.root.length - one.repository.root.length)[0] ??
      null
    );
  }

  dispose(): void {
    this.#changed.dispose();
    for (const each of this.#watchers.values()) each.dispose();
  }

  async #open(directories: readonly string[]): Promise<readonly Home[]> {
    const repositories = await Promise.all(directories.map((directory) => this.#openOnce(directory)));
    const byRoot = new Map<string, Home>();
    for (const repository of repositories) {
      if (!repository || byRoot.has(repository.root)) continue;
      const state = this.services.state.of(repository.commonDirectory);
      byRoot.set(repository.root, { repository, state });
      this.#watch(state.directory);
    }
    return [...byRoot.values()];
  }

  /** The terminal and other windows draft and post too. */
  #watch(directory: string): void {
    if (this.#watchers.has(directory)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(directory), '**/*'),
    );
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete]) {
      event(() => this.changed());
    }
    this.#watchers.set(directory, watcher);
  }

  /**
   * A folder that held a repository once is not asked again; one without may get one. Several wait for one answer, so
   * nobody's signal may call it off.
   */
  async #openOnce(directory: string): Promise<GitRepository | null> {
    const known = this.#opened.get(directory);
    if (known) return known;
    const opening = this.services.git.open(directory);
    this.#opened.set(directory, opening);
    const repository = await opening.catch((error: unknown) => {
      this.#opened.delete(directory);
      throw error;
    });
    if (!repository) this.#opened.delete(directory);
    return repository;
  }
}

/** Whether the text is that of a note: it carries Baton's marker. */
export function isNote(document: vscode.TextDocument): boolean {
  if (document.languageId !== 'markdown') return false;
  const text = document.getText();
  // Asked on every keystroke in Markdown: long documents that are no notes are told by a plain search.
  return text.includes('<!-- baton:note ') && noteIdIn(text) !== null;
}

async function notesOf(home: Home): Promise<readonly Note[]> {
  const [{ events }, drafts, { titleOf }] = await Promise.all([
    home.state.read(),
    home.state.drafts(),
    import('../../core/post/text'),
  ]);
  const states = noteStates(events);
  const open = drafts.flatMap(({ note, path: file }) => {
    const state = states.get(note) ?? { kind: 'draft', drafted: null, why: null, url: null };
    return state.kind === 'posted' || state.kind === 'discarded' ? [] : [{ note, file, state }];
  });
  return Promise.all(
    open.map(async ({ note, file, state }) => ({
      id: note,
      uri: vscode.Uri.file(file),
      title: titleOf((await home.state.readDraft(note)) ?? '') ?? vscode.l10n.t('Untitled note'),
      state,
      home,
    })),
  );
}

function isInside(file: string, directory: string): boolean {
  const relative = path.relative(directory, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
