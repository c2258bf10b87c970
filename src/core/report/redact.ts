import type { Redaction } from './model';

interface Rule {
  readonly kind: string;
  /** Never quadratic: anchored by a rare literal, every repetition bounded. The group `value` is what is replaced. */
  readonly pattern: RegExp;
  /** Whether it gives access to something: never kept anywhere, in the machine-readable message neither. */
  readonly secret: boolean;
}

const secret = (kind: string, pattern: RegExp): Rule => ({ kind, pattern, secret: true });
const personal = (kind: string, pattern: RegExp): Rule => ({ kind, pattern, secret: false });

// The order matters: what an earlier rule took, a later one does not see.
const rules: readonly Rule[] = [
  secret(
    'private-key',
    /(?<value>-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:[^-]{0,20000}-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----)?)/g,
  ),
  secret(
    'token',
    /(?<value>\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255}|glpat-[\w-]{20,100}|npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,255}|hf_[A-Za-z0-9]{30,100}|xox[abeoprs]-[A-Za-z0-9-]{10,250}|xapp-\d-[A-Za-z0-9-]{10,250}|[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9+/]{24,100}|sk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,250}|AIza[A-Za-z0-9_-]{35}|ya29\.[\w-]{20,500}|SG\.[\w-]{16,64}\.[\w-]{16,64}|dop_v1_[a-f0-9]{64}|AGE-SECRET-KEY-1[A-Z0-9]{50,60}))/g,
  ),
  secret('aws-key', /(?<value>\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b)/g),
  secret(
    'token',
    /(?<value>\beyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{0,2000})?)/g,
  ),
  secret('cookie', /\b(?:set-)?cookie["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[^\s"'][^"'\r\n]{2,4000})/gi),
  secret(
    'token',
    /\b(?:bearer|basic|digest|token)\s{1,3}(?<value>(?=[A-Za-z0-9+/._~-]{0,200}[\d+/=])[A-Za-z0-9+/._~-]{12,2000}={0,2})/gi,
  ),
  secret(
    'url-credentials',
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<value>[^\s:/@"'<>]{0,100}:[^\s/@"'<>]{1,200})@/gi,
  ),
  secret(
    'token',
    /[?&](?:access_token|auth|token|api_?key|key|sig|signature|client_secret|password|code|session|X-Amz-Signature|X-Amz-Credential)=(?<value>[^\s&#"'<>]{4,2000})/gi,
  ),
  secret(
    'password',
    /(?:password|passwd|pwd|passphrase|secret|secret_?key|client_?secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|private[_-]?key)["']?[ \t]{0,3}(?:[:=]|=>)[ \t]{0,3}(?:"(?<double>[^"\r\n]{3,300})"|'(?<single>[^'\r\n]{3,300})'|(?<value>[^\s"'`,;<>()[\]{}]{4,300}))/gi,
  ),
  secret(
    'token',
    /\b(?:token|session_?id|sid|credentials?|signature)["']?[ \t]{0,3}(?:[:=]|=>)[ \t]{0,3}["']?(?<value>(?=[^\s"'`,;]{0,200}\d)[^\s"'`,;<>()[\]{}]{8,300})/gi,
  ),
  personal(
    'email',
    /(?<value>(?<![\w.%+-])[A-Za-z0-9._%+-]{1,64}@(?!users\.noreply\.github\.com\b)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}\b(?![:/]))/g,
  ),
  personal(
    'private-ip',
    /(?<value>(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\.\d{1,3}\.\d{1,3}(?![\d.]))/g,
  ),
  personal('private-ip', /(?<value>(?<![\w:])f[cde][0-9a-f]{2}:[0-9a-f:]{2,40}(?![\w:]))/gi),
  personal(
    'home',
    /(?<value>(?:\/home\/|\/Users\/|\b[A-Za-z]:[\\/]{1,2}Users[\\/]{1,2})[^\s/\\`'"()<>:;,|]{1,64})/g,
  ),
];

/** Replaces what must not leave the machine; the same value always becomes the same placeholder. */
export interface Redactor {
  /** For what others will read: secrets, addresses, home folders. */
  text(text: string): string;
  /** For what stays on the machine: secrets only. Counts nothing. */
  secrets(text: string): string;
  /** What `text` replaced so far. */
  ledger(): readonly Redaction[];
}

export function createRedactor(): Redactor {
  const placeholders = new Map<string, string>();
  const numbers = new Map<string, number>();
  const counts = new Map<string, Redaction>();

  const placeholderFor = (kind: string, value: string): string => {
    const known = placeholders.get(`${kind}\n${value}`);
    if (known) return known;
    const number = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, number);
    const placeholder = `[${kind}-${number}]`;
    placeholders.set(`${kind}\n${value}`, placeholder);
    return placeholder;
  };

  const apply = (text: string, only: (rule: Rule) => boolean, counted: boolean): string => {
    let result = text;
    for (const { kind, pattern } of rules.filter(only)) {
      result = result.replace(pattern, (...match: unknown[]) => {
        const all = match[0] as string;
        const groups = match.at(-1) as Record<string, string | undefined>;
        const value = groups['value'] ?? groups['double'] ?? groups['single'] ?? '';
        // An earlier rule was here; a variable of a template is no secret.
        if (
          value === '' ||
          /^\[[a-z-]+-\d+\]$/.test(value) ||
          /^(?:\$\{?\w*\}?|\*+|x+|null|undefined|None|true|false|nil)$/i.test(value)
        )
          return all;
        const placeholder = placeholderFor(kind, value);
        if (counted) {
          const count = (counts.get(placeholder)?.count ?? 0) + 1;
          counts.set(placeholder, { kind, placeholder, count });
        }
        const at = all.lastIndexOf(value);
        return all.slice(0, at) + placeholder + all.slice(at + value.length);
      });
    }
    return result;
  };

  return {
    text: (text) => apply(text, () => true, true),
    secrets: (text) => apply(text, ({ secret: isSecret }) => isSecret, false),
    ledger: () => [...counts.values()],
  };
}
