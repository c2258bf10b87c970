import { findSecrets } from '../secrets/find';
import { rules } from '../secrets/rules';
import { digest } from '../text/digest';

/** Lines that a snapshot, or a commit that goes with it, adds one after the other; or what is said beside them. */
export interface AddedLines extends Place {
  readonly text: string;
}

interface Place {
  /** Of a file, of a commit's message, or of the command that the next person is told. */
  readonly within: 'file' | 'message' | 'command';
  /** Relative to the repository's root; empty where it is no file. */
  readonly path: string;
  /** The first one's number, from 1. */
  readonly line: number;
  /** The commit of the author's that brings them; null for what is not committed. */
  readonly commit: string | null;
}

/** Something that gives access to something: it must not travel. */
export interface FoundSecret extends Place {
  /** The same for the same value in the same file, wherever it moves: a yes to one is not a yes to another. */
  readonly id: string;
  readonly kind: string;
  /** Enough to recognise it, not enough to use it. */
  readonly excerpt: string;
}

/** Whether leaving its file out keeps it here: what is in a commit cannot be left out of it. */
export function canBeLeftOut({ within, commit }: FoundSecret): boolean {
  return within === 'file' && commit === null;
}

/** Where it is, in words. */
export function whereIs({ within, path, line, commit }: FoundSecret): string {
  const sha = commit?.slice(0, 12) ?? '';
  if (within === 'command') return 'the command for the next person';
  if (within === 'message') return `the message of your commit ${sha}, line ${line},`;
  return commit === null ? `${path}:${line}` : `${path}:${line} in your commit ${sha}`;
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
  const { within, path, commit } = added;
  return {
    id: digest(`${within === 'file' ? path : within}\n${kind}\n${value}`),
    kind,
    within,
    path,
    line,
    excerpt: `${value.slice(0, 4)}…`,
    commit,
  };
}
