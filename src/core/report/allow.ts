/** What of a report's text stands for a hidden value: its placeholder, also as prose escapes it. */
function spellings(placeholder: string): readonly string[] {
  return [placeholder, placeholder.replace(/[[\]]/g, '\\$&')];
}

/** How often a placeholder stands in a text. */
export function occurrences(markdown: string, placeholder: string): number {
  return spellings(placeholder).reduce((sum, each) => sum + markdown.split(each).length - 1, 0);
}

/** The text with a value in the place of its placeholder, written so that it is no markup in prose. */
export function withValue(
  markdown: string,
  placeholder: string,
  value: string,
  escape: (text: string) => string,
): string {
  const [plain = '', escaped = ''] = spellings(placeholder);
  // The escaped spelling holds no plain one, so the order does not matter; functions, because a value may hold `$&`.
  return markdown
    .split(escaped)
    .join(escape(value))
    .split(plain)
    .join(value.replace(/[\r\n]+/g, ' '));
}
