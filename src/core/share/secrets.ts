import { findSecrets } from '../secrets/find';
import { rules } from '../secrets/rules';
import { digest } from '../text/digest';

/** Lines that a snapshot, or a commit that goes with it, adds one after the other. */
export interface AddedLines {
  /** Relative to the repository's root. */
  readonly path: string;
  /** The first one's number, from 1. */
  readonly line: number;
  readonly text: string;
  /** The commit of the author's that brings them; null for what is not committed. */
  readonly commit: string | null;
}

/** Something that gives access to something: it must not travel. */
export interface FoundSecret {
  /** The same for the same value in the same file, wherever it moves: a yes to one is not a yes to another. */
  readonly id: string;
  readonly kind: string;
  readonly path: string;
  readonly line: number;
  /** Enough to recognise it, not enough to use it. */
  readonly excerpt: string;
  readonly commit: string | null;
}

/** Addresses and home folders tell of people and machines; they open no door. */
const harmless = new Set(rules.filter(({ secret }) => !secret).map(({ name }) => name));

export function secretsIn(added: AddedLines): readonly FoundSecret[] {
  // A file in UTF-16 is text with a NUL beside each letter.
  const text = added.text.includes('\0') ? added.text.replaceAll('\0', '') : added.text;
  return findSecrets(text)
    .filter(({ kind }) => !harmless.has(kind))
    .map(({ kind, line, excerpt, start, end }) => ({
      id: digest(`${added.path}\n${kind}\n${text.slice(start, end)}`),
      kind,
      path: added.path,
      line: added.line + line - 1,
      excerpt,
      commit: added.commit,
    }));
}
