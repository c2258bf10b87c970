import { chmodSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import type { Clone } from './sandbox';

/** What may happen to a working tree between a commit and the moment it is shared. */
export type Step =
  | { readonly do: 'write'; readonly path: string; readonly content: Buffer }
  | { readonly do: 'delete' | 'stage' | 'unstage' | 'intent' | 'mode' | 'forget'; readonly path: string }
  | { readonly do: 'link'; readonly path: string; readonly target: string }
  | { readonly do: 'rename'; readonly path: string; readonly to: string }
  | { readonly do: 'stageAll' };

// Few names, so that steps meet: a file becomes a folder, a folder a file, a name is deleted and comes back.
const names = ['a', 'b', 'a/x', 'a/y', 'b/x/deep', 'dir/one.txt', 'dir/two.txt', 'dir', 'crlf.txt', 'run.sh'];
const strange = [
  'with space',
  'new\nline',
  'täglich/über.txt',
  '日本.txt',
  '-dash',
  'quo"te',
  "it's",
  'tab\there',
  '*glob?',
  ':(top)',
];

const path = fc.constantFrom(...names, ...strange);

const text = fc.array(fc.constantFrom('one', 'two', 'three', ''), { maxLength: 6 });
const content = fc.oneof(
  text.map((lines) => Buffer.from(lines.map((line) => `${line}\n`).join(''))),
  text.map((lines) => Buffer.from(lines.map((line) => `${line}\r\n`).join(''))),
  text.map((lines) => Buffer.from(lines.join('\r\n') + '\nmixed'.repeat(lines.length % 2))),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.alloc(0)),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('write' as const), path, content }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'delete' as const,
        'stage' as const,
        'stage' as const,
        'unstage' as const,
        'intent' as const,
        'mode' as const,
        'forget' as const,
      ),
      path,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('link' as const),
      path,
      target: fc.constantFrom('a', '../x', 'dir', '/nowhere'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), path, to: path }) },
  { weight: 1, arbitrary: fc.constant({ do: 'stageAll' as const }) },
);

/** The commit to begin with, what git is told of line ends, and what happens then. */
export const story = fc.record({
  files: fc.uniqueArray(fc.tuple(path, content), { selector: ([name]) => name, maxLength: 8 }),
  attributes: fc.option(
    fc.constantFrom('* text=auto\n', '*.txt text eol=crlf\n', '* -text\n', '*.sh text eol=lf\n*.txt text\n'),
    { nil: null },
  ),
  autocrlf: fc.constantFrom('false', 'false', 'true', 'input'),
  isUnborn: fc.boolean().map((is) => is),
  steps: fc.array(step, { maxLength: 14 }),
});

export type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** Does it with real files and real git. What cannot be done here is left undone, as a person would. */
export function play(clone: Clone, steps: readonly Step[]): void {
  for (const each of steps) {
    try {
      one(clone, each);
    } catch {
      // A folder stands where a file should go, or git has no such path.
    }
  }
}

function one(clone: Clone, each: Step): void {
  if (each.do === 'stageAll') return void clone.git('add', '-A');
  const file = join(clone.root, each.path);
  switch (each.do) {
    case 'write':
      return put(clone, each.path, each.content);
    case 'delete':
      return rmSync(file, { recursive: true, force: true });
    case 'stage':
      return void clone.git('--literal-pathspecs', 'add', '--', each.path);
    case 'unstage':
      return void clone.git('--literal-pathspecs', 'reset', '-q', '--', each.path);
    case 'forget':
      return void clone.git('--literal-pathspecs', 'rm', '-q', '-r', '--cached', '--', each.path);
    case 'intent':
      return void clone.git('--literal-pathspecs', 'add', '-N', '--', each.path);
    case 'mode':
      return chmodSync(file, lstatSync(file).mode & 0o111 ? 0o644 : 0o755);
    case 'link':
      rmSync(file, { recursive: true, force: true });
      mkdirSync(dirname(file), { recursive: true });
      return symlinkSync(each.target, file);
    case 'rename':
      return void clone.git('--literal-pathspecs', 'mv', '-f', '--', each.path, each.to);
  }
}

/** Writes a file; what stands in its way goes. */
export function put(clone: Clone, path: string, content: Buffer): void {
  const parts = path.split('/');
  for (let count = 1; count < parts.length; count += 1) {
    const folder = join(clone.root, ...parts.slice(0, count));
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found && !found.isDirectory()) rmSync(folder);
  }
  const file = join(clone.root, path);
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) rmSync(file, { recursive: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
