import type { Hunk } from '../ports/git';

const named =
  /\b(?:class|interface|struct|enum|trait|impl|module|namespace|def|fn|func|function|fun|sub)\s+(?:\([^()]{0,80}\)\s{0,4})?([A-Za-z_$][\w$.]{0,79})/;
const held =
  /^\s{0,40}(?:export\s{1,4})?(?:const|let|var)\s{1,4}([A-Za-z_$][\w$]{0,79})\s{0,4}=\s{0,4}(?:async\s{0,4})?(?:function\b|\()/;

/** The functions and classes that hunks of one file lie in, each once, in the order of the file. */
export function placesOf(hunks: readonly Hunk[]): string[] {
  const names = hunks.flatMap(({ within, added, removed }) => {
    const lines = [...added, ...removed].filter((line) => line.trim() !== '');
    // git names the definition before a hunk: only what is indented below it lies in it.
    if (lines.length === 0 || !lines.every((line) => /^\s/.test(line))) return [];
    const header = within.slice(0, 300);
    const name = named.exec(header)?.[1] ?? held.exec(header)?.[1];
    return name === undefined ? [] : [name];
  });
  return [...new Set(names)];
}

/** The path below the root with forward slashes; null when it is not below it. */
export function belowRoot(root: string, path: string): string | null {
  const [top, file] = [root.replaceAll('\\', '/').replace(/\/+$/, ''), path.replaceAll('\\', '/')];
  return file.startsWith(`${top}/`) ? file.slice(top.length + 1) : null;
}
