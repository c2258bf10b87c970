import type { Cancellation } from '../../core/cancel';
import type { GitRepository } from '../../core/ports/git';
import { legacyName } from '../../core/report/issue/legacy';
import type { TemplateFile } from '../../core/report/issue/rules';

const folder = '.github/ISSUE_TEMPLATE/';
/** A chooser that offers more is not read by anybody. */
const mostFiles = 50;

/** The forms and templates that this checkout has committed: what is known of a repository before GitHub is asked. */
export async function localTemplates(
  repository: Pick<GitRepository, 'files' | 'textAt'>,
  signal?: Cancellation,
): Promise<readonly TemplateFile[]> {
  const all = await repository.files(signal);
  // As it was committed: git follows no link, and what is being edited is no rule yet.
  const read = async (path: string, name: string): Promise<readonly TemplateFile[]> => {
    const text = await repository.textAt('HEAD', path, signal);
    return text === null ? [] : [{ name, text }];
  };
  const paths = all.filter((path) => path.startsWith(folder) && !path.slice(folder.length).includes('/'));
  const files = await Promise.all(
    paths.slice(0, mostFiles).map((path) => read(path, path.slice(folder.length))),
  );
  if (files.flat().length > 0) return files.flat();
  const old = all.flatMap((path) => {
    const name = legacyName(path);
    return name === null ? [] : [{ path, name }];
  });
  const [first] = old.sort((one, other) => rankOf(one.path) - rankOf(other.path));
  return first ? read(first.path, first.name) : [];
}

/** GitHub looks into `.github` first, and into `docs` last. */
function rankOf(path: string): number {
  return path.startsWith('.github/') ? 0 : path.startsWith('docs/') ? 2 : 1;
}
