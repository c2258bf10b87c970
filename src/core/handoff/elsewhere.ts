import { codeSpan } from '../text/markdown';
import type { RepositoryReading } from './facts';
import { factId } from './id';
import type { Item } from './model';
import { count } from './outcome';
import { nameOf } from './told';

const most = 8;

/** A line for each other working tree of the repository in which something is not committed: nobody else sees it. */
export function elsewhereItems({ root, elsewhere }: RepositoryReading): Item[] {
  const item = (id: string, text: string): Item => ({
    id: factId(root, 'elsewhere', id),
    section: 'now',
    text,
    repository: root,
    source: 'git',
    certainty: 'fact',
  });
  const told = elsewhere.length > most + 1 ? elsewhere.slice(0, most) : elsewhere;
  const rest = elsewhere.length - told.length;
  return [
    ...told.map((tree) => {
      const branch = tree.branch === null ? 'detached HEAD' : `branch ${codeSpan(tree.branch, 80)}`;
      const many = count(tree.changes, 'file');
      return item(
        tree.root,
        `Uncommitted in the working tree ${codeSpan(nameOf(tree.root))} (${branch}): ${many}`,
      );
    }),
    ...(rest > 0 ? [item('', `${rest} more working trees with uncommitted work`)] : []),
  ];
}
