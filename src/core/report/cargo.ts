import type { Inferred } from './inferred';
import { shellWord } from './shell';

/** What Rust says of a panic before its backtrace. */
export interface Panic {
  /** Cargo runs each test on a thread of its own that has the test's name. */
  readonly thread: string;
  readonly file: string;
  readonly line: number;
}

/** Where Cargo builds a file; folders are the workspace folder's, empty for itself. */
export interface Crate {
  readonly name: string | null;
  readonly folder: string;
  /** The folder that its Cargo workspace is in; null when it is in none. */
  readonly workspace: string | null;
  /** Whether it has a `src/main.rs`. */
  readonly hasMain: boolean;
}

const longestText = 400_000;
const mostPanics = 200;

const panicked =
  /thread '([^'\n]{1,200})' (?:\(\d{1,20}\) )?panicked at (?:'[^\n]{0,2000}', )?([^\s'][^\n:']{0,400}\.rs):(\d{1,9}):\d{1,9}/g;

/** The panics that a text tells of, in their order. */
export function panicsIn(text: string): readonly Panic[] {
  return [...text.slice(0, longestText).matchAll(panicked)]
    .slice(0, mostPanics)
    .map(([, thread = '', file = '', line]) => ({ thread, file, line: Number(line) }));
}

/**
 * What runs again what panicked at `path` (the workspace folder's): its test, or its program. Null where the thread is
 * neither a test's nor the main one.
 */
export function cargoCommand(panic: Panic, path: string, crate: Crate, text: string): Inferred | null {
  const inside = crate.folder === '' ? path : path.slice(crate.folder.length + 1);
  const target = targetOf(panic, inside, crate, text);
  if (target === null) return null;
  const of = crate.workspace !== null && crate.workspace !== crate.folder && crate.name !== null;
  const { verb, rest } = target;
  const command = [`cargo ${verb}`, ...(of ? [`-p ${shellWord(crate.name ?? '')}`] : []), ...rest].join(' ');
  const directory = of ? (crate.workspace ?? '') : crate.folder;
  return { command, directory: directory === '' ? null : directory };
}

interface Target {
  readonly verb: 'test' | 'run' | 'build';
  readonly rest: readonly string[];
}

function targetOf({ thread }: Panic, inside: string, crate: Crate, text: string): Target | null {
  const bare = /^([\w-]{1,80})(?:\.rs|\/)/;
  if (thread === 'main') {
    if (inside === 'build.rs') return { verb: 'build', rest: [] };
    // With one thread for all of them, tests are on the main one, and nothing says which it was.
    if (/^running \d{1,6} tests?\r?$/m.test(text.slice(0, longestText))) return null;
    for (const [folder, flag] of [
      ['src/bin/', '--bin'],
      ['examples/', '--example'],
    ] as const) {
      const name = inside.startsWith(folder) ? bare.exec(inside.slice(folder.length))?.[1] : undefined;
      if (name !== undefined) return { verb: 'run', rest: [`${flag} ${name}`] };
    }
    return crate.hasMain ? { verb: 'run', rest: [] } : null;
  }
  if (!/^\w{1,80}(?:::\w{1,80}){0,12}$/.test(thread)) return null;
  const file = inside.startsWith('tests/') ? bare.exec(inside.slice('tests/'.length))?.[1] : undefined;
  const said =
    text.includes(`---- ${thread} stdout ----`) || new RegExp(`^test ${thread} \\.\\.\\. `, 'm').test(text);
  // A program names its threads as it likes, but hardly by a path.
  if (!thread.includes('::') && file === undefined && !said) return null;
  // The filter takes every test whose name has it in it, unless told otherwise.
  return { verb: 'test', rest: [...(file === undefined ? [] : [`--test ${file}`]), `${thread} -- --exact`] };
}

/** Of a `Cargo.toml`: the name of its package, and whether it is the head of a workspace. */
export function cargoManifest(text: string): { readonly name: string | null; readonly isWorkspace: boolean } {
  const at = /^\[package\]/m.exec(text)?.index;
  const own = at === undefined ? '' : (text.slice(at + 1).split(/^\[/m, 1)[0] ?? '');
  const name = /^name[ \t]*=[ \t]*"([\w-]{1,100})"/m.exec(own)?.[1] ?? null;
  return { name, isWorkspace: /^\[workspace[\].]/m.test(text) };
}
