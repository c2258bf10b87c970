import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { noteIdIn } from '../../../../src/core/post/marker';
import type { StandIn } from '../../../github/server';
import { edit } from '../../../github/world';

type Mode = 'before' | 'after';
interface Ran {
  readonly killed: boolean;
  readonly state: string | null;
  readonly ask: string | null;
}

/** `baton post` as real processes with a real state folder, killed in the middle of it. */
export class KillSweep {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'baton-kill-'));
  readonly #program = path.join(this.#folder, 'cli.cjs');
  readonly #token: string;

  constructor(private readonly standIn: StandIn) {
    this.#token = standIn.token('pune-dev');
    buildSync({
      entryPoints: [path.resolve('src/cli.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: this.#program,
      logLevel: 'silent',
    });
    const repository = path.join(this.#folder, 'repo');
    mkdirSync(repository);
    execFileSync('git', ['init', '-q'], { cwd: repository });
    const origin = `${standIn.url}/baton-sample/ledger.git`;
    execFileSync('git', ['remote', 'add', 'origin', origin], { cwd: repository });
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /** How many operations a first post takes, and how many an update of it. */
  async count(): Promise<{ readonly first: number; readonly update: number }> {
    this.#fresh();
    const first = await this.#counted();
    this.#write('version 2');
    return { first, update: await this.#counted() };
  }

  /** Kills a first post at its n-th operation; whatever then happens, the note ends up there once. */
  async first(n: number, mode: Mode): Promise<string> {
    this.#fresh();
    const { killed } = await this.#run({ at: n, mode });
    return this.#ends(killed, 'version 1');
  }

  /** Kills an update, while somebody else has edited since where `edited`; nothing of anybody is lost. */
  async update(n: number, mode: Mode, edited: boolean): Promise<string> {
    this.#fresh();
    await this.#run({});
    this.#write('version 2');
    const [there] = this.standIn.ledger.discussions;
    assert.ok(there);
    if (edited) edit(this.standIn.world, there, 'ops-dev', `theirs\n${there.body}`);
    const { killed } = await this.#run({ at: n, mode, skew: 600_000 });
    if (!edited) return this.#ends(killed, 'version 2');
    const last = await this.#run({ skew: 1_200_000 });
    assert.equal(last.ask, 'overwrite');
    assert.match(there.body, /^theirs/);
    return 'asked';
  }

  /** Every file that any run so far has left holds no token: asserts that there are some, and reads them all. */
  checkWritten(): void {
    const files = readdirSync(this.#folder, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    );
    const texts = files.map((each) => readFileSync(path.join(each.parentPath, each.name), 'latin1'));
    assert.ok(
      texts.some((text) => text.includes('post-attempted')),
      'the journal was read',
    );
    for (const text of texts) assert.ok(!text.includes(this.#token), 'the token was written');
  }

  async #ends(killed: boolean, text: string): Promise<string> {
    assert.ok(this.#there().length <= 1, 'posted twice');
    // Ten minutes later, so that nobody waits for a window that is dead.
    let last = await this.#run({ skew: 1_800_000 });
    let end = last.state ?? 'nothing';
    if (last.state === 'undecided' && last.ask === 'resend') {
      assert.equal(this.#there().length, 0, 'it asks although the note is there');
      last = await this.#run({ skew: 3_600_000, flags: ['--resend'] });
      end = `asked, then ${last.state}`;
    }
    assert.match(last.state ?? '', /^(posted|updated|unchanged)$/, `after a kill: ${end}`);
    const [there, ...more] = this.#there();
    assert.equal(more.length, 0, 'posted twice');
    assert.match(there?.body ?? '', new RegExp(`^${text}`));
    return `${killed ? 'killed' : 'alive'}, ${end}`;
  }

  #there() {
    return this.standIn.ledger.discussions.filter(({ body }) => noteIdIn(body) !== null);
  }

  #fresh(): void {
    this.standIn.ledger.discussions.length = 0;
    rmSync(this.#path('state'), { recursive: true, force: true });
    // It carries its marker, as a drafted note does.
    this.#write('version 1');
  }

  #write(text: string): void {
    writeFileSync(this.#path('repo/NOTE.md'), `# Refunds\n\n${text}\n\n<!-- baton:note n1 -->\n`);
  }

  #path(name: string): string {
    return path.join(this.#folder, name);
  }

  async #counted(): Promise<number> {
    const file = this.#path('count');
    rmSync(file, { force: true });
    await this.#run({ count: file });
    assert.ok(existsSync(file));
    return Number(readFileSync(file, 'utf8'));
  }

  #run(how: {
    readonly at?: number;
    readonly mode?: Mode;
    readonly skew?: number;
    readonly count?: string;
    readonly flags?: readonly string[];
  }): Promise<Ran> {
    const preload = path.join(__dirname, 'preload.cjs');
    const args = ['-r', preload, this.#program, 'post', 'NOTE.md', '--json', '--state', this.#path('state')];
    const child = spawn(process.execPath, [...args, ...(how.flags ?? [])], {
      cwd: this.#path('repo'),
      env: {
        PATH: process.env['PATH'],
        HOME: this.#folder,
        GH_TOKEN: this.#token,
        GH_HOST: this.standIn.url,
        KILL_AT: String(how.at ?? 0),
        KILL_MODE: how.mode ?? 'before',
        CLOCK_SKEW: String(how.skew ?? 0),
        ...(how.count !== undefined && { COUNT_FILE: how.count }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) => {
        if (out.includes(this.#token) || errors.includes(this.#token))
          reject(new Error('it printed the token'));
        if (signal !== 'SIGKILL' && status === 2) return reject(new Error(errors));
        const said = out === '' ? {} : (JSON.parse(out) as { state?: string; ask?: string });
        resolve({ killed: signal === 'SIGKILL', state: said.state ?? null, ask: said.ask ?? null });
      });
    });
  }
}
