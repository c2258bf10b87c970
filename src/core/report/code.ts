/** Source text around a line, and the same line in another version of the file. */

export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Lines longer than this are shown cut: generated code would fill the page. */
const widest = 200;

/** The lines around `line` (1-based), numbered, with an arrow at it; null when the file does not have the line. */
export function excerpt(lines: readonly string[], line: number, around = 3): string | null {
  if (line < 1 || line > lines.length) return null;
  const from = Math.max(1, line - around);
  const to = Math.min(lines.length, line + around);
  const width = String(to).length + 1;
  const shown: string[] = [];
  for (let number = from; number <= to; number += 1) {
    const text = (lines[number - 1] ?? '').trimEnd();
    const cut = text.length > widest ? `${text.slice(0, widest)}…` : text;
    shown.push(`${number === line ? '→' : ' '} ${String(number).padStart(width)} | ${cut}`.trimEnd());
  }
  return shown.join('\n');
}

/**
 * The number of the line in `other` that holds the same text as `line` of `lines`: the same number if it does, else
 * the nearest one whose neighbours agree as well. Null when there is none: it was changed or is new.
 */
export function sameLine(lines: readonly string[], line: number, other: readonly string[]): number | null {
  const text = lines[line - 1];
  if (text === undefined) return null;
  const neighbours = (at: number): number =>
    [-2, -1, 1, 2].filter((by) => lines[line - 1 + by] === other[at - 1 + by]).length;
  if (other[line - 1] === text && neighbours(line) >= 2) return line;
  let best: { readonly line: number; readonly score: number } | null = null;
  other.forEach((each, index) => {
    if (each !== text) return;
    const at = index + 1;
    // Agreement counts first, nearness second; a lone brace is no line to be found by.
    const score = neighbours(at) * 1e9 - Math.abs(at - line);
    if ((text.trim().length > 3 || neighbours(at) >= 2) && (!best || score > best.score))
      best = { line: at, score };
  });
  return (best as { readonly line: number } | null)?.line ?? null;
}

const fences: Readonly<Record<string, string>> = {
  js: 'js',
  mjs: 'js',
  cjs: 'js',
  jsx: 'jsx',
  ts: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
  py: 'python',
  java: 'java',
  kt: 'kotlin',
  scala: 'scala',
  groovy: 'groovy',
  go: 'go',
  rs: 'rust',
  rb: 'ruby',
  php: 'php',
  cs: 'csharp',
  fs: 'fsharp',
  ex: 'elixir',
  exs: 'elixir',
  erl: 'erlang',
  swift: 'swift',
  dart: 'dart',
  c: 'c',
  h: 'c',
  cc: 'cpp',
  cpp: 'cpp',
  hpp: 'cpp',
  lua: 'lua',
  pl: 'perl',
  pm: 'perl',
  r: 'r',
  hs: 'haskell',
  vue: 'vue',
  svelte: 'svelte',
};

/** The name that GitHub highlights a file's language by; empty when it is not known. */
export function fenceLanguage(path: string): string {
  return fences[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? '';
}
