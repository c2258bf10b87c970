import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The author of the host folder's commits, as its repository's own configuration says. */
const author = { name: 'Asha Rao', email: 'asha@example.com' };

/** Makes the folder that VS Code opens in host tests: a repository with a commit and an uncommitted change. */
export async function makeHostFolder(folder: string): Promise<string> {
  const git = (...args: string[]) => run('git', args, { cwd: folder });
  await mkdir(folder, { recursive: true });
  await git('init', '-q', '-b', 'main');
  await git('config', 'user.name', author.name);
  await git('config', 'user.email', author.email);
  await git('config', 'commit.gpgSign', 'false');
  await writeFile(join(folder, 'ledger.js'), 'exports.read = (rows, id) => rows.get(id).amount;\n');
  await git('add', '.');
  await git('commit', '-q', '-m', 'feat(ledger): read amounts');
  await git('remote', 'add', 'origin', 'https://github.com/baton-sample/ledger.git');
  await writeFile(join(folder, 'ledger.js'), 'exports.read = (rows, id) => rows.get(id)?.amount ?? 0;\n');
  return folder;
}
