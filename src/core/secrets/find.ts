import { digest } from '../text/digest';
import { rules } from './rules';

/** A stretch of the text that should not be posted unseen: [start, end) in UTF-16 units, `line` 1-based. */
export interface Finding {
  /** The same for the same text at the same place: who said yes to one value did not say yes to another. */
  readonly id: string;
  /** What a person calls it. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Enough to recognise it, not enough to use it. */
  readonly excerpt: string;
}

/** Secrets, addresses and home paths in what a person wrote, in order; where two overlap the first rule's counts. */
export function findSecrets(text: string): Finding[] {
  const found: Omit<Finding, 'line' | 'id' | 'excerpt'>[] = [];
  for (const { name, pattern, accepts } of rules.filter(({ printed }) => !printed)) {
    for (const match of text.matchAll(pattern)) {
      if (accepts && !accepts(match[0])) continue;
      found.push({ kind: name, start: match.index, end: match.index + match[0].length });
    }
  }
  // The sort is stable: findings that start together stay in the rules' order.
  found.sort((a, b) => a.start - b.start);
  const result: Finding[] = [];
  let line = 1;
  let counted = 0;
  for (const each of found) {
    if (each.start < (result.at(-1)?.end ?? 0)) continue;
    for (; counted < each.start; counted++) if (text.charCodeAt(counted) === 10) line++;
    const excerpt = `${text.slice(each.start, each.start + 4)}…`;
    const id = `${each.kind}@${each.start}:${digest(text.slice(each.start, each.end))}`;
    result.push({ ...each, id, line, excerpt });
  }
  return result;
}

/** Findings whose value is none of those that the author allowed, nor a part of one. */
export function notAllowed(
  text: string,
  findings: readonly Finding[],
  allowed: Iterable<string>,
): readonly Finding[] {
  const values = [...allowed];
  return findings.filter(({ start, end }) => !values.some((value) => value.includes(text.slice(start, end))));
}

/** The text with these findings replaced by a placeholder that names what was there. */
export function redact(text: string, findings: readonly Finding[]): string {
  let result = '';
  let done = 0;
  for (const { start, end, kind } of findings) {
    result += `${text.slice(done, start)}[${kind} removed]`;
    done = end;
  }
  return result + text.slice(done);
}
