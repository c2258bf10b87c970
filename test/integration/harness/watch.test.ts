import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../vscode/install';
import { end, start } from '../../vscode/processes';

interface Pattern {
  readonly regexp: string;
  readonly message?: number;
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
}
interface Task {
  readonly label: string;
  readonly problemMatcher?: {
    readonly pattern: readonly Pattern[];
    readonly background: { readonly beginsPattern: string; readonly endsPattern: string };
  };
}

const sources: Readonly<Record<string, string>> = {
  'src/extension.ts': 'export const from = "extension";\n',
  'src/cli.ts': 'export const from = "cli";\n',
  'webview/team.ts': 'console.log("team");\n',
  'webview/review.ts': 'console.log("review");\n',
  'webview/team.css': '.team { margin: 0; }\n',
  'webview/review.css': '.review { margin: 0; }\n',
};

/** What VS Code makes of lines by a pattern of several lines: file, line, column and message. */
function problemsIn(lines: readonly string[], patterns: readonly Pattern[]): string[] {
  return lines.flatMap((_, at) => {
    const found = patterns.map(({ regexp }, index) => new RegExp(regexp).exec(lines[at + index] ?? ''));
    if (found.some((match) => match === null)) return [];
    const part = (key: 'file' | 'line' | 'column' | 'message') =>
      patterns
        .map((pattern, index) => found[index]?.[pattern[key] ?? -1])
        .find((text) => text !== undefined) ?? '';
    return [`${part('file')}:${part('line')}:${part('column')} ${part('message')}`];
  });
}

describe('the watch task of VS Code', () => {
  let folder: string;
  let watching: ChildProcess | null = null;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-watch-'));
    for (const each of ['src', 'webview']) await mkdir(join(folder, each));
    for (const [name, text] of Object.entries(sources)) await writeFile(join(folder, name), text);
    await copyFile(join(root, 'esbuild.js'), join(folder, 'esbuild.js'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  after(async () => {
    if (watching) await end(watching);
    await rm(folder, { recursive: true, force: true });
  });

  it('understands what the build prints: its one begin and end, and each error at its place', async () => {
    const { tasks } = JSON.parse(await readFile(join(root, '.vscode/tasks.json'), 'utf8')) as {
      tasks: readonly Task[];
    };
    const matcher = tasks.find(({ label }) => label === 'watch')?.problemMatcher;
    assert.ok(matcher);
    const [begins, ends] = [matcher.background.beginsPattern, matcher.background.endsPattern].map(
      (pattern) => new RegExp(pattern),
    ) as [RegExp, RegExp];

    const broken = 'export const from = "extension";\nexport const to = ;\n';
    await writeFile(join(folder, 'src/extension.ts'), broken);
    // As in a terminal, what goes to stderr comes in its order.
    const shell = ['-c', 'exec "$0" esbuild.js --watch 2>&1', process.execPath];
    watching = start('sh', shell, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    assert.ok(watching.stdout);
    const lines = createInterface({ input: watching.stdout })[Symbol.asyncIterator]();
    const nextBuild = async (): Promise<string[]> => {
      const printed: string[] = [];
      for (;;) {
        const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
        assert.ok(!done, `the build ended: ${printed.join('\n')}`);
        printed.push(value);
        if (ends.test(value)) return printed;
      }
    };

    const first = await nextBuild();
    assert.deepEqual(problemsIn(first, matcher.pattern), ['src/extension.ts:2:19 Unexpected ";"']);
    assert.equal(first.filter((line) => begins.test(line)).length, 1);
    await assert.rejects(readFile(join(folder, 'dist/extension.js')));

    await writeFile(join(folder, 'src/extension.ts'), sources['src/extension.ts'] ?? '');
    const second = await nextBuild();
    assert.deepEqual(problemsIn(second, matcher.pattern), []);
    assert.equal(second.filter((line) => begins.test(line)).length, 1);
    // All that runs is there by the end, also what the quicker of the two builds does not make.
    for (const made of ['extension.js', 'cli.js', 'webview/team.js', 'webview/review.css'])
      await readFile(join(folder, 'dist', made));
  });
});
