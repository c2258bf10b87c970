import type { SecretScanner } from '../../core/ports/secrets';
import { findingOf, secretsIn, type AddedLines, type FoundSecret } from '../../core/share/secrets';

/** So many characters are shown to the scanner at once: asking it costs more than reading. */
const together = 200_000;

/** The secrets in added lines, each place once, by Baton's own rules and by the scanner's. */
export async function scanAdded(
  lines: AsyncIterable<AddedLines>,
  scanner: SecretScanner,
): Promise<readonly FoundSecret[]> {
  const found = new Map<string, FoundSecret>();
  const add = (finding: FoundSecret): void => {
    const key = `${placeOf(finding)}\n${finding.kind}`;
    if (!found.has(key)) found.set(key, finding);
  };
  let waiting: AddedLines[] = [];
  let size = 0;
  const ask = async (): Promise<void> => {
    const asked = waiting;
    [waiting, size] = [[], 0];
    for (const { kind, value } of await scanner.find(asked.map(({ text }) => text).join('\n'))) {
      if (value === '' || kind === 'email' || kind === 'home' || kind === 'private-ip') continue;
      for (const each of asked) {
        const at = each.text.indexOf(value);
        if (at < 0) continue;
        const finding = findingOf(each, kind, value, at);
        // Baton's own name for it is there already.
        if (![...found.values()].some((known) => placeOf(known) === placeOf(finding))) add(finding);
      }
    }
  };
  for await (const each of lines) {
    // A file in UTF-16 is text with a NUL beside each letter.
    const added = each.text.includes('\0') ? { ...each, text: each.text.replaceAll('\0', '') } : each;
    secretsIn(added).forEach(add);
    waiting.push(added);
    size += added.text.length;
    if (size >= together) await ask();
  }
  if (waiting.length > 0) await ask();
  return [...found.values()];
}

/** Of a file the line, in whatever commit; of messages each has its own. */
function placeOf({ within, path, line, commit }: FoundSecret): string {
  return [within, path, line, within === 'message' ? commit : ''].join('\n');
}
