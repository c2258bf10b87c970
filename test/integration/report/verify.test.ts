import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createFiles } from '../../../src/adapters/files';
import { createGit } from '../../../src/adapters/git';
import { createScratches } from '../../../src/adapters/git/scratch';
import { CancelledError, UserError } from '../../../src/core/errors';
import { stepsOf, verificationText, withVerification } from '../../../src/core/report/verification';
import { reportBug } from '../../../src/usecases/report/reportBug';
import { verifyReproduction, type VerifyRequest } from '../../../src/usecases/report/verifyReproduction';
import { createSandbox, type Sandbox } from '../git/sandbox';

const files = createFiles();
const machine = { os: 'linux x64', runtime: 'Node 20', zone: 'UTC', zoneData: '' };
const left = (): string[] => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('baton-verify-'));

describe('verifying a reproduction', function () {
  this.timeout(60_000);
  let box: Sandbox;
  let earlier: string[];
  let fingerprint: string;
  let suspect: string;
  const write = (name: string, text: string) => fs.writeFileSync(path.join(box.root, name), text);
  const good =
    'exports.read = (rows, id) => {\n  const row = rows.get(id);\n  if (!row) return null;\n  return row.amount;\n};\n';
  const bad = good.replace('  if (!row) return null;\n', '');
  const repository = async () => (await createGit().open(box.root))!;
  const verify = async (more: Partial<VerifyRequest> = {}) =>
    verifyReproduction(
      {
        repository: await repository(),
        fingerprint,
        command: 'node pay.js',
        directory: '',
        folder: '',
        setUp: null,
        copies: [],
        runs: 2,
        limit: 20_000,
        suspect,
        ...more,
      },
      { files, scratches: createScratches() },
    );

  before(async () => {
    earlier = left();
    box = createSandbox();
    write('.gitignore', 'local.json\n');
    write('ledger.js', good);
    write('pay.js', "require('./ledger').read(new Map(), 'r-17');\n");
    box.git('add', '.');
    box.git('commit', '-qm', 'feat: pay');
    write('ledger.js', bad);
    box.git('commit', '-qam', 'refactor: fewer checks');
    suspect = box.git('rev-parse', 'HEAD');
    const text = `TypeError: Cannot read properties of undefined (reading 'amount')
    at exports.read (/ci/ledger.js:3:14)
    at Object.<anonymous> (/ci/pay.js:1:23)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)\n`;
    fingerprint = (await reportBug({ text, workspaces: [box.root] }, { git: createGit(), files, machine }))
      .fingerprint;
  });
  after(() => box.remove());
  afterEach(() => {
    assert.deepEqual(left(), earlier, 'nothing is left in the temporary folder');
    assert.equal(box.git('worktree', 'list').split('\n').length, 1, 'git knows of no other working tree');
    box.git('checkout', '-q', '.');
    box.git('clean', '-fdxq');
  });

  it('counts the runs in which the same fault comes back, here and at the parent of the suspect', async () => {
    const found = await verify();
    assert.deepEqual(found.here, { runs: 2, reproduced: 2, passed: 0, otherwise: 0 });
    assert.deepEqual(found.before, { suspect, counted: { runs: 2, reproduced: 0, passed: 2, otherwise: 0 } });
    const short = suspect.slice(0, 7);
    assert.equal(verificationText(found), `2 of 2 at \`${short}\`, 0 of 2 at its parent`);
  });
  it('is proposed at the commit before the suspect', async () => {
    write('ledger.js', bad.replace('amount', 'total'));
    box.git('commit', '-qam', 'refactor: another name');
    const text = 'Error: x\n    at exports.read (/ci/ledger.js:3:14)\n    at f (/ci/pay.js:1:23)\n';
    const { markdown } = await reportBug(
      { text, workspaces: [box.root] },
      { git: createGit(), files, machine },
    );
    const short = box.git('rev-parse', 'HEAD').slice(0, 10);
    box.git('reset', '-q', '--hard', 'HEAD~1');
    assert.ok(markdown.includes(`did it work before ${short}?`), markdown);
    assert.ok(markdown.includes(`the same command at ${short}~1, which Verify Reproduction runs`));
  });
  it('says that nothing stands before the first commit, and still tells what reproduces here', async () => {
    const first = box.git('rev-parse', 'HEAD~1');
    const found = await verify({ suspect: first });
    assert.deepEqual([found.here.reproduced, found.before], [2, null]);
    assert.equal(
      found.beforeFailed,
      `The suspect ${first.slice(0, 7)} has no commit before it here: nothing could be run there.`,
    );
  });
  it('claims nothing when it does not reproduce here, and then runs nothing elsewhere', async () => {
    write('ledger.js', good);
    const found = await verify();
    assert.deepEqual([found.here.reproduced, found.here.passed, found.before], [0, 2, null]);
    assert.equal(found.beforeFailed, null);
    assert.equal(verificationText(found), null);
  });
  it('does not take another failure for the same', async () => {
    const found = await verify({ command: 'node -e "throw new RangeError(1)"' });
    assert.deepEqual([found.here.reproduced, found.here.otherwise], [0, 2]);
  });
  it('carries uncommitted work along: changed, new, deleted and renamed files, byte by byte', async () => {
    write('new.js', "require('./moved').read(new Map(), 'r-17');\r\n");
    fs.renameSync(path.join(box.root, 'ledger.js'), path.join(box.root, 'moved.js'));
    fs.rmSync(path.join(box.root, 'pay.js'));
    fs.mkdirSync(path.join(box.root, 'sub dir'));
    fs.symlinkSync('../new.js', path.join(box.root, 'sub dir', 'link.js'));
    const command = `node -e "const f=require('fs');process.exit(f.existsSync('pay.js')||f.existsSync('ledger.js')||f.readlinkSync('sub dir/link.js')!=='../new.js'||!f.readFileSync('new.js','utf8').endsWith('\\r\\n')?1:0)"`;
    const { here } = await verify({ command });
    assert.equal(here.passed, 2);
  });
  it('runs the set-up first, and copies the ignored files that were named', async () => {
    write('local.json', '{}');
    const command = `node -e "require('./local.json');require('./made.json')"`;
    const setUp = "node -e \"require('fs').writeFileSync('made.json','1')\"";
    assert.equal((await verify({ command, setUp, copies: ['local.json'] })).here.passed, 2);
    assert.equal((await verify({ command, setUp })).here.otherwise, 2);
    assert.ok(!fs.existsSync(path.join(box.root, 'made.json')));
  });
  it('refuses a set-up that fails, and files that are not the repository’s', async () => {
    for (const more of [
      { setUp: 'exit 3' },
      { copies: ['../x'] },
      { copies: ['/etc/passwd'] },
      { copies: ['.git/config'] },
      { copies: ['nope'] },
    ])
      await assert.rejects(verify(more), UserError, JSON.stringify(more));
  });
  it('ends a run at the time limit, with all that it started', async () => {
    const mark = `baton-${process.pid}-limit`;
    const found = await verify({
      command: `node -e "setInterval(()=>{},1e3)" ${mark} & node -e "setInterval(()=>{},1e3)" ${mark}`,
      limit: 1_500,
      runs: 1,
    });
    assert.deepEqual(found.here, { runs: 1, reproduced: 0, passed: 0, otherwise: 1 });
    await gone(mark);
  });
  it('ends and cleans up when it is called off', async () => {
    const mark = `baton-${process.pid}-cancel`;
    const controller = new AbortController();
    const running = verify({
      command: `node -e "setInterval(()=>{},1e3)" ${mark}`,
      signal: controller.signal,
      progress: (step) => {
        if (step.startsWith('run 1')) setTimeout(() => controller.abort(), 300);
      },
    });
    await assert.rejects(running, CancelledError);
    await gone(mark);
  });
  it('leaves nothing behind when Baton itself is killed', async () => {
    const mark = `baton-${process.pid}-kill`;
    const script = path.join(__dirname, 'verifyForever.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, box.root, mark], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (text: Buffer) => text.includes('run 1') && resolve()),
    );
    await until(() => processes(mark) > 1, 'the command runs');
    child.kill('SIGKILL');
    await gone(mark);
    await until(() => left().length === earlier.length, 'the folder is gone');
    await until(() => box.git('worktree', 'list').split('\n').length === 1, 'the working tree is forgotten');
  });

  describe('in the document', () => {
    const report = `# x\n\n**Reproduce** (not verified)\n\n\`\`\`sh\ngit switch --detach abc && npm ci\ncd 'a b'\nnode pay.js r-17\n\`\`\`\n\n**Where:** y\n`;
    it('the steps are read as their author left them', () => {
      assert.deepEqual(stepsOf(report), { setUp: 'npm ci', directory: 'a b', command: 'node pay.js r-17' });
      assert.equal(stepsOf('# x\n'), null);
      assert.equal(stepsOf('**Reproduce**\n\nprose\n'), null);
    });
    it('the result takes the place of what was not verified, again and again', () => {
      const once = withVerification(report, '5 of 5 at `a1b2c3d`, 0 of 5 at its parent') ?? '';
      assert.ok(once.includes('**Reproduce** (5 of 5 at `a1b2c3d`, 0 of 5 at its parent)\n'));
      assert.ok(withVerification(once, '2 of 5')?.includes('**Reproduce** (2 of 5)\n'));
      assert.equal(withVerification('# x\n', 'y'), null);
    });
  });

  const processes = (mark: string): number =>
    fs.readdirSync('/proc').filter((pid) => {
      try {
        return /^\d+$/.test(pid) && fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark);
      } catch {
        return false;
      }
    }).length;
  const until = async (holds: () => boolean, what: string): Promise<void> => {
    for (let tries = 0; !holds(); tries += 1) {
      if (tries > 600) assert.fail(`waited in vain until ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const gone = (mark: string) => until(() => processes(mark) === 0, `no process of ${mark} runs`);
});
