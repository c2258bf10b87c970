import type { EditorFacts } from '../ports/editor';
import { codeSpan } from '../text/markdown';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Item } from './model';
import { count } from './outcome';
import { belowRoot } from './within';

const filesTold = 5;

/** What the editor shows of the work at hand: files that are not saved, and errors in files that were changed. */
export function editorItems(reading: RepositoryReading, editor: EditorFacts): Item[] {
  const { root } = reading;
  const unsaved = unique(editor.unsaved().flatMap((path) => belowRoot(root, path) ?? []));
  const changed = new Set(reading.tree.changes.map(({ path }) => path));
  const errors = new Map<string, number>();
  for (const { path, severity } of editor.diagnostics()) {
    const file = severity === 'error' ? belowRoot(root, path) : null;
    if (file !== null && changed.has(file)) errors.set(file, (errors.get(file) ?? 0) + 1);
  }
  const item = (fact: string, section: Item['section'], text: string, paths: readonly string[]): Item => ({
    id: factId(root, fact),
    section,
    text,
    repository: root,
    paths,
    source: 'editor',
    certainty: 'fact',
  });
  const items: Item[] = [];
  if (unsaved.length > 0) {
    items.push(
      item('unsaved', 'now', `Not saved yet: ${list(unsaved.map((path) => codeSpan(path)))}`, unsaved),
    );
  }
  if (errors.size > 0) {
    const told = [...errors].map(([path, many]) => `${codeSpan(path)} (${count(many, 'error')})`);
    items.push(item('errors', 'blocked', `The editor reports errors in ${list(told)}`, [...errors.keys()]));
  }
  return items;
}

function list(names: readonly string[]): string {
  const rest = names.length - filesTold;
  return rest > 1 ? `${names.slice(0, filesTold).join(', ')} and ${rest} more` : names.join(', ');
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
