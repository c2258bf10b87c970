import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGit } from '../../../src/adapters/git/index';
import { createStampStore } from '../../../src/adapters/state/stamps';
import { teamFromCommits } from '../../../src/core/team/fromCommits';
import { DateTime } from '../../../src/core/time/luxon';
import { sharedRules } from '../../../src/core/time/rules';
import { readEvidence } from '../../../src/usecases/readEvidence';
import { atMost, median, type Result } from '../result';
import { elapsed } from './times';

const zones = ['Asia/Kolkata', 'Europe/Lisbon', 'America/Sao_Paulo', 'Europe/Berlin', 'Australia/Sydney'];
const people = 300;
const last = Date.UTC(2026, 9, 21) / 1000;
const span = 700 * 86_400;

/** Zones of the people behind a million commits beside the bare `git log` that reads them; then with what was kept. */
export async function readingHistory(count = 1_000_000): Promise<Result[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'baton-bench-')));
  try {
    await git(folder, ['init', '-q', '-b', 'main']);
    await write(folder, count, 0);
    const repository = await createGit().open(folder);
    if (!repository) throw new Error('no repository');
    const store = createStampStore(join(folder, '.git', 'baton-state'));
    const at = DateTime.fromSeconds(last + 86_400, { zone: 'UTC' });
    const infer = async (kept: boolean) => {
      const from = at.minus({ years: 2 });
      const evidence = await readEvidence({ repository, from, at, store: kept ? store : null });
      if (teamFromCommits(evidence, at).members.length !== 15) throw new Error('not the team');
    };
    const format = '--format=tformat:%an%x00%ae%x00%ad%x00%ct';
    const log = () => git(folder, ['log', '--max-age=1', format, '-z', '--date=raw', 'HEAD']);
    const [own, bare]: [number[], number[]] = [[], []];
    await log();
    for (let round = 0; round < 3; round++) {
      bare.push(await elapsed(log));
      own.push(await elapsed(() => infer(false)));
    }
    await infer(true);
    await write(folder, 100, count);
    const again = await elapsed(() => infer(true));
    const figure = count.toLocaleString('en');
    return [
      { name: `git log of ${figure} commits, bare`, value: median(bare), unit: 'ms' },
      { name: `zones from ${figure} commits`, value: median(own), unit: 'ms' },
      atMost('zones beside the bare git log', median(own) / median(bare), 'x', 1.3),
      { name: 'zones again, after 100 new commits', value: again, unit: 'ms' },
      atMost('the second reading beside the first', again / median(own), 'x', 0.2),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs git and throws away what it prints. */
async function git(cwd: string, args: readonly string[], input?: Iterable<string>): Promise<void> {
  const child = spawn('git', args, { cwd, stdio: [input ? 'pipe' : 'ignore', 'ignore', 'inherit'] });
  const closed = once(child, 'close');
  for (const piece of input ?? []) if (!child.stdin?.write(piece)) await once(child.stdin!, 'drain');
  child.stdin?.end();
  const [code] = (await closed) as [number];
  if (code !== 0) throw new Error(`git ${args[0] ?? ''} ended with ${code}`);
}

/** Commits of 300 people in the offsets that their zones had: `count` over two years, or `count` after those. */
function write(folder: string, count: number, after: number): Promise<void> {
  const rules = sharedRules();
  function* commits(): Generator<string> {
    if (after > 0) yield 'reset refs/heads/main\nfrom refs/heads/main^0\n\n';
    for (let index = 0; index < count; index++) {
      const person = index % people;
      const at = after > 0 ? last + index : Math.floor(last - (span * (count - index)) / count);
      const minutes = rules(zones[person % zones.length] ?? 'UTC').offsetAt(at * 1000);
      const size = Math.abs(minutes);
      const clock = String(Math.floor(size / 60) * 100 + (size % 60)).padStart(4, '0');
      const who = `Person ${person} <person${person}@example.com> ${at} ${minutes < 0 ? '-' : '+'}${clock}`;
      yield `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\ndata 1\nx\n`;
    }
  }
  return git(folder, ['fast-import', '--quiet'], commits());
}
