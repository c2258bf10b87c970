import { legacyName, legacyPaths } from '../../../core/report/issue/legacy';
import type { TemplateFile } from '../../../core/report/issue/rules';

interface Blob {
  readonly text?: string | null;
  readonly isTruncated?: boolean | null;
}

/** What a document's fragment `templates` asks for: `legacy0` and so on are the files at `legacyPaths`. */
export type TemplateAnswer = {
  readonly object: {
    readonly entries?: readonly { readonly name: string; readonly object: Blob | null }[] | null;
  } | null;
} & Readonly<Record<string, unknown>>;

/** The files of the folder; where it has none, the single template of old. */
export function templatesIn(answer: TemplateAnswer): readonly TemplateFile[] {
  const files = (answer.object?.entries ?? []).flatMap(({ name, object }) => fileOf(name, object));
  if (files.length > 0) return files;
  return legacyPaths
    .flatMap((path, at) => fileOf(legacyName(path) ?? path, answer[`legacy${at}`] as Blob | null | undefined))
    .slice(0, 1);
}

function fileOf(name: string, blob: Blob | null | undefined): TemplateFile[] {
  return typeof blob?.text === 'string' && !blob.isTruncated ? [{ name, text: blob.text }] : [];
}
