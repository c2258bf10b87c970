import type { Redaction } from '../secrets/redactor';

const kinds: Readonly<Record<string, readonly [one: string, many: string]>> = {
  token: ['token', 'tokens'],
  password: ['password', 'passwords'],
  cookie: ['cookie', 'cookies'],
  email: ['e-mail address', 'e-mail addresses'],
  home: ['home path', 'home paths'],
  'private-ip': ['private address', 'private addresses'],
  'private-key': ['private key', 'private keys'],
  'aws-key': ['AWS key', 'AWS keys'],
  'url-credentials': ['URL credential', 'URL credentials'],
};

/** What a report says of what it hides: how many values of each kind. Null when it hides nothing. */
export function redactedLine(ledger: readonly Pick<Redaction, 'kind'>[]): string | null {
  if (ledger.length === 0) return null;
  const byKind = new Map<string, number>();
  for (const { kind } of ledger) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  const parts = [...byKind].map(([kind, count]) => {
    const [one, many] = kinds[kind] ?? [kind, kind];
    return `${count} ${count === 1 ? one : many}`;
  });
  return `**Redacted:** ${parts.join(', ')}`;
}

/** The report with that line as it is now. */
export function withRedacted(markdown: string, ledger: readonly Pick<Redaction, 'kind'>[]): string {
  const line = redactedLine(ledger);
  const there = /^\*\*Redacted:\*\* [^\n]*$/m;
  return line === null
    ? markdown.replace(/^\*\*Redacted:\*\* [^\n]*\n{1,2}/m, '')
    : markdown.replace(there, () => line);
}
