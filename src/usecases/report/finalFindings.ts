import type { SecretScanner } from '../../core/ports/secrets';
import { findSecrets, notAllowed, type Finding } from '../../core/secrets/find';

/**
 * The final text of a report scanned once more, by Baton's rules and the scanner's, span by span in order. What the
 * author allowed in the report is not asked about again.
 */
export async function finalFindings(
  markdown: string,
  allowed: ReadonlySet<string>,
  scanner: SecretScanner,
): Promise<readonly Finding[]> {
  const own = findSecrets(markdown);
  const more = (await scanner.find(markdown)).flatMap(({ kind, value }) => findingsOf(markdown, kind, value));
  const apart = more.filter((each) => !own.some(({ start, end }) => start < each.end && each.start < end));
  return [...notAllowed(markdown, [...own, ...apart], allowed)].sort((one, other) => one.start - other.start);
}

/** Every place where a value stands. */
function findingsOf(markdown: string, kind: string, value: string): Finding[] {
  const found: Finding[] = [];
  if (value === '') return found;
  for (
    let start = markdown.indexOf(value);
    start >= 0;
    start = markdown.indexOf(value, start + value.length)
  ) {
    const line = markdown.slice(0, start).split('\n').length;
    const excerpt = `${value.slice(0, 4)}…`;
    found.push({ id: `${kind}@${start}`, kind, start, end: start + value.length, line, excerpt });
  }
  return found;
}
