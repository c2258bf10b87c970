import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSharing } from '../../../src/adapters/git/share';
import { noScanner } from '../../../src/core/ports/secrets';
import { pickUp, type PickedUpWork, type PickUpRequest } from '../../../src/usecases/share/pickUp';
import {
  prepareShare,
  sendShare,
  type SharedRepository,
  type ShareRequest,
} from '../../../src/usecases/share/shareWork';
import { quiet } from '../git/sandbox';

/** git with nothing of the machine's configuration, and with files of other protocols as submodules allowed. */
export const env: NodeJS.ProcessEnv = { ...quiet, GIT_AUTHOR_DATE: undefined, GIT_COMMITTER_DATE: undefined };

/** An author's clone, a receiver's clone and the remote between them. */
export interface Pair {
  readonly folder: string;
  readonly remote: string;
  readonly author: Clone;
  readonly receiver: Clone;
  remove(): void;
}

export interface Clone {
  readonly root: string;
  git(...args: readonly string[]): string;
  write(path: string, content: string | Buffer): void;
  path(path: string): string;
}

export function cloneAt(root: string): Clone {
  return {
    root,
    git: (...args) =>
      execFileSync('git', args, {
        cwd: root,
        env,
        encoding: 'utf8',
        maxBuffer: 1e9,
        stdio: ['ignore', 'pipe', 'pipe'],
      }).trimEnd(),
    write: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    path: (path) => join(root, path),
  };
}

type Files = Readonly<Record<string, string | Buffer>>;

/** What was made once is copied from then on: each start of git costs more than all of these files. */
const templates = new Map<string, string>();
process.once('exit', () => {
  for (const folder of templates.values()) rmSync(folder, { recursive: true, force: true });
});

/** `files` are committed and pushed as `main` before anybody clones; none leaves the remote empty. */
export function createPair(files: Files = { 'a.txt': 'a\n' }): Pair {
  const key = JSON.stringify(files);
  const template = templates.get(key) ?? makeTemplate(files);
  templates.set(key, template);
  const folder = newFolder();
  cpSync(template, folder, { recursive: true, preserveTimestamps: true });
  const [author, receiver] = [cloneAt(join(folder, 'ana')), cloneAt(join(folder, 'ben'))];
  for (const clone of [author, receiver]) {
    const config = clone.path('.git/config');
    writeFileSync(config, readFileSync(config, 'utf8').replace(template, folder));
    // Copies are other files than those that git knows.
    clone.git('update-index', '-q', '--refresh');
  }
  const remote = join(folder, 'remote.git');
  return {
    folder,
    remote,
    author,
    receiver,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}

function makeTemplate(files: Files): string {
  const folder = newFolder();
  const remote = join(folder, 'remote.git');
  const here = cloneAt(folder);
  here.git('init', '-q', '--bare', '--template=', '-b', 'main', remote);
  mkdirSync(join(remote, 'hooks'));
  const clone = (name: string): Clone => {
    here.git('clone', '-q', '--template=', remote, name);
    const made = cloneAt(join(folder, name));
    appendFileSync(made.path('.git/config'), `[user]\n\tname = ${name}\n\temail = ${name}@example.com\n`);
    return made;
  };
  const author = clone('ana');
  if (Object.keys(files).length > 0) {
    author.git('checkout', '-q', '-B', 'main');
    for (const [path, content] of Object.entries(files)) author.write(path, content);
    author.git('add', '-A');
    author.git('commit', '-q', '-m', 'Begin');
    author.git('push', '-q', '-u', 'origin', 'main');
  }
  clone('ben');
  return folder;
}

function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'baton-pair-')));
}

export const sharing = createSharing({ env });

export function shareRequest(roots: readonly string[], more: Partial<ShareRequest> = {}): ShareRequest {
  return {
    roots,
    login: 'ana',
    name: 'work',
    remote: null,
    maxBytes: 10_000_000,
    leaveOut: [],
    notSecret: [],
    replace: false,
    allowPublic: false,
    open: [],
    command: null,
    ...more,
  };
}

export const ports = {
  sharing,
  now: () => Date.now(),
  secrets: noScanner,
  isPublic: (): Promise<boolean | null> => Promise.resolve(false),
};

export async function share(
  clone: Clone,
  more: Partial<ShareRequest> = {},
  using = ports,
): Promise<SharedRepository> {
  const request = shareRequest([clone.root], more);
  const [shared] = await sendShare(await prepareShare(request, using), request, using);
  if (!shared) throw new Error('nothing was shared');
  return shared;
}

export function pick(clone: Clone, more: Partial<PickUpRequest> = {}, using = ports): Promise<PickedUpWork> {
  const request: PickUpRequest = {
    root: clone.root,
    share: { login: 'ana', name: 'work' },
    remote: null,
    how: 'worktree',
    receiver: 'ben',
    tellAuthor: false,
    note: null,
    ...more,
  };
  return pickUp(request, using);
}

/** Everything of a working tree, as one digest a path: bytes, modes, targets of links. */
export function bytesOf(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = (folder: Buffer, prefix: string): void => {
    for (const name of readdirSync(folder, { encoding: 'buffer' })) {
      if (prefix === '' && name.toString() === '.git') continue;
      const file = Buffer.concat([folder, Buffer.from('/'), name]);
      const path = prefix + name.toString('latin1');
      const about = lstatSync(file);
      if (about.isDirectory()) visit(file, `${path}/`);
      else if (about.isSymbolicLink()) found[path] = `link ${readlinkSync(file, 'latin1')}`;
      else
        found[path] =
          `${about.mode & 0o111 ? 'x' : '-'} ${createHash('sha1').update(readFileSync(file)).digest('hex')}`;
    }
  };
  visit(Buffer.from(root), '');
  return found;
}

/** What sharing must leave as it is: every file of git's own but objects and refs/baton, and the working tree with its times. */
export function fingerprint(clone: Clone): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const visit = (folder: string, prefix: string): void => {
    for (const name of readdirSync(folder)) {
      const path = `${prefix}${name}`;
      if (path === 'objects' || path === 'refs/baton') continue;
      const about = lstatSync(join(folder, name));
      if (about.isDirectory()) visit(join(folder, name), `${path}/`);
      else
        found[`.git/${path}`] = createHash('sha1')
          .update(readFileSync(join(folder, name)))
          .digest('hex');
    }
  };
  visit(clone.git('rev-parse', '--path-format=absolute', '--git-common-dir'), '');
  for (const [path, bytes] of Object.entries(bytesOf(clone.root))) {
    const at = lstatSync(Buffer.concat([Buffer.from(`${clone.root}/`), Buffer.from(path, 'latin1')])).mtimeMs;
    found[path] = `${bytes} ${at}`;
  }
  return found;
}

export function status(root: string): string {
  return cloneAt(root).git(
    '-c',
    'core.quotePath=true',
    'status',
    '--porcelain=v2',
    '--untracked-files=all',
    '--ignore-submodules=dirty',
  );
}

export function makeExecutable(path: string): void {
  chmodSync(path, 0o755);
}
