import type { EditorFacts } from '../ports/editor';
import { codeSpan } from '../text/markdown';
import type { Asking } from './asking';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Item } from './model';
import { count } from './outcome';
import { belowRoot } from './within';

const filesTold = 5;

/**
 * What the editor shows of the work at hand: files that are not saved, and errors in files that were changed, with who
 * can do something about them, and by when. Since when they are there only earlier notes tell.
 */
export function editorItems(reading: RepositoryReading, editor: EditorFacts, asking: Asking): Item[] {
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
    const found = item('errors', 'blocked', `The editor reports errors in ${list(told)}`, [...errors.keys()]);
    const { ending, ...asked } = asking.ask(found.id, null);
    items.push({ ...found, ...asked, ...asking.aged(found.id, `${found.text}${ending}`, null) });
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
