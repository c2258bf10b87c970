/**
 * A repository's only template, as it was before there were several: `issue_template.md` in its root, in `docs/` or in
 * `.github/`, in any case, with or without an ending (docs.github.com, "Manually creating a single issue template").
 * It is named by its path with a slash before it, so that it is told from those of `.github/ISSUE_TEMPLATE`.
 */
export function isLegacy(file: string): boolean {
  return file.startsWith('/');
}

/** Its name among the templates; null when no such file lies at this path of the repository. */
export function legacyName(path: string): string | null {
  return /^(?:\.github\/|docs\/)?issue_template(?:\.(?:md|txt))?$/i.test(path) ? `/${path}` : null;
}

/** Where it lies as a rule, the first that is there counts: a remote repository is asked for each. */
export const legacyPaths: readonly string[] = ['.github/', '', 'docs/'].flatMap((folder) =>
  ['ISSUE_TEMPLATE.md', 'issue_template.md'].map((name) => `${folder}${name}`),
);
