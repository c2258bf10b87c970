export function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Lines longer than this are shown cut: generated code would fill the page. */
const widest = 200;

/** The lines around `line` (1-based), numbered, with an arrow at it; null when the file does not have the line. */
export function excerpt(lines: readonly string[], line: number, around = 3): string | null {
  if (line < 1 || line > lines.length) return null;
  const from = Math.max(1, line - around);
  // What follows the last line break is no line.
  const last = lines.length > line && lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const to = Math.min(last, line + around);
  const width = String(to).length + 1;
  const shown: string[] = [];
  for (let number = from; number <= to; number += 1) {
    const text = (lines[number - 1] ?? '').trimEnd();
    const cut = text.length > widest ? `${text.slice(0, widest)}…` : text;
    shown.push(`${number === line ? '→' : ' '} ${String(number).padStart(width)} | ${cut}`.trimEnd());
  }
  return shown.join('\n');
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
