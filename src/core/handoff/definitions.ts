import { isProse } from './remark';

/** A file of more lines is read in part: it is a few names that are told. */
const mostLines = 5_000;
const longestLine = 300;
const most = 50;

const modifiers =
  '(?:(?:export|default|public|private|protected|internal|static|final|abstract|sealed|async|pub(?:\\([a-z]{1,9}\\))?|unsafe|extern|declare|open|data|inline|suspend|override|partial|local|case|const|record)\\s+){0,6}';
const kinds =
  '(?:class|interface|struct|enum|trait|impl|module|namespace|object|protocol|record|def|defp|defmodule|fn|func|function\\*?|fun|sub|type)';
const name = '([\\p{L}_$][\\p{L}\\p{N}_$.]{0,79})';
const named = new RegExp(
  `^${modifiers}${kinds}\\s+(?:\\([^()]{0,80}\\)\\s{0,4}|<[^<>]{0,40}>\\s{0,4})?${name}`,
  'u',
);
const held = new RegExp(
  `^(?:export\\s+)?(?:default\\s+)?(?:const|let|var)\\s+${name}(?:\\s*:[^=]{1,80})?\\s*=\\s*(?:async\\b\\s*)?(?:function\\b|\\(|[\\w$]{1,40}\\s*=>|class\\b)`,
  'u',
);

/**
 * The functions and classes that the text of a new file defines at its top level, each once, in their order: what is
 * below others goes without saying. Empty for prose, and for what is no text.
 */
export function definitionsIn(text: string, path: string): string[] {
  if (isProse(path) || text.slice(0, 8_000).includes('\0')) return [];
  const found = new Set<string>();
  for (const line of text.split('\n', mostLines)) {
    const shown = line.slice(0, longestLine);
    const definition = named.exec(shown)?.[1] ?? held.exec(shown)?.[1];
    if (definition !== undefined) found.add(definition);
    if (found.size >= most) break;
  }
  return [...found];
}
