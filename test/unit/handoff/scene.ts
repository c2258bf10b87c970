import { composeHandoff } from '../../../src/core/handoff/compose';
import type { RepositoryReading } from '../../../src/core/handoff/facts';
import type { HandoffDraft, Item, Window } from '../../../src/core/handoff/model';
import type { JournalEvent } from '../../../src/core/journal/events';
import { noEditor, type EditorFacts } from '../../../src/core/ports/editor';
import type { Branch, Change, Commit, Head } from '../../../src/core/ports/git';
import { DateTime } from '../../../src/core/time/luxon';

/** When the note is drafted. */
export const at = DateTime.fromISO('2026-11-19T12:00:00Z', { zone: 'Europe/Lisbon' });

export function commit(sha: string, subject: string, parents: readonly string[] = [], body = ''): Commit {
  const who = { authorName: 'Ana', authorEmail: 'ana@example.com', authoredAt: at, committedAt: at };
  return { sha, parents, ...who, subject, body };
}

export function branch(name: string, sha: string, more: Partial<Branch> = {}): Branch {
  return { name, sha, remote: name.startsWith('origin/'), upstream: null, isDefault: false, ...more };
}

export interface Scene {
  readonly commits?: readonly Commit[];
  readonly branches?: readonly Branch[];
  readonly head?: Partial<Head>;
  readonly changes?: readonly Change[];
  readonly reading?: Partial<RepositoryReading>;
  readonly others?: readonly string[];
  readonly editor?: EditorFacts;
  readonly branch?: string;
  readonly receiver?: string;
  readonly events?: readonly JournalEvent[];
  readonly reason?: Window['reason'];
}

export function draft(scene: Scene): HandoffDraft {
  const commits = scene.commits ?? [];
  const theirs = new Set(scene.others);
  const reading: RepositoryReading = {
    root: '/w/ledger',
    isShallow: false,
    tree: {
      head: { branch: 'main', sha: commits[0]?.sha ?? 'h', upstream: null, ...scene.head },
      changes: scene.changes ?? [],
      operation: null,
    },
    diff: [],
    branches: scene.branches ?? [],
    tags: [],
    work: null,
    remote: null,
    lockfiles: [],
    code: null,
    left: [],
    amended: [],
    commits,
    outcomes: [],
    hunks: { worktree: [], committed: [], recent: [] },
    added: [],
    together: [],
    elsewhere: [],
    mine: new Set(commits.filter((c) => c.parents.length < 2 && !theirs.has(c.sha)).map(({ sha }) => sha)),
    ...scene.reading,
  };
  return composeHandoff({
    id: 'n1',
    author: { name: 'Ana', emails: ['ana@example.com'], zone: 'Asia/Kolkata' },
    window: { since: at.minus({ hours: 8 }), until: at, reason: scene.reason ?? 'flag' },
    receivers: [
      {
        name: scene.receiver ?? 'Lin',
        ...(scene.receiver === undefined && { login: 'lin' }),
        zone: 'Europe/Lisbon',
        startsWorkAt: at.plus({ hours: 1 }),
      },
    ],
    readings: [reading],
    editor: scene.editor ?? noEditor,
    branch: scene.branch ?? null,
    continues: null,
    events: scene.events ?? [],
    warnings: [],
  });
}

export const told = (items: readonly Item[]): string[] =>
  items.map(({ section, text }) => `${section}: ${text}`);
