import { rules, type Kind, type Rule } from './rules';

export interface Redaction {
  readonly kind: Kind;
  readonly placeholder: string;
  readonly count: number;
}

/** Replaces what must not leave the machine; the same value always becomes the same placeholder. */
export interface Redactor {
  /** For what others will read: secrets, addresses, home folders. */
  text(text: string): string;
  /** For what stays on the machine: secrets only. Counts nothing. */
  secrets(text: string): string;
  /** What `text` replaced so far. */
  ledger(): readonly Redaction[];
}

type Groups = Readonly<Partial<Record<'value' | 'double' | 'single', string>>>;

const secretPart = ({ value, double, single }: Groups) => value ?? double ?? single ?? '';

export function createRedactor(): Redactor {
  const placeholders = new Map<string, string>();
  const numbers = new Map<string, number>();
  const counts = new Map<string, Redaction>();

  const placeholderFor = (kind: Kind, value: string): string => {
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
        const groups = match.at(-1);
        const value = typeof groups === 'object' ? secretPart(groups as Groups) : all;
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
