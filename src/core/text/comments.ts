/** The text without HTML comments, which GitHub shows to nobody. One that is never closed stays. Linear. */
export function withoutComments(markdown: string): string {
  let text = '';
  let done = 0;
  for (;;) {
    const start = markdown.indexOf('<!--', done);
    const end = start < 0 ? -1 : markdown.indexOf('-->', start + 4);
    if (end < 0) return text + markdown.slice(done);
    text += markdown.slice(done, start);
    done = end + 3;
  }
}

/** The text with HTML comments blanked: every line and every place stays where it is. Linear. */
export function blankedComments(markdown: string): string {
  let text = '';
  let done = 0;
  for (;;) {
    const start = markdown.indexOf('<!--', done);
    const end = start < 0 ? -1 : markdown.indexOf('-->', start + 4);
    if (end < 0) return text + markdown.slice(done);
    text += markdown.slice(done, start) + markdown.slice(start, end + 3).replace(/[^\n]/g, ' ');
    done = end + 3;
  }
}
