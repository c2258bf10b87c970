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
  return findSecrets(added.text)
    .filter(({ kind }) => !harmless.has(kind))
    .map(({ kind, start, end }) => findingOf(added, kind, added.text.slice(start, end), start));
}

/** A value that was found at a place of the text, as it is told to people: never the whole of it. */
export function findingOf(added: AddedLines, kind: string, value: string, at: number): FoundSecret {
  let line = added.line;
  for (let next = added.text.indexOf('\n'); next >= 0 && next < at; next = added.text.indexOf('\n', next + 1))
    line += 1;
  const { path, commit } = added;
  return {
    id: digest(`${path}\n${kind}\n${value}`),
    kind,
    path,
    line,
    excerpt: `${value.slice(0, 4)}…`,
    commit,
  };
}
