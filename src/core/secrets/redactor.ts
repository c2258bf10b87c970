import type { Kind, Rule } from './rule';
import { rules } from './rules';

export interface Redaction {
  readonly kind: Kind;
  readonly placeholder: string;
  readonly count: number;
}

/** A redaction with what it hides: for the person who writes, on this machine and nowhere else. */
export interface HiddenValue extends Redaction {
  readonly value: string;
}

/** Replaces what must not leave the machine; the same value always becomes the same placeholder. */
export interface Redactor {
  /** For what others will read: secrets, addresses, home folders. */
  text(text: string): string;
  /** A value that is hidden whole, whatever it looks like; its placeholder. */
  hide(kind: Kind, value: string): string;
  /** For what stays on the machine: secrets only. Counts nothing. */
  secrets(text: string): string;
  /** What `text` and `hide` replaced so far. */
  ledger(): readonly Redaction[];
  /** The same with the values. */
  hidden(): readonly HiddenValue[];
}

/** A value that somebody else (a scanner) found. */
export interface KnownSecret {
  readonly kind: Kind;
  readonly value: string;
}

type Groups = Readonly<Partial<Record<'value' | 'double' | 'single', string>>>;

const secretPart = ({ value, double, single }: Groups) => value ?? double ?? single ?? '';
const placeholderForm = /^\[[a-z-]+-\d+\]$/;
/** Variables of a template, masks, missing values, and what messages say of passwords. */
const noSecret =
  /^(?:\$\{?\w*\}?|Some|Just|Optional|string|number|boolean|\*+|x+|null|undefined|None|true|false|nil|required|missing|invalid|incorrect|wrong|empty|expired|optional|mismatch|rejected|denied|unset|changed|hidden|redacted|removed)$/i;
/** Shorter ones would be found inside ordinary words. */
const shortestKnown = 6;

/** `known` are hidden wherever they occur, before any rule looks. */
export function createRedactor(known: readonly KnownSecret[] = []): Redactor {
  const placeholders = new Map<string, string>();
  const numbers = new Map<string, number>();
  const counts = new Map<string, HiddenValue>();
  const literal = known
    .filter(({ value }) => value.length >= shortestKnown && !placeholderForm.test(value))
    .sort((one, other) => other.value.length - one.value.length);

  const placeholderFor = (kind: Kind, value: string): string => {
    const found = placeholders.get(`${kind}\n${value}`);
    if (found) return found;
    const number = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, number);
    const placeholder = `[${kind}-${number}]`;
    placeholders.set(`${kind}\n${value}`, placeholder);
    return placeholder;
  };
  const count = (kind: Kind, placeholder: string, value: string): void => {
    const before = counts.get(placeholder)?.count ?? 0;
    counts.set(placeholder, { kind, placeholder, count: before + 1, value });
  };

  const apply = (text: string, only: (rule: Rule) => boolean, counted: boolean): string => {
    let result = text;
    for (const { kind, value } of literal) {
      const parts = result.split(value);
      if (parts.length === 1) continue;
      const placeholder = placeholderFor(kind, value);
      for (let left = parts.length; counted && left > 1; left -= 1) count(kind, placeholder, value);
      result = parts.join(placeholder);
    }
    for (const { kind, pattern, accepts } of rules.filter(only)) {
      result = result.replace(pattern, (...match: unknown[]) => {
        const all = match[0] as string;
        const groups = match.at(-1);
        const value = typeof groups === 'object' ? secretPart(groups as Groups) : all;
        // An earlier rule was here; a variable of a template is no secret.
        if (value === '' || placeholderForm.test(value) || noSecret.test(value)) return all;
        if (accepts && !accepts(value)) return all;
        const placeholder = placeholderFor(kind, value);
        if (counted) count(kind, placeholder, value);
        const at = all.lastIndexOf(value);
        return all.slice(0, at) + placeholder + all.slice(at + value.length);
      });
    }
    return result;
  };

  return {
    text: (text) => apply(text, () => true, true),
    hide: (kind, value) => {
      if (value === '' || placeholderForm.test(value)) return value;
      const placeholder = placeholderFor(kind, value);
      count(kind, placeholder, value);
      return placeholder;
    },
    secrets: (text) => apply(text, ({ secret: isSecret }) => isSecret, false),
    ledger: () =>
      [...counts.values()].map(({ kind, placeholder, count: times }) => ({
        kind,
        placeholder,
        count: times,
      })),
    hidden: () => [...counts.values()],
  };
}
