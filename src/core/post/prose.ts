/** What of a Markdown text is not code. Everything here is linear in the text's length. */

const fenceOpening = /^( *(?:(?:[-*+]|\d{1,9}[.)]) {1,4}){0,4})(`{3,}|~{3,})([^\n]*)$/;

/**
 * The text with fenced code replaced by spaces; offsets and line breaks stay. Where Markdown's nesting makes it
 * uncertain whether a line is still code, the line counts as prose: hiding a live mention would be worse than
 * asking about a dead one.
 */
export function withoutFences(markdown: string): string {
  const lines = markdown.split('\n');
  const kept = [...lines];
  let from = -1;
  let indent = 0;
  let fence = '';
  for (const [index, line] of lines.entries()) {
    if (from < 0) {
      const opening = fenceOpening.exec(line);
      if (!opening || (opening[2]?.startsWith('`') && opening[3]?.includes('`'))) continue;
      from = index;
      indent = opening[1]?.length ?? 0;
      fence = opening[2] ?? '';
      continue;
    }
    const text = line.trimStart();
    const depth = line.length - text.length;
    if (text !== '' && depth < indent) return kept.join('\n');
    const run = runLength(text, fence.charAt(0));
    if (run >= fence.length && text.slice(run).trim() === '' && depth <= indent + 3) {
      for (let code = from; code <= index; code++) kept[code] = ' '.repeat(lines[code]?.length ?? 0);
      from = -1;
    }
  }
  // A fence that is never closed runs to the end of the text, if nothing around it can end it first.
  if (from >= 0 && indent === 0) {
    for (let code = from; code < lines.length; code++) kept[code] = ' '.repeat(lines[code]?.length ?? 0);
  }
  return kept.join('\n');
}

/** The text with fenced code and code spans replaced by spaces; offsets and line breaks stay. */
export function proseOf(markdown: string): string {
  const out: string[] = [];
  let block: string[] = [];
  const flush = (): void => {
    // A table's cells end code spans, and a backslash takes a backtick out of its run: there nothing counts as code.
    const text = block.join('\n');
    if (block.length > 0) out.push(text.includes('|') || text.includes('\\`') ? text : withoutSpans(text));
    block = [];
  };
  for (const line of withoutFences(markdown).split('\n')) {
    const starts = /^\s*(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|$)/.test(line);
    if (starts) flush();
    block.push(line);
    if (/^\s*(?:#{1,6}\s|$)/.test(line)) flush();
  }
  flush();
  return out.join('\n');
}

function withoutSpans(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
  const byLength = new Map<number, number[]>();
  for (const [index, run] of runs.entries()) {
    const same = byLength.get(run.length);
    if (same) same.push(index);
    else byLength.set(run.length, [index]);
  }
  let result = '';
  let done = 0;
  const cursor = new Map<number, number>();
  for (let index = 0; index < runs.length; index++) {
    const run = runs[index];
    if (!run) continue;
    const same = byLength.get(run.length) ?? [];
    let next = cursor.get(run.length) ?? 0;
    while (next < same.length && (same[next] ?? 0) <= index) next++;
    cursor.set(run.length, next);
    const closing = same[next];
    const end = closing === undefined ? undefined : runs[closing];
    if (closing === undefined || !end) continue;
    const until = end.at + end.length;
    result += text.slice(done, run.at) + text.slice(run.at, until).replace(/[^\n]/g, ' ');
    done = until;
    index = closing;
  }
  return result + text.slice(done);
}

function runLength(text: string, character: string): number {
  let length = 0;
  while (text.charAt(length) === character) length++;
  return length;
}
