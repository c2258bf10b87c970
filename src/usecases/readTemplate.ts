import {
  isTemplate,
  longestTemplate,
  readTemplate,
  usualTemplate,
  type Template,
} from '../core/handoff/template';
import type { Files } from '../core/ports/files';

/** Where a team says what its notes look like, below the repository's root. */
export const templatePath = '.baton/handoff.md';

/**
 * The template of the first of the repositories that has one, else the usual. One that cannot be used is told in
 * `warnings`, with its line, and the usual one is used.
 */
export async function templateOf(
  roots: readonly string[],
  files: Files,
): Promise<{ readonly template: Template; readonly warnings: readonly string[] }> {
  for (const root of roots) {
    const path = `${root}/${templatePath}`;
    const [real, home] = await Promise.all([files.real(path), files.real(root)]);
    if (real === null || home === null) continue;
    const unusable = (why: string) => ({
      template: usualTemplate,
      warnings: [`${path}${why} The usual sections are used.`],
    });
    // A repository's link to a file elsewhere on the machine is not followed.
    if (!isBelow(home, real)) return unusable(' leads out of the repository: put the file itself there.');
    const text = await files.read(real, longestTemplate);
    if (text === null) return unusable(' cannot be read: it is a folder, or larger than 64 KiB.');
    const reading = readTemplate(text);
    return isTemplate(reading)
      ? { template: reading, warnings: [] }
      : unusable(`:${reading.line}: ${reading.message}`);
  }
  return { template: usualTemplate, warnings: [] };
}

function isBelow(home: string, path: string): boolean {
  const [top, inner] = [home, path].map((each) => each.replaceAll('\\', '/').replace(/\/$/, ''));
  return inner?.startsWith(`${top}/`) ?? false;
}
