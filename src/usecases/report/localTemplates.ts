import type { Cancellation } from '../../core/cancel';
import type { GitRepository } from '../../core/ports/git';
import type { TemplateFile } from '../../core/report/issue/rules';

const folder = '.github/ISSUE_TEMPLATE/';
/** A chooser that offers more is not read by anybody. */
const mostFiles = 50;

/** The forms and templates that this checkout has committed: what is known of a repository before GitHub is asked. */
export async function localTemplates(
  repository: Pick<GitRepository, 'files' | 'textAt'>,
  signal?: Cancellation,
): Promise<readonly TemplateFile[]> {
  const paths = (await repository.files(signal)).filter(
    (path) => path.startsWith(folder) && !path.slice(folder.length).includes('/'),
  );
  const files = await Promise.all(
    paths.slice(0, mostFiles).map(async (path) => {
      // As it was committed: git follows no link, and what is being edited is no rule yet.
      const text = await repository.textAt('HEAD', path, signal);
      return text === null ? [] : [{ name: path.slice(folder.length), text }];
    }),
  );
  return files.flat();
}
