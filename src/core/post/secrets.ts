/** A stretch of the text that should not be posted unseen: [start, end) in UTF-16 units, `line` 1-based. */
export interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Enough to recognise it, not enough to use it. */
  readonly excerpt: string;
}

// Each pattern is anchored by a rare literal or bounded in length, so that hostile text costs linear time.
const patterns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  [
    'private key',
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[^-]{0,20000}-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  ],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})/g],
  ['AWS key id', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ['Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}/g],
  ['Stripe key', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}/g],
  ['Google key', /\bAIza[A-Za-z0-9_-]{35}/g],
  ['JSON web token', /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,2000}(?:\.[A-Za-z0-9_-]{0,2000})?/g],
  [
    'authorization header',
    /\b(?:bearer|basic)\s{1,3}(?=[A-Za-z0-9+/._~-]{0,200}\d)[A-Za-z0-9+/._~-]{16,2000}=*/gi,
  ],
  ['password in a URL', /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{0,100}:[^\s/@]{1,200}@/gi],
  [
    'password',
    /(?:password|passwd|secret|token|api[_-]?key|access[_-]?key)["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?=[^\s"'`,;]{0,200}\d)[^\s"'`,;<>()[\]{}]{8,200}/gi,
  ],
  [
    'e-mail address',
    /(?<![\w.%+-])[A-Za-z0-9._%+-]{1,64}@(?!users\.noreply\.github\.com\b)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}\b(?!:)/g,
  ],
  [
    'private address',
    /(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}(?![\d.])/g,
  ],
  ['home path', /(?:\/home\/|\/Users\/|\b[A-Za-z]:\\Users\\)[^\s/\\`'"()<>]{1,64}/g],
];

/** Secrets, addresses and home paths in a text, in order; where two overlap the first kind in the list wins. */
export function findSecrets(text: string): Finding[] {
  const found: Omit<Finding, 'line' | 'id' | 'excerpt'>[] = [];
  for (const [kind, pattern] of patterns) {
    for (const match of text.matchAll(pattern)) {
      found.push({ kind, start: match.index, end: match.index + match[0].length });
    }
  }
  const rank = new Map(patterns.map(([kind], index) => [kind, index]));
  found.sort((a, b) => a.start - b.start || (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0));
  const result: Finding[] = [];
  let line = 1;
  let counted = 0;
  for (const each of found) {
    if (each.start < (result.at(-1)?.end ?? 0)) continue;
    for (; counted < each.start; counted++) if (text.charCodeAt(counted) === 10) line++;
    const excerpt = `${text.slice(each.start, each.start + 4)}…`;
    result.push({ ...each, id: `${each.kind}@${each.start}`, line, excerpt });
  }
  return result;
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
