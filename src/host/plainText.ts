/** Stands between two characters that VS Code would read as one sign; it cannot be seen. */
const gap = '\u200b';

/**
 * A sentence for a message: VS Code makes `[text](command:…)` in it a link that runs the command, and what Git, GitHub
 * or a file said can stand in any sentence. Baton's own messages have buttons, never links.
 */
export function plainMessage(text: string): string {
  return text.replaceAll('](', `]${gap}(`);
}

/** A name for a list or the status bar, where VS Code makes `$(name)` an icon. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', `$${gap}(`);
}
