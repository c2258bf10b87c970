import type { Finding } from '../../core/secrets/find';
import type { RedactionsSection } from '../../protocol';

/**
 * What was found in a text, span by span. `shown` are the ids of findings to be sent as they are, `linesAbove` the
 * lines of the document above the text. Null when nothing was found.
 */
export function redactionsSection(
  findings: readonly Finding[],
  shown: ReadonlySet<string>,
  linesAbove: number,
): RedactionsSection | null {
  if (findings.length === 0) return null;
  return {
    kind: 'redactions',
    redactions: findings.map(({ id, kind, excerpt, line }) => ({
      id,
      what: kind,
      excerpt,
      line: line + linesAbove,
      applied: !shown.has(id),
    })),
  };
}
