import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

export const author = 'bench@example.com';

export interface Size {
  readonly commits: number;
  readonly branches: number;
  readonly files: number;
}

/**
 * A large repository: one long line of history, half of the branches local and half remote-tracking, all the files in
 * the working tree, a branch at hand with a day's work that is pushed in part, and changes that are not committed.
 * There is no commit graph: git itself is as slow as it can be.
 */
export async function generateLarge(folder: string, size: Size): Promise<string> {
  const root = join(folder, 'large');
  await git(folder, ['init', '-q', '-b', 'main', root]);
  await git(root, ['config', 'user.email', author]);
  await git(root, ['config', 'user.name', 'Bench']);
  await git(root, ['remote', 'add', 'origin', 'https://github.com/bench/large.git']);
  await git(root, ['fast-import', '--quiet'], stream(size));
  await git(root, ['config', 'branch.topic.remote', 'origin']);
  await git(root, ['config', 'branch.topic.merge', 'refs/heads/topic']);
  await git(root, ['symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main']);
  await git(root, ['checkout', '-q', 'topic']);
  for (const file of [1, 2, 3]) appendFileSync(join(root, pathOf(file)), 'one more line\n// TODO: say why\n');
  return root;
}

function* stream({ commits, branches, files }: Size): Generator<string> {
  const end = Date.UTC(2026, 10, 19) / 1000;
  const commit = (ref: string, at: number, who: string, more = ''): string =>
    `commit ${ref}\nauthor ${who} ${at} +0000\ncommitter ${who} ${at} +0000\ndata 13\nfix: a change\n${more}`;
  const me = `Bench <${author}>`;
  const change = (file: number, at: number): string => {
    const text = `function f${at}() {\n  return ${at};\n}\n`;
    return `M 100644 inline ${pathOf(file)}\ndata ${text.length}\n${text}\n`;
  };
  for (let mark = 1; mark <= commits; mark += 1) {
    // Two hundred commits a day, one in ten of them the author's; the oldest are fourteen years old.
    const at = end - Math.floor(((commits - mark) * 86_400) / 200);
    yield commit('refs/heads/main', at, mark % 10 === 0 ? me : `Bo <bo${mark % 300}@example.com>`);
    if (mark === 1) for (let file = 0; file < files; file += 1) yield change(file, file);
    else if (mark % 100 === 0) yield change(mark % files, mark);
    if (mark % Math.ceil(commits / branches) === 0) {
      const number = Math.floor((mark * branches) / commits);
      const name = number % 2 === 0 ? `refs/heads/b${number}` : `refs/remotes/origin/b${number}`;
      yield `\nreset ${name}\nfrom refs/heads/main\n\n${commit(name, at + 60, me)}`;
    }
    yield '\n';
    if (mark % Math.ceil(commits / 100) === 0) yield `reset refs/tags/v${mark}\nfrom refs/heads/main\n\n`;
  }
  yield 'reset refs/remotes/origin/main\nfrom refs/heads/main\n\n';
  yield 'reset refs/heads/topic\nfrom refs/heads/main\n\n';
  for (let step = 0; step < 5; step += 1) {
    yield commit('refs/heads/topic', end - 3_600 + step, me, change(step, step));
    if (step === 2) yield '\nreset refs/remotes/origin/topic\nfrom refs/heads/topic\n\n';
  }
}

function pathOf(file: number): string {
  return `part${file % 250}/file${file}.js`;
}

/** Runs git, a stream on its standard input, and throws away what it prints. */
async function git(cwd: string, args: readonly string[], input?: Iterable<string>): Promise<void> {
  const child = spawn('git', args, { cwd, stdio: [input ? 'pipe' : 'ignore', 'ignore', 'inherit'] });
  const closed = once(child, 'close');
  let block = '';
  for (const piece of input ?? []) {
    block += piece;
    if (block.length < 1 << 20) continue;
    if (!child.stdin?.write(block)) await once(child.stdin!, 'drain');
    block = '';
  }
  child.stdin?.end(block);
  const [code] = (await closed) as [number];
  if (code !== 0) throw new Error(`git ${args[0] ?? ''} ended with ${code}`);
}
