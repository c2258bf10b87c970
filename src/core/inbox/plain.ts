/** A line of Markdown as plain text, for labels and for telling what it says: marks go, words stay. Linear. */
export function plainText(markdown: string): string {
  return unlinked(markdown)
    .replace(/<!--[^<>]{0,200}-->/g, '')
    .replace(/(?<!\\)(?:\*\*|__|`)/g, '')
    .replace(/(?<![\\\w])[*_](?=\S)|(?<=\S)(?<!\\)[*_](?!\w)/g, '')
    .replace(/\\([\\`*{}[\]<>|~$_#+=.()!-])/g, '$1')
    .replaceAll('&amp;', '&')
    .replaceAll('\u2060', '')
    .replace(/\s{1,20}/g, ' ')
    .trim();
}

/** `[text](address)` as its text. Brackets that are no link stay. */
function unlinked(markdown: string): string {
  let out = '';
  let from = 0;
  for (;;) {
    const middle = markdown.indexOf('](', from);
    const end = middle < 0 ? -1 : markdown.indexOf(')', middle);
    if (end < 0) return out + markdown.slice(from);
    const start = markdown.lastIndexOf('[', middle);
    // A link begins after what was taken already.
    if (start < from || markdown.charAt(start - 1) === '\\') {
      out += markdown.slice(from, middle + 2);
      from = middle + 2;
      continue;
    }
    out += markdown.slice(from, start) + markdown.slice(start + 1, middle);
    from = end + 1;
  }
}

/** What makes two tellings of the same line equal: letters and digits only, small. */
export function likeness(text: string): string {
  return plainText(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The words that a reply quotes, as `likeness` tells them; empty where it quotes nothing. */
export function quotedIn(text: string): string {
  const lines = text.split('\n').filter((line) => line.startsWith('>'));
  return likeness(lines.map((line) => line.replace(/^>\s{0,3}/, '')).join(' '));
}

/** The texts of the code spans of one line. */
export function codeIn(line: string): string[] {
  return [...line.matchAll(/(?<!`)(`{1,3})(?!`)([^`\n]{1,300})\1(?!`)/g)].map(([, , text = '']) =>
    text.trim(),
  );
}
